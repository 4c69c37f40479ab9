// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/files/directorytree.h"
#include "core/kustomize/build.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;

namespace {

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray nameOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound: return "NotFound";
    case ErrorCode::InvalidInput: return "InvalidInput";
    case ErrorCode::Conflict: return "Conflict";
    case ErrorCode::Unsupported: return "Unsupported";
    case ErrorCode::Unreachable: return "Unreachable";
    case ErrorCode::LimitExceeded: return "LimitExceeded";
    default: return QByteArray::number(static_cast<int>(code));
    }
}

// The flags that cases use, as the command takes them.
kustomize::BuildOptions optionsFrom(const QStringList &flags)
{
    kustomize::BuildOptions options;
    const QString text = flags.join(u' ').replace(u'=', u' ');
    if (text.contains("--load-restrictor LoadRestrictionsNone"_L1))
        options.restriction = kustomize::LoadRestriction::None;
    if (text.contains("--reorder none"_L1))
        options.reorder = kustomize::Reorder::None;
    options.enableHelm = text.contains("--enable-helm"_L1);
    options.addManagedByLabel = text.contains("--enable-managedby-label"_L1);
    return options;
}

Result<QByteArray> built(const QString &folder, const QString &directory, const QStringList &flags)
{
    const auto tree = PLUMB_TRY(files::DirectoryTree::open(folder.toStdString()));
    const auto path = PLUMB_TRY(files::TreePath::parse(directory.toStdString()));
    yaml::SourceTable sources;
    kustomize::BuildOptions options = optionsFrom(flags);
    options.sources = &sources;
    const auto output = PLUMB_TRY(kustomize::build(*tree, path, options, {}));
    return QByteArray::fromStdString(kustomize::toText(output.objects));
}

} // namespace

/// Builds every case folder, and the conformance set where it is at hand.
class tst_KustomizeCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildsAsKustomizeDoes_data();
    void buildsAsKustomizeDoes();
    void passesTheConformanceSet_data();
    void passesTheConformanceSet();
};

void tst_KustomizeCases::buildsAsKustomizeDoes_data()
{
    QTest::addColumn<QString>("folder");

    const QDir cases(QStringLiteral(PLUMB_SOURCE_DIR "/tests/cases/kustomize"));
    for (const QString &name : cases.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        QTest::newRow(qPrintable(name)) << cases.filePath(name);
}

void tst_KustomizeCases::buildsAsKustomizeDoes()
{
    QFETCH(QString, folder);
    const QStringList how =
        QString::fromUtf8(fileBytes(folder + "/build"_L1)).trimmed().split(u'\n');

    const Result<QByteArray> output =
        built(folder + "/input"_L1, how.first(), how.sliced(1).join(u' ').split(u' '));

    const QByteArray expectedError = fileBytes(folder + "/expected.error"_L1);
    if (!output) {
        const QByteArray error = nameOf(output.error().code()) + ' '
                                 + QByteArray::fromStdString(output.error().toString());
        QCOMPARE(error, expectedError.trimmed());
        return;
    }
    QCOMPARE(QByteArray(), expectedError);
    QCOMPARE(*output, fileBytes(folder + "/expected.yaml"_L1));
}

void tst_KustomizeCases::passesTheConformanceSet_data()
{
    QTest::addColumn<QString>("folder");

    const QDir set(QStringLiteral(PLUMB_SOURCE_DIR "/../shared/conformance/kustomize/visible"));
    const QList<QByteArray> lines = fileBytes(set.filePath(u"INDEX.tsv"_s)).split('\n');
    const QByteArray differences =
        fileBytes(QStringLiteral(PLUMB_SOURCE_DIR "/tests/cases/kustomize/DIFFERENCES.md"));
    for (const QByteArray &line : lines) {
        const QList<QByteArray> columns = line.split('\t');
        // Charts are not rendered yet; flags that are wrong are the command's business.
        if (columns.size() < 3 || columns.at(1) == "helm"
            || columns.at(0) == "own-errors-bad-reorder"
            || columns.at(0) == "own-errors-bad-load-restrictor"
            || columns.at(0) == "own-errors-unknown-flag" || columns.at(0) == "case"
            || differences.contains(QByteArray('`' + columns.at(0) + '`')))
            continue;
        QTest::newRow(columns.at(0).constData()) << set.filePath(QString::fromUtf8(columns.at(0)));
    }
    if (lines.size() < 2)
        QTest::newRow("absent") << QString();
}

void tst_KustomizeCases::passesTheConformanceSet()
{
    QFETCH(QString, folder);
    if (folder.isEmpty())
        QSKIP("the conformance set is not here");
    const QString target = QString::fromUtf8(fileBytes(folder + "/target"_L1)).trimmed();
    const QString flags = QString::fromUtf8(fileBytes(folder + "/flags"_L1)).trimmed();

    const Result<QByteArray> output = built(folder + "/in"_L1, target, flags.split(u' '));

    if (QFile::exists(folder + "/expected-error"_L1)) {
        QVERIFY(!output);
        QVERIFY(!output.error().toString().empty());
        return;
    }
    QVERIFY2(output, output ? "" : output.error().toString().c_str());
    QCOMPARE(*output, fileBytes(folder + "/expected.yaml"_L1));
}

QTEST_APPLESS_MAIN(tst_KustomizeCases)
#include "tst_kustomizecases.moc"
