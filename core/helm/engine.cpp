// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/engine.h"

#include "core/gotemplate/library/library.h"
#include "core/helm/engineerrors.h"
#include "core/helm/gotext.h"
#include "core/helm/rendertrace.h"
#include "core/helm/templateobjects.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <vector>

namespace plumb::helm {

namespace {

using gotemplate::Call;
using gotemplate::Function;
using gotemplate::Value;
namespace types = gotemplate::types;

constexpr int maximumIncludes = 1000;
constexpr std::string_view tplName = "gotpl";
constexpr std::string_view noValue = "<no value>";

struct TextHash
{
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const
    {
        return std::hash<std::string_view>()(text);
    }
};

/// What the functions of one render share.
struct RenderState
{
    std::unordered_map<std::string, int, TextHash, std::equal_to<>> includes;
};

// Text that was printed for what is not there.
void removeNoValues(std::string &text, std::size_t from = 0)
{
    std::size_t found = text.find(noValue, from);
    if (found == std::string::npos)
        return;
    std::size_t kept = found;
    while (found != std::string::npos) {
        const std::size_t begin = found + noValue.size();
        found = text.find(noValue, begin);
        const std::size_t end = found == std::string::npos ? text.size() : found;
        text.replace(kept, end - begin, text, begin, end - begin);
        kept += end - begin;
    }
    text.resize(kept);
}

Result<Value> include(Call &call)
{
    const std::string_view name = call.text(0);
    auto &counts = call.execution.owner<RenderState>().includes;
    auto count = counts.find(name);
    if (count == counts.end())
        count = counts.emplace(name, 0).first;
    else if (count->second > maximumIncludes) {
        return gotemplate::failure("rendering template has a nested reference name: "
                                   + std::string(name) + ": unable to execute template");
    }
    ++count->second;
    std::string text;
    const auto executed = call.execution.execute(call.execution.templates(), name, call[1], text);
    // The map may have grown meanwhile, but its elements keep their places.
    --count->second;
    if (!executed)
        return std::unexpected(executed.error());
    return Value::string(yaml::Text(text));
}

Result<Value> tpl(Call &call)
{
    const std::string_view source = call.text(0);
    std::string text;
    if (source.find("{{") == std::string_view::npos) {
        text = source;
    } else {
        const auto templates = call.execution.templatesWith(tplName, source);
        if (!templates) {
            return gotemplate::failure("cannot parse template " + quoted(source) + ": "
                                       + templates.error().message());
        }
        // Text of comments alone does not replace the template of its name, which may be the one
        // that is being executed.
        if (auto executed = call.execution.executeLatest(*templates, call[1], text); !executed) {
            return std::unexpected(Error(executed.error().code(),
                                         "error during tpl function execution for " + quoted(source)
                                             + ": " + executed.error().message()));
        }
    }
    removeNoValues(text);
    return Value::string(yaml::Text(text));
}

// Where removeNoValues() will take something out.
std::vector<std::size_t> noValuesIn(std::string_view text)
{
    std::vector<std::size_t> places;
    for (std::size_t at = text.find(noValue); at != text.npos;
         at = text.find(noValue, at + noValue.size()))
        places.push_back(at);
    return places;
}

// Without a cluster nothing is ever found.
Result<Value> lookup(Call &)
{
    return Value::map();
}

constexpr Function engineFunctions[] = {
    {"include", include, {&types::string, &types::any}},
    {"lookup", lookup, {&types::string, &types::string, &types::string, &types::string}},
    {"tpl", tpl, {&types::string, &types::any}},
};

std::shared_ptr<const gotemplate::FunctionTable> functions()
{
    static const std::shared_ptr<const gotemplate::FunctionTable> table = [] {
        auto made = std::make_shared<gotemplate::FunctionTable>();
        gotemplate::addSprig(*made);
        gotemplate::addHelmFunctions(*made);
        made->add(engineFunctions);
        return made;
    }();
    return table;
}

struct Renderable
{
    std::string path;
    std::string_view source;
    Value dot;
    std::string basePath;
};

class Renderer
{
public:
    Renderer(const ReleaseOptions &release, const Capabilities &capabilities)
        : m_capabilities(capabilitiesObject(capabilities))
        , m_release(Value::map())
    {
        m_release.set("IsInstall", Value::boolean(!release.isUpgrade));
        m_release.set("IsUpgrade", Value::boolean(release.isUpgrade));
        m_release.set("Name", Value::string(yaml::Text(release.name)));
        m_release.set("Namespace", Value::string(yaml::Text(release.namespaceName)));
        m_release.set("Revision", Value::integer(release.revision));
        m_release.set("Service", Value::string("Helm"));
    }

