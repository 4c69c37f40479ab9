// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/linediff.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <string>

using namespace plumb::ui;

namespace {

std::vector<std::uint32_t> letters(const std::string &text)
{
    return {text.begin(), text.end()};
}

/// "2-1+2" for one line of three replaced by two at line 2.
QStringList described(const std::vector<Hunk> &hunks)
{
    QStringList result;
    for (const Hunk &hunk : hunks)
        result += QStringLiteral("%1-%2 %3+%4")
                      .arg(hunk.left)
                      .arg(hunk.leftCount)
                      .arg(hunk.right)
                      .arg(hunk.rightCount);
    return result;
}

/// Replays the hunks over the left side.
std::vector<std::uint32_t> applied(const std::vector<std::uint32_t> &left,
                                   const std::vector<std::uint32_t> &right,
                                   const std::vector<Hunk> &hunks)
{
    std::vector<std::uint32_t> result;
    int at = 0;
    for (const Hunk &hunk : hunks) {
        result.insert(result.end(), left.begin() + at, left.begin() + hunk.left);
        result.insert(result.end(), right.begin() + hunk.right,
                      right.begin() + hunk.right + hunk.rightCount);
        at = hunk.left + hunk.leftCount;
    }
    result.insert(result.end(), left.begin() + at, left.end());
    return result;
}

int changedLines(const std::vector<Hunk> &hunks)
{
    int count = 0;
    for (const Hunk &hunk : hunks)
        count += hunk.leftCount + hunk.rightCount;
    return count;
}

int shortestEdit(const std::vector<std::uint32_t> &a, const std::vector<std::uint32_t> &b)
{
    std::vector<std::vector<int>> common(a.size() + 1, std::vector<int>(b.size() + 1, 0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j)
            common[i][j] = a[i - 1] == b[j - 1] ? common[i - 1][j - 1] + 1
                                                : std::max(common[i - 1][j], common[i][j - 1]);
    }
    return int(a.size() + b.size()) - 2 * common[a.size()][b.size()];
}

} // namespace

class tst_LineDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheHunks_data();
    void findsTheHunks();
    void alwaysTurnsLeftIntoRight();
    void findsTheShortestEditOfRepeatedLines();
    void staysBoundedOnHostileInput();
};

void tst_LineDiff::findsTheHunks_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QStringList>("hunks");
    const auto row = [](const char *name, const char *left, const char *right, QStringList hunks) {
        QTest::newRow(name) << QString::fromLatin1(left) << QString::fromLatin1(right) << hunks;
    };
    row("both empty", "", "", {});
    row("equal", "abc", "abc", {});
    row("all added", "", "abc", {QStringLiteral("0-0 0+3")});
    row("all removed", "abc", "", {QStringLiteral("0-3 0+0")});
    row("one changed", "abc", "axc", {QStringLiteral("1-1 1+1")});
    row("one added", "abc", "abxc", {QStringLiteral("2-0 2+1")});
    row("nothing in common", "abc", "xyz", {QStringLiteral("0-3 0+3")});
    row("two apart", "abcdef", "axcdyf", {QStringLiteral("1-1 1+1"), QStringLiteral("4-1 4+1")});
    row("moved block keeps the longer part", "abcdefxy", "xyabcdef",
        {QStringLiteral("0-0 0+2"), QStringLiteral("6-2 8+0")});
}

void tst_LineDiff::findsTheHunks()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(QStringList, hunks);

    const auto found = diffLines(letters(left.toStdString()), letters(right.toStdString()));

    QCOMPARE(described(found), hunks);
}

void tst_LineDiff::alwaysTurnsLeftIntoRight()
{
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        const std::uint32_t alphabet = 2 + random() % 12;
        std::vector<std::uint32_t> left(random() % 60);
        std::vector<std::uint32_t> right(random() % 60);
        for (std::uint32_t &line : left)
            line = std::uint32_t(random()) % alphabet;
        for (std::uint32_t &line : right)
            line = std::uint32_t(random()) % alphabet;

        const auto hunks = diffLines(left, right);

        QCOMPARE(applied(left, right, hunks), right);
    }
}

void tst_LineDiff::findsTheShortestEditOfRepeatedLines()
{
    // Without a line that is unique on both sides, the answer has to be as short as can be.
    std::mt19937 random(11);
    for (int round = 0; round < 500; ++round) {
        std::vector<std::uint32_t> left(40);
        std::vector<std::uint32_t> right(40);
        for (std::uint32_t &line : left)
            line = std::uint32_t(random()) % 3;
        for (std::uint32_t &line : right)
            line = std::uint32_t(random()) % 3;

        QCOMPARE(changedLines(diffLines(left, right)), shortestEdit(left, right));
    }
}

void tst_LineDiff::staysBoundedOnHostileInput()
{
    // Two alphabets without a common line, and long runs of few lines: quadratic for a naive
    // search.
    std::vector<std::uint32_t> left(60'000);
    std::vector<std::uint32_t> right(60'000);
    std::mt19937 random(3);
    for (std::uint32_t &line : left)
        line = std::uint32_t(random()) % 2;
    for (std::uint32_t &line : right)
        line = 1 + std::uint32_t(random()) % 2;

    const auto hunks = diffLines(left, right);

    QCOMPARE(applied(left, right, hunks), right);
}

QTEST_APPLESS_MAIN(tst_LineDiff)
#include "tst_linediff.moc"
