// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/status.h"
#include "tests/support/scratchrepository.h"

#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;
using git::Change;
using git::Repository;

class tst_GitStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsStagedFromUnstaged();
    void isEmptyWhenClean();
    void showsConflicts();
};

namespace {

QStringList rows(const ScratchRepository &scratch)
{
    const auto entries = git::status(Repository::open(scratch.path()).value(), {}).value();
    QStringList list;
    for (const git::StatusEntry &entry : entries) {
        constexpr QLatin1StringView letters(" AMDTU");
        list += QString(letters[int(entry.staged)]) + letters[int(entry.unstaged)] + u' '
                + QString::fromStdString(entry.path.text());
    }
    return list;
}

} // namespace

void tst_GitStatus::tellsStagedFromUnstaged()
{
    ScratchRepository scratch;
    scratch.write(u".gitignore"_s, "*.log\n");
    for (const QString &name : {u"both"_s, u"gone"_s, u"same"_s, u"staged"_s, u"link"_s})
        scratch.write(name, "1\n");
    scratch.commit(u"one"_s);
    scratch.write(u"staged"_s, "2\n");
    scratch.write(u"both"_s, "2\n");
    scratch.write(u"new"_s, "2\n");
    scratch.git({u"add"_s, u"staged"_s, u"both"_s, u"new"_s});
    scratch.write(u"both"_s, "3 more\n");
    scratch.remove(u"gone"_s);
    scratch.remove(u"link"_s);
    scratch.link(u"link"_s, u"same"_s);
    scratch.write(u"folder/untracked"_s, "");
    scratch.write(u"ignored.log"_s, "");

    QCOMPARE(rows(scratch), QStringList({u"MM both"_s, u" A folder/untracked"_s, u" D gone"_s,
                                         u" T link"_s, u"A  new"_s, u"M  staged"_s}));
}

void tst_GitStatus::isEmptyWhenClean()
{
    ScratchRepository scratch;
    scratch.write(u"a"_s, "1\n");
    scratch.commit(u"one"_s);

    QCOMPARE(rows(scratch), QStringList());
}

void tst_GitStatus::showsConflicts()
{
    ScratchRepository scratch;
    scratch.write(u"a"_s, "1\n");
    const QString blob = QString::fromLatin1(scratch.git({u"hash-object"_s, u"-w"_s, u"a"_s}));
    scratch.git({u"update-index"_s, u"--index-info"_s},
                u"100644 %1 1\ta\n100644 %1 2\ta\n100644 %1 3\ta\n"_s.arg(blob).toUtf8());

    QCOMPARE(rows(scratch), QStringList({u"UU a"_s}));
}

QTEST_GUILESS_MAIN(tst_GitStatus)
#include "tst_gitstatus.moc"
