// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"
#include "app/helmengine.h"
#include "core/files/directorytree.h"
#include "core/helm/chartloader.h"
#include "core/helm/render.h"
#include "core/helm/setvalues.h"
#include "core/helm/values.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <sys/random.h>

namespace plumb::ctl {

namespace {

struct TemplateArguments
{
    std::vector<std::string> nameAndChart;
    std::string namespaceName = "default";
    std::string nameTemplate;
    std::string kubeVersion;
    std::vector<std::string> valuesFiles;
    std::vector<std::string> set;
    std::vector<std::string> setString;
    std::vector<std::string> setJson;
    std::vector<std::string> setFile;
    std::vector<std::string> setLiteral;
    std::vector<std::string> apiVersions;
    bool isUpgrade = false;
    bool skipSchemaValidation = false;
    helm::PrintOptions print;
};

Result<std::string> readFile(const std::string &path)
{
    if (path == "-")
        return std::string(std::istreambuf_iterator<char>(std::cin), {});
    std::ifstream file(path, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(file), {});
    if (file.bad() || !file.is_open())
        return std::unexpected(
            Error(ErrorCode::NotFound, "open " + path + ": no such file or directory"));
    return text;
}

// Flags that take lists allow commas between the parts too.
std::vector<std::string> parts(const std::vector<std::string> &lists)
{
    std::vector<std::string> result;
    for (std::string_view list : lists) {
        for (;;) {
            const std::size_t comma = list.find(',');
            result.emplace_back(list.substr(0, comma));
            if (comma == std::string_view::npos)
                break;
            list.remove_prefix(comma + 1);
        }
    }
    return result;
}

Result<> applyJson(const std::string &text, yaml::Value &values)
{
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string::npos || text[start] != '{')
        return helm::applySet(text, helm::SetSyntax::Json, values);
    const yaml::Value over = PLUMB_TRY(helm::readJsonObject(text));
    values = helm::mergeMappings(values, over);
    return {};
}

Result<yaml::Value> readValues(const TemplateArguments &arguments)
{
    yaml::Value values = yaml::Value::mapping();
    for (const std::string &path : parts(arguments.valuesFiles)) {
        const std::string text = PLUMB_TRY(readFile(path));
        const yaml::Value over =
            PLUMB_TRY(within("failed to parse " + path, helm::readValues(text, path)));
        values = helm::mergeMappings(values, over);
    }
    for (const std::string &text : arguments.setJson) {
        if (!applyJson(text, values))
            return std::unexpected(
                Error(ErrorCode::InvalidInput, "failed parsing --set-json data " + text));
    }
    const auto apply = [&](const std::vector<std::string> &texts, helm::SetSyntax syntax,
                           const std::string &flag) -> Result<> {
        for (const std::string &text : texts) {
            PLUMB_TRY(within("failed parsing " + flag + " data",
                             helm::applySet(text, syntax, values, readFile)));
        }
        return {};
    };
    PLUMB_TRY(apply(arguments.set, helm::SetSyntax::Typed, "--set"));
    PLUMB_TRY(apply(arguments.setString, helm::SetSyntax::Text, "--set-string"));
    PLUMB_TRY(apply(arguments.setFile, helm::SetSyntax::File, "--set-file"));
    PLUMB_TRY(apply(arguments.setLiteral, helm::SetSyntax::Literal, "--set-literal"));
    return values;
}

Result<helm::ChartSet> loadChart(const std::string &place)
{
    std::error_code error;
    const std::filesystem::path path = std::filesystem::canonical(place, error);
    if (error)
        return std::unexpected(Error(ErrorCode::NotFound, "path \"" + place + "\" not found"));
    // Links of a chart may lead anywhere, so the tree is the whole machine, as for helm.
    const auto tree = PLUMB_TRY(files::DirectoryTree::open("/"));
    const auto inTree = PLUMB_TRY(files::TreePath::parse(path.relative_path().string()));
    return helm::loadChart(*tree, inTree);
}

Result<std::string> releaseName(const TemplateArguments &arguments,
                                const helm::EngineOptions &engine)
{
    const bool isNamed = arguments.nameAndChart.size() == 2;
    if (isNamed && !arguments.nameTemplate.empty()) {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "cannot set --name-template and also specify a name"));
    }
    if (isNamed)
        return arguments.nameAndChart.front();
    if (arguments.nameTemplate.empty())
        return "release-name";
    return helm::renderName(arguments.nameTemplate, engine);
}

