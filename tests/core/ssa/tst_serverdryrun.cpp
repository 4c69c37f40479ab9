// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ssa/serverdryrun.h"
#include "tests/support/objects.h"

#include <QTest>

using namespace plumb;
using namespace plumb::ssa;
using namespace plumb::test;
using namespace Qt::StringLiterals;

namespace {

/// Answers with what it is sent, unless the kind is refused.
class EchoingWriter final : public cluster::ClusterWriter
{
public:
    std::string refused = {};
    std::vector<std::string> paths = {};

    Result<cluster::Written> send(const cluster::WriteRequest &request, const Run &) override
    {
        paths.push_back(request.path);
        if (!refused.empty() && request.displayName.starts_with(refused))
            return std::unexpected(Error(ErrorCode::Unauthorized, "may not patch"));
        return cluster::Written{.content = request.content};
    }
};

const cluster::ApiResources resources({{.gvk = {"", "v1", "ConfigMap"}, .plural = "configmaps"},
                                       {.gvk = {"", "v1", "Secret"}, .plural = "secrets"}});

ToApply named(const std::string &kind, const std::string &name)
{
    return {.object = objectOf("apiVersion: v1\nkind: " + kind + "\nmetadata: {name: " + name
                               + ", namespace: n}\n")};
}

QString shown(const std::vector<Result<Object>> &answers)
{
    QStringList texts;
    for (const auto &answer : answers)
        texts.append(
            QString::fromStdString(answer ? answer->displayName() : answer.error().toString()));
    return texts.join(u", "_s);
}

} // namespace

class tst_ServerDryRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAsTheControllerWithoutWriting();
    void asksOnceForWhatIsNotAllowed();
    void namesKindsThatAreNotThere();
};

void tst_ServerDryRun::asksAsTheControllerWithoutWriting()
{
    EchoingWriter writer;
    InlineExecutor executor;
    const std::vector objects = {named("ConfigMap", "a"), named("Secret", "b")};

    const auto answers = dryRunOnServer(writer, resources, objects, executor, Run());

    QCOMPARE(shown(answers), u"ConfigMap/n/a, Secret/n/b"_s);
    QCOMPARE(
        QString::fromStdString(writer.paths.front()),
        u"/api/v1/namespaces/n/configmaps/a?fieldManager=kustomize-controller&dryRun=All&force=true"_s);
}

void tst_ServerDryRun::asksOnceForWhatIsNotAllowed()
{
    EchoingWriter writer;
    writer.refused = "Secret";
    InlineExecutor executor;
    const std::vector objects = {named("Secret", "a"), named("Secret", "b"),
                                 named("ConfigMap", "c")};

    const auto answers = dryRunOnServer(writer, resources, objects, executor, Run());

    QCOMPARE(shown(answers), u"may not patch, may not patch, ConfigMap/n/c"_s);
    QCOMPARE(answers[1].error().code(), ErrorCode::Unauthorized);
    QCOMPARE(writer.paths.size(), 2u);
}

void tst_ServerDryRun::namesKindsThatAreNotThere()
{
    EchoingWriter writer;
    InlineExecutor executor;
    const std::vector objects = {named("Thing", "a")};

    const auto answers = dryRunOnServer(writer, resources, objects, executor, Run());

    QCOMPARE(shown(answers), u"the cluster does not have the kind 'Thing' of 'v1'"_s);
    QCOMPARE(answers[0].error().code(), ErrorCode::NotFound);
}

QTEST_APPLESS_MAIN(tst_ServerDryRun)
#include "tst_serverdryrun.moc"
