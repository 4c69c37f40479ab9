// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/edit.h"
#include "core/yaml/parser.h"

#include <QTest>

#include <random>

using namespace plumb;
using namespace plumb::yaml;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *manifest = R"(# Head
apiVersion: apps/v1   # the version
kind: Deployment
metadata:
    name: 'web'
    labels: {app: web, "tier": front}
    annotations:

        # why
        note: |
            first
            second

        folded: >-
            a
            b
spec:
    replicas: 3 # {"$imagepolicy": "x"}
    template:
        spec:
            containers:
                - name: main
                  image: "example.org/app:1.0"  # pinned
                  args: [ "--a", '--b', c ]
                  env:
                    - {name: A, value: "1"}
                    - name: B
                      value: ä ö ü
                -   name: side
                    image: example.org/side:2
            volumes: []
            empty:
...
---
second: document
)";

void collectPaths(const Value &value, const NodePath &path, std::vector<NodePath> &paths)
{
    if (!path.isRoot())
        paths.push_back(path);
    for (std::size_t i = 0; i < value.items().size(); ++i)
        collectPaths(value.items()[i], path.child(Step::toIndex(i)), paths);
    for (const Entry &entry : value.entries())
        collectPaths(entry.value, path.child(Step::toKey(entry.key.view())), paths);
}

QList<QByteArray> linesOf(const std::string &text)
{
    return QByteArray::fromStdString(text).split('\n');
}

// How many lines from the start, and from the end, two texts have in common.
qsizetype sharedLines(const QList<QByteArray> &a, const QList<QByteArray> &b)
{
    qsizetype front = 0;
    while (front < a.size() && front < b.size() && a[front] == b[front])
        ++front;
    qsizetype back = 0;
    while (back + front < a.size() && back + front < b.size()
           && a[a.size() - 1 - back] == b[b.size() - 1 - back])
        ++back;
    return front + back;
}

} // namespace

class tst_EditProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesOneLineForAScalar_data();
    void changesOneLineForAScalar();
    void removingAndSettingAgainGivesTheSameData();
    void survivesRandomEdits();
};

void tst_EditProperties::changesOneLineForAScalar_data()
{
    QTest::addColumn<bool>("hasCarriageReturns");
    QTest::newRow("line feeds") << false;
    QTest::newRow("carriage returns") << true;
}

void tst_EditProperties::changesOneLineForAScalar()
{
    QFETCH(bool, hasCarriageReturns);
    QByteArray bytes = manifest;
    if (hasCarriageReturns)
        bytes.replace("\n", "\r\n");
    const std::string text = bytes.toStdString();
    const auto documents = parseAll(text, "a.yaml");
    QVERIFY(documents);
    std::vector<NodePath> paths;
    collectPaths((*documents)[0], {}, paths);

    for (const NodePath &path : paths) {
        const Value *const value = path.find((*documents)[0]);
        if (!value->isScalar() || value->text().find('\n') != std::string_view::npos
            || value->style() == Style::Folded)
            continue;
        const auto edited = setValue(text, {"a.yaml", 0, path}, Value::string("changed"));

        QVERIFY2(edited, path.toString().c_str());
        const auto before = linesOf(text);
        const auto after = linesOf(*edited);
        QCOMPARE(after.size(), before.size());
        QCOMPARE(sharedLines(before, after), before.size() - 1);
    }
}

void tst_EditProperties::removingAndSettingAgainGivesTheSameData()
{
    const std::string text = manifest;
    const auto documents = parseAll(text, "a.yaml");
    std::vector<NodePath> paths;
    collectPaths((*documents)[0], {}, paths);

    for (const NodePath &path : paths) {
        // Setting a removed item appends it, which is another order.
        if (path.steps().back().kind != Step::Kind::Key)
            continue;
        const auto removed = removeValue(text, {"a.yaml", 0, path});
        QVERIFY2(removed, path.toString().c_str());
        const auto restored = setValue(*removed, {"a.yaml", 0, path}, *path.find((*documents)[0]));

        QVERIFY2(restored,
                 restored ? "" : (path.toString() + ' ' + restored.error().toString()).c_str());
        const auto again = parseAll(*restored, "a.yaml");
        QVERIFY((*again)[0].sameData((*documents)[0]));
        QVERIFY(restored->ends_with("...\n---\nsecond: document\n"));
    }
}

void tst_EditProperties::survivesRandomEdits()
{
    std::mt19937 random(7);
    const std::vector<Value> values = {Value::string("x"),
                                       Value::string("1"),
                                       Value::string("a: b # c"),
                                       Value::integer(5),
                                       Value::string("two\nlines\n"),
                                       Value(),
                                       Value::sequence({Value::string("i")}),
                                       *parse("{m: 1, n: [2, {o: p}]}", "v.yaml")};
    std::string text = manifest;

    for (int i = 0; i < 300; ++i) {
        const auto documents = parseAll(text, "a.yaml", {.keepDates = true});
        QVERIFY(documents);
        std::vector<NodePath> paths;
        collectPaths((*documents)[0], {}, paths);
        if (paths.size() < 4)
            text = manifest;
        const NodePath &path = paths[random() % paths.size()];
        const auto edited = random() % 3 == 0 ? removeValue(text, {"a.yaml", 0, path})
                                              : setValue(text, {"a.yaml", 0, path},
                                                         values[random() % values.size()]);
        // What cannot be done says so and changes nothing; it never produces something else.
        if (!edited) {
            QCOMPARE(edited.error().code(), ErrorCode::Unsupported);
            continue;
        }
        text = *edited;
        QVERIFY(text.ends_with("...\n---\nsecond: document\n"));
    }
}

QTEST_APPLESS_MAIN(tst_EditProperties)
#include "tst_editproperties.moc"