Result<std::string> renderTemplate(const TemplateArguments &arguments)
{
    helm::RenderOptions options;
    if (!arguments.kubeVersion.empty()) {
        options.kubeVersion =
            PLUMB_TRY(within("invalid kube version '" + arguments.kubeVersion + '\'',
                             helm::KubeVersion::parse(arguments.kubeVersion)));
    }
    options.engine = engineOptions();
    options.release = {.name = PLUMB_TRY(releaseName(arguments, options.engine)),
                       .namespaceName = arguments.namespaceName,
                       .isUpgrade = arguments.isUpgrade};
    options.apiVersions = parts(arguments.apiVersions);
    options.skipSchemaValidation = arguments.skipSchemaValidation;
    const yaml::Value values = PLUMB_TRY(readValues(arguments));
    helm::ChartSet charts = PLUMB_TRY(loadChart(arguments.nameAndChart.back()));
    ThreadExecutor threads;
    options.executor = &threads;
    const helm::Rendered rendered = PLUMB_TRY(helm::render(std::move(charts), values, options, {}));
    return helm::toText(rendered, arguments.print);
}

int runTemplate(const TemplateArguments &arguments)
{
    const auto text = renderTemplate(arguments);
    if (!text) {
        return fail(Error(text.error().code(), "Error: " + text.error().description()));
    }
    return print(*text);
}

void addValueOptions(CLI::App &command, TemplateArguments &arguments)
{
    const auto list = [&](const std::string &names, std::vector<std::string> &target,
                          const std::string &text) {
        command.add_option(names, target, text)->allow_extra_args(false);
    };
    list("-f,--values", arguments.valuesFiles, "A file of values, or '-' for standard input");
    list("--set", arguments.set, "Values as key1=value1,key2=value2");
    list("--set-string", arguments.setString, "Like --set, with values that stay text");
    list("--set-json", arguments.setJson, "Like --set, with JSON values; or one JSON object");
    list("--set-file", arguments.setFile, "Like --set, with values read from files");
    list("--set-literal", arguments.setLiteral, "key=value, all of which is text");
}

} // namespace

helm::EngineOptions engineOptions()
{
    helm::EngineOptions options;
    options.now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                      std::chrono::system_clock::now().time_since_epoch())
                      .count();
    if (::getrandom(&options.seed, sizeof options.seed, 0) != sizeof options.seed)
        options.seed = static_cast<std::uint64_t>(options.now);
    return options;
}

void addHelmCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const helm =
        program.add_subcommand("helm", "The templates of helm, natively and to the byte");
    helm->require_subcommand(1);
    CLI::App *const command =
        helm->add_subcommand("template", "Prints what a release of a chart renders");
    const auto arguments = std::make_shared<TemplateArguments>();
    command
        ->add_option("NAME_AND_CHART", arguments->nameAndChart,
                     "[NAME] CHART: the release and the chart's folder or package")
        ->required()
        ->expected(1, 2);
    command->add_option("-n,--namespace", arguments->namespaceName, "The release's namespace")
        ->capture_default_str();
    command->add_option("--name-template", arguments->nameTemplate,
                        "A template that gives the release its name");
    addValueOptions(*command, *arguments);
    command->add_option("--kube-version", arguments->kubeVersion,
                        "The Kubernetes version that the chart sees");
    command
        ->add_option("-a,--api-versions", arguments->apiVersions,
                     "API versions that the chart sees, besides those of Kubernetes")
        ->allow_extra_args(false);
    command->add_flag("--include-crds", arguments->print.includeCrds,
                      "Print the chart's crds folder too");
    command->add_flag("--no-hooks", arguments->print.noHooks, "Leave out hooks");
    command->add_flag("--skip-tests", arguments->print.skipTests, "Leave out tests");
    command->add_flag("--is-upgrade", arguments->isUpgrade,
                      "Set .Release.IsUpgrade instead of .Release.IsInstall");
    command->add_flag("--skip-schema-validation", arguments->skipSchemaValidation,
                      "Do not compare values with values.schema.json");
    command
        ->add_option("-s,--show-only", arguments->print.showOnly,
                     "Print what this template renders alone")
        ->allow_extra_args(false);
    command->callback(
        [arguments, &chosen] { chosen = [arguments] { return runTemplate(*arguments); }; });
}

} // namespace plumb::ctl
