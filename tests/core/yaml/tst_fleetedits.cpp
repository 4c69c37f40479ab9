// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/yaml/edit.h"
#include "core/yaml/emitter.h"
#include "core/yaml/parser.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <random>

using namespace plumb;
using namespace plumb::yaml;
using namespace Qt::StringLiterals;

/// Edits that are made and taken back in the files of real fleets give the same bytes again.
class tst_FleetEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAndInsertionsAreTakenBackToTheByte();
    void removalsLeaveTheOtherLinesAlone();
};

namespace {

constexpr qsizetype fileCount = 2'000; ///< Of all files, in an order that is always the same.

struct Place
{
    EditTarget target;
    Value value;
};

/// What can be edited in a file.
struct Places
{
    std::vector<Place> scalars;
    std::vector<Place> mappings;
};

void collect(const Value &value, const EditTarget &target, Places &places)
{
    if (value.isScalar() && !value.isNull() && !value.text().contains('\n'))
        places.scalars.push_back({target, value});
    if (value.isMapping() && value.size() > 0)
        places.mappings.push_back({target, value});
    for (std::size_t i = 0; i < value.items().size(); ++i) {
        EditTarget below = target;
        below.path = target.path.child(Step::toIndex(i));
        collect(value.items()[i], below, places);
    }
    for (const Entry &entry : value.entries()) {
        EditTarget below = target;
        below.path = target.path.child(Step::toKey(entry.key.view()));
        collect(entry.value, below, places);
    }
}

std::optional<Places> placesIn(const std::string &text, const std::string &file)
{
    const auto documents = parseAll(text, file, {.keepDates = true});
    if (!documents)
        return std::nullopt;
    Places places;
    for (std::size_t i = 0; i < documents->size(); ++i)
        collect((*documents)[i], {.file = file, .document = i}, places);
    return places;
}

QStringList filesOfFleets(std::mt19937 &chance)
{
    QStringList files;
    QDirIterator iterator(QStringLiteral(PLUMB_SOURCE_DIR "/../shared/conformance/fleets/visible"),
                          {u"*.yaml"_s, u"*.yml"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (iterator.hasNext())
        files << iterator.next();
    std::ranges::sort(files);
    std::ranges::shuffle(files, chance);
    return files.mid(0, fileCount);
}

std::string contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// Another value of the same kind, so that it is written in the same way.
Value otherThan(const Value &value)
{
    if (!value.isString())
        return value.text() == "4242" ? Value::integer(4243) : Value::integer(4242);
    Value other = Value::string("plumbline");
    other.setStyle(value.style());
    return other;
}

template<typename T>
const T &anyOf(const std::vector<T> &list, std::mt19937 &chance)
{
    return list[chance() % list.size()];
}

QList<QByteArray> linesOf(const std::string &text)
{
    return QByteArray::fromStdString(text).split('\n');
}

/// How many lines of @p after are not, in the same order, in @p before.
int newLines(const std::string &before, const std::string &after)
{
    const QList<QByteArray> old = linesOf(before);
    auto next = old.begin();
    int count = 0;
    for (const QByteArray &line : linesOf(after)) {
        const auto found = std::find(next, old.end(), line);
        if (found == old.end())
            ++count;
        else
            next = found + 1;
    }
    return count;
}

/// Whether a value stands in the text as we would write it: not folded over several lines, escaped
/// or behind an anchor, nor as one of several words ("False", a plain "n"), which all have more
/// than one way to be written.
bool isWrittenPlainly(const std::string &text, const Place &place)
{
    const auto range = locate(text, place.target);
    if (!range)
        return false;
    const auto lineStart = text.rfind('\n', range->begin) + 1;
    if (text.substr(lineStart, range->begin - lineStart).contains(" &"))
        return false;
    const std::string written = text.substr(range->begin, range->end - range->begin);
    const std::string value(place.value.text());
    return written + '\n' == toReadableYaml(place.value) || written == '"' + value + '"'
           || written == '\'' + value + '\'';
}

/// What is wrong with an edit that was made and taken back; empty when nothing is.
QByteArray complaint(const std::string &text, const Result<std::string> &edited,
                     const Result<std::string> &back, const Place &place)
{
    const QByteArray where =
        QByteArray::fromStdString(place.target.file + ": " + place.target.path.toString());
    if (newLines(text, *edited) > 1)
        return where + " changes more than its line";
    if (!back)
        return where + " cannot be taken back: " + back.error().toString().c_str();
    const bool isSame = *back == text || (place.value.isScalar() && !isWrittenPlainly(text, place));
    return isSame ? QByteArray() : where + " is not the same again";
}

} // namespace

void tst_FleetEdits::changesAndInsertionsAreTakenBackToTheByte()
{
    std::mt19937 chance(1);
    const QStringList files = filesOfFleets(chance);
    if (files.isEmpty())
        QSKIP("the conformance fleets are not there");
    QList<QByteArray> complaints;
    int made = 0;
    int refused = 0;
    for (const QString &file : files) {
        const std::string text = contentOf(file);
        const auto places = placesIn(text, file.toStdString());
        if (!places || places->scalars.empty() || places->mappings.empty() || text.size() > 65'536)
            continue;
        const Place scalar = anyOf(places->scalars, chance);
        const auto changed = setValue(text, scalar.target, otherThan(scalar.value));
        Place mapping = anyOf(places->mappings, chance);
        mapping.target.path = mapping.target.path.child(Step::toKey("plumbline"));
        const auto inserted = setValue(text, mapping.target, Value::integer(1));
        for (const auto &[edited, place] : {std::pair(&changed, &scalar), {&inserted, &mapping}}) {
            if (!*edited) {
                ++refused;
                continue;
            }
            ++made;
            const auto back = edited == &changed ? setValue(**edited, place->target, place->value)
                                                 : removeValue(**edited, place->target);
            const QByteArray wrong = complaint(text, *edited, back, *place);
            if (!wrong.isEmpty())
                complaints << wrong;
        }
    }

    qInfo("%d edits, %d refused, %d complaints", made, refused, int(complaints.size()));
    QVERIFY2(complaints.isEmpty(), complaints.mid(0, 10).join('\n').constData());
    QVERIFY(made > 100);
    QVERIFY(refused * 20 < made);
}

void tst_FleetEdits::removalsLeaveTheOtherLinesAlone()
{
    std::mt19937 chance(2);
    const QStringList files = filesOfFleets(chance);
    if (files.isEmpty())
        QSKIP("the conformance fleets are not there");
    QList<QByteArray> complaints;
    int made = 0;
    for (const QString &file : files) {
        const std::string text = contentOf(file);
        const auto places = placesIn(text, file.toStdString());
        if (!places || places->scalars.empty() || text.size() > 65'536)
            continue;
        const Place scalar = anyOf(places->scalars, chance);
        if (scalar.target.path.isRoot())
            continue;
        const auto removed = removeValue(text, scalar.target);
        if (!removed)
            continue;
        ++made;
        // An emptied collection, a list item's next key or a flow collection is written anew.
        if (newLines(text, *removed) > 1)
            complaints << QByteArray::fromStdString(scalar.target.file + ": "
                                                    + scalar.target.path.toString());
    }

    qInfo("%d removals, %d complaints", made, int(complaints.size()));
    QVERIFY2(complaints.isEmpty(), complaints.mid(0, 10).join('\n').constData());
    QVERIFY(made > 50);
}

QTEST_APPLESS_MAIN(tst_FleetEdits)
#include "tst_fleetedits.moc"
