// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/emitter.h"
#include "core/yaml/json.h"
#include "core/yaml/parser.h"

#include <yaml-cpp/yaml.h>

#include <QDirIterator>
#include <QTest>

using namespace plumb;
using namespace plumb::yaml;

namespace {

// Compares what both parsers read, scalars by their text: yaml-cpp does not resolve them.
bool isSame(const Value &value, const YAML::Node &node)
{
    if (value.isMapping()) {
        if (!node.IsMap() || node.size() != value.size())
            return false;
        for (const Entry &entry : value.entries()) {
            const YAML::Node other = node[entry.key.toString()];
            if (!other.IsDefined() || !isSame(entry.value, other))
                return false;
        }
        return true;
    }
    if (value.isSequence()) {
        if (!node.IsSequence() || node.size() != value.size())
            return false;
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (!isSame(value.items()[i], node[i]))
                return false;
        }
        return true;
    }
    return node.IsNull() ? value.isNull() : node.IsScalar() && node.Scalar() == value.text();
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_SecondOpinion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void yamlCppReadsTheSame_data();
    void yamlCppReadsTheSame();
    void yamlCppReadsWhatIsPrinted();
    void printsOutputOfKustomizeUnchanged();
};

void tst_SecondOpinion::yamlCppReadsTheSame_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("block") << QByteArray(
        "a:\n  b: [1, 'x', \"y\\n\"]\n  c:\n  - d: e\n    f: |\n      g\n"
        "       h\n\n    i: >-\n      j\n      k\n\n      l\n");
    QTest::newRow("flow over lines") << QByteArray("{a: [1,\n 2], b: {c: d},\n e: 'f g'}\n");
    QTest::newRow("plain over lines") << QByteArray("a: b\n  c\n\n  d\n");
    QTest::newRow("aliases") << QByteArray("a: &x {b: c}\nd: *x\ne: [*x, &y z, *y]\n");
    QTest::newRow("comments") << QByteArray("# a\nb: c # d\n# e\nf: 'g # h'\n");
    QTest::newRow("escapes") << QByteArray("a: \"\\x41\\u00e9\\t\\\\ \\\n  x\"\nb: 'it''s'\n");
    QTest::newRow("chomping") << QByteArray("a: |+\n  x\n\nb: |-\n  y\nc: |2\n   z\n");
}

void tst_SecondOpinion::yamlCppReadsTheSame()
{
    QFETCH(QByteArray, text);

    const Result<Value> value = parse(text.toStdString(), "a.yaml");

    QVERIFY2(value, value ? "" : value.error().toString().c_str());
    QVERIFY2(isSame(*value, YAML::Load(text.toStdString())), toJson(*value).c_str());
}

void tst_SecondOpinion::yamlCppReadsWhatIsPrinted()
{
    Value value = Value::mapping();
    for (const char *text : {"", " x", "a: b", "- c", "two\nlines", "two\nlines\n\n", "tab\t", "é",
                             "'", "\"", "null", "1", "2020-01-01", "yes", "#", "a #b"})
        value.set(std::string("k") + text, Value::string(text));

    const YAML::Node node = YAML::Load(toYaml(value));

    QCOMPARE(node.size(), value.size());
    for (const Entry &entry : value.entries())
        QCOMPARE(node[entry.key.toString()].Scalar(), std::string(entry.value.text()));
}

void tst_SecondOpinion::printsOutputOfKustomizeUnchanged()
{
    const QString folder =
        QStringLiteral(PLUMB_SOURCE_DIR "/../shared/conformance/kustomize/visible");
    if (!QDir(folder).exists())
        QSKIP("the conformance cases are not here");
    int checked = 0;
    QDirIterator files(folder, {QStringLiteral("expected.yaml")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const std::string text = bytesOf(path).toStdString();
        // Text that kustomize folds when it reads its own NEL cannot come back.
        if (text.find("\\N") != text.npos)
            continue;
        const auto documents = parseAll(text, path.toStdString());
        QVERIFY2(documents, documents ? "" : documents.error().toString().c_str());
        if (documents->empty() || documents->front().isNull())
            continue;

        QCOMPARE(QByteArray::fromStdString(toYamlStream(*documents)),
                 QByteArray::fromStdString(text));
        ++checked;
    }
    QVERIFY(checked > 0);
}

QTEST_APPLESS_MAIN(tst_SecondOpinion)
#include "tst_secondopinion.moc"
