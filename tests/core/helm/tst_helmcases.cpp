// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// Every folder in tests/cases/helm holds a chart, the arguments of `helm template` (split at
// blanks) and what helm 4.2.4 made of them: the output, or the error.

#include "core/files/directorytree.h"
#include "core/helm/chartloader.h"
#include "core/helm/render.h"
#include "core/helm/setvalues.h"
#include "core/helm/values.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace plumb;
using namespace Qt::StringLiterals;

namespace {

std::string fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

struct Case
{
    QString folder;
    helm::RenderOptions options = {};
    helm::PrintOptions print = {};
    yaml::Value values = yaml::Value::mapping();

    Result<> read(const QStringList &arguments);
    Result<> readOption(const QString &name, const std::string &value);
    Result<> set(helm::SetSyntax syntax, const std::string &text);
};

Result<> Case::set(helm::SetSyntax syntax, const std::string &text)
{
    return helm::applySet(text, syntax, values, [this](const std::string &path) {
        return Result<std::string>(fileBytes(folder + u'/' + QString::fromStdString(path)));
    });
}

Result<> Case::readOption(const QString &name, const std::string &value)
{
    static const QHash<QString, helm::SetSyntax> setters = {
        {u"--set"_s, helm::SetSyntax::Typed},
        {u"--set-string"_s, helm::SetSyntax::Text},
        {u"--set-file"_s, helm::SetSyntax::File},
        {u"--set-literal"_s, helm::SetSyntax::Literal},
    };
    if (const auto setter = setters.find(name); setter != setters.end())
        return set(*setter, value);
    if (name == "--set-json"_L1) {
        if (!value.starts_with('{'))
            return set(helm::SetSyntax::Json, value);
        values = helm::mergeMappings(values, PLUMB_TRY(helm::readJsonObject(value)));
    } else if (name == "-f"_L1) {
        const std::string text = fileBytes(folder + u'/' + QString::fromStdString(value));
        values = helm::mergeMappings(values, PLUMB_TRY(helm::readValues(text, value)));
    } else if (name == "--kube-version"_L1) {
        options.kubeVersion = PLUMB_TRY(helm::KubeVersion::parse(value));
    } else if (name == "--api-versions"_L1 || name == "-a"_L1) {
        for (const QString &version : QString::fromStdString(value).split(u','))
            options.apiVersions.push_back(version.toStdString());
    } else if (name == "--namespace"_L1 || name == "-n"_L1) {
        options.release.namespaceName = value;
    } else if (name == "--show-only"_L1 || name == "-s"_L1) {
        print.showOnly.push_back(value);
    } else {
        return std::unexpected(Error(ErrorCode::Internal, "unknown flag " + name.toStdString()));
    }
    return {};
}

Result<> Case::read(const QStringList &arguments)
{
    options.release.name = arguments.first().toStdString();
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString &name = arguments[i];
        if (name == "--include-crds"_L1)
            print.includeCrds = true;
        else if (name == "--skip-tests"_L1)
            print.skipTests = true;
        else if (name == "--no-hooks"_L1)
            print.noHooks = true;
        else if (name == "--is-upgrade"_L1)
            options.release.isUpgrade = true;
        else
            PLUMB_TRY(readOption(name, arguments.value(++i).toStdString()));
    }
    return {};
}

Result<std::string> rendered(const QString &folder)
{
    Case test{.folder = folder};
    const QString command = QString::fromStdString(fileBytes(folder + "/cmd"_L1));
    PLUMB_TRY(test.read(command.simplified().split(u' ')));
    const auto tree = PLUMB_TRY(files::DirectoryTree::open(folder.toStdString()));
    auto charts = PLUMB_TRY(helm::loadChart(*tree, files::TreePath::parse("chart").value()));
    const auto output = PLUMB_TRY(helm::render(std::move(charts), test.values, test.options));
    return helm::toText(output, test.print);
}

QString wantedError(const QString &folder)
{
    QString text = QString::fromStdString(fileBytes(folder + "/expected-error"_L1));
    text.remove("\n\nUse --debug flag to render out invalid YAML"_L1);
    return text.mid("Error: "_L1.size()).trimmed();
}

} // namespace

class tst_HelmCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rendersWhatHelmRenders_data();
    void rendersWhatHelmRenders();
};

void tst_HelmCases::rendersWhatHelmRenders_data()
{
    QTest::addColumn<QString>("folder");
    const QDir cases(QStringLiteral(PLUMB_SOURCE_DIR "/tests/cases/helm"));
    for (const QString &name : cases.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QTest::newRow(name.toUtf8().constData()) << cases.filePath(name);
}

void tst_HelmCases::rendersWhatHelmRenders()
{
    QFETCH(QString, folder);
    const auto text = rendered(folder);
    if (QFile::exists(folder + "/expected-error"_L1)) {
        QVERIFY(!text);
        QCOMPARE(QString::fromStdString(text.error().description()).trimmed(), wantedError(folder));
        return;
    }
    QVERIFY2(text, text ? "" : text.error().toString().c_str());
    QCOMPARE(QString::fromStdString(*text),
             QString::fromStdString(fileBytes(folder + "/expected"_L1)));
}

QTEST_APPLESS_MAIN(tst_HelmCases)
#include "tst_helmcases.moc"