    Value addChart(const Chart &chart, const Value &values);
    Result<std::map<std::string, std::string>> render(const EngineOptions &options, const Run &run);

private:
    Value m_capabilities;
    Value m_release;
    std::vector<Renderable> m_templates;
};

// Collects the templates of a chart and its subcharts; returns the map that they get.
Value Renderer::addChart(const Chart &chart, const Value &values)
{
    Value dot = Value::map(valuesType());
    Value subcharts = Value::map();
    dot.set("Capabilities", m_capabilities);
    dot.set("Chart", chartObject(chart));
    dot.set("Files", filesObject(chart.files));
    dot.set("Release", m_release);
    dot.set("Subcharts", subcharts);
    dot.set("Values", values);
    for (const Chart *const child : chart.dependencies) {
        const Value *const own = values.find(child->name());
        subcharts.set(yaml::Text(child->name()),
                      addChart(*child, own && own->isMap() ? *own : Value::map(valuesType())));
    }
    const std::string path = chart.fullPath();
    const std::string basePath = joinPath(path, "templates");
    for (const ChartFile &file : chart.templates) {
        if (chart.metadata->isLibrary() && !baseName(file.name).starts_with('_'))
            continue;
        m_templates.push_back({.path = joinPath(path, file.name),
                               .source = file.text(),
                               .dot = dot,
                               .basePath = basePath});
    }
    return dot;
}

// Deep paths come first, so that what a parent defines replaces what its subcharts define.
bool comesBefore(const Renderable &a, const Renderable &b)
{
    const auto depth = [](const std::string &path) { return std::ranges::count(path, '/'); };
    const auto first = depth(a.path);
    const auto second = depth(b.path);
    return first != second ? first > second : a.path > b.path;
}

Result<std::map<std::string, std::string>> Renderer::render(const EngineOptions &options,
                                                            const Run &run)
{
    std::ranges::stable_sort(m_templates, comesBefore);
    // Of charts with one name the last one's templates stay.
    const auto sameAsNext = [](const Renderable &a, const Renderable &b) {
        return a.path == b.path;
    };
    m_templates.erase(std::ranges::unique(m_templates, sameAsNext).begin(), m_templates.end());
    gotemplate::TemplateSet set(functions());
    for (const Renderable &item : m_templates) {
        if (auto parsed = set.parse(item.path, std::string(item.source)); !parsed)
            return std::unexpected(parseError(item.path, parsed.error()));
    }
    RenderState state;
    gotemplate::Execution execution({.missingKey = gotemplate::MissingKey::Zero,
                                     .limits = options.limits,
                                     .now = options.now,
                                     .seed = options.seed,
                                     .run = &run,
                                     .owner = &state,
                                     .trace = options.trace});
    std::map<std::string, std::string> rendered;
    for (const Renderable &item : m_templates) {
        if (baseName(item.path).starts_with('_'))
            continue;
        PLUMB_TRY(run.checkpoint({.stage = Stage::Building, .subject = item.path}));
        Value own = Value::map(valuesType());
        own.set("BasePath", Value::string(yaml::Text(item.basePath)));
        own.set("Name", Value::string(yaml::Text(item.path)));
        item.dot.set("Template", own);
        std::string &text = rendered[item.path];
        if (options.trace)
            options.trace->begin(text);
        if (auto executed = execution.execute(set, item.path, item.dot, text); !executed)
            return std::unexpected(executionError(item.path, executed.error()));
        const std::vector<std::size_t> removed =
            options.trace ? noValuesIn(text) : std::vector<std::size_t>();
        removeNoValues(text);
        if (options.trace)
            options.trace->finish(item.path, text, removed, noValue.size());
    }
    return rendered;
}

} // namespace

Result<std::map<std::string, std::string>>
renderTemplates(const ChartSet &charts, const TableRef &values, const ReleaseOptions &release,
                const Capabilities &capabilities, const EngineOptions &options, const Run &run)
{
    Renderer renderer(release, capabilities);
    const Value given = templateValue(*values, valuesType());
    if (options.trace)
        options.trace->learn(given);
    renderer.addChart(charts.root(), given);
    return renderer.render(options, run);
}

Result<std::string> renderName(const std::string &text, const EngineOptions &options)
{
    gotemplate::TemplateSet set(functions());
    PLUMB_TRY(set.parse("name-template", text));
    RenderState state;
    std::string name;
    PLUMB_TRY(set.execute(
        "name-template", Value::nil(), name,
        {.limits = options.limits, .now = options.now, .seed = options.seed, .owner = &state}));
    return name;
}

} // namespace plumb::helm
