// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/gotemplate/template.h"

#include "core/gotemplate/evaluator.h"
#include "core/gotemplate/node.h"
#include "core/gotemplate/strconv.h"

#include <algorithm>
#include <unordered_map>

namespace plumb::gotemplate {

// A set is a pile of layers, so that a copy with one template more costs no copy of the others.
struct TemplateLayer
{
    std::shared_ptr<const TemplateLayer> below;
    std::unordered_map<std::string_view, std::shared_ptr<const Template>> templates;

    const Template *find(std::string_view name) const
    {
        for (const TemplateLayer *layer = this; layer; layer = layer->below.get()) {
            const auto found = layer->templates.find(name);
            if (found != layer->templates.end())
                return found->second.get();
        }
        return nullptr;
    }
};

struct Execution::Cache
{
    static constexpr std::size_t mostBytes = 16U << 20U;

    std::unordered_map<std::string, ParsedTemplates> parsed;
    std::size_t bytes = 0;
};

TemplateSet::TemplateSet(std::shared_ptr<const FunctionTable> functions)
    : m_functions(std::move(functions))
    , m_layer(std::make_shared<TemplateLayer>())
{
}

TemplateSet::~TemplateSet() = default;
TemplateSet::TemplateSet(const TemplateSet &) = default;
TemplateSet::TemplateSet(TemplateSet &&) noexcept = default;
TemplateSet &TemplateSet::operator=(const TemplateSet &) = default;
TemplateSet &TemplateSet::operator=(TemplateSet &&) noexcept = default;

const Template *TemplateSet::find(std::string_view name) const
{
    return m_layer->find(name);
}

std::vector<std::string> TemplateSet::names() const
{
    std::vector<std::string> result;
    for (const TemplateLayer *layer = m_layer.get(); layer; layer = layer->below.get()) {
        for (const auto &[name, what] : layer->templates)
            result.emplace_back(name);
    }
    std::ranges::sort(result);
    result.erase(std::ranges::unique(result).begin(), result.end());
    return result;
}

void TemplateSet::install(const std::vector<std::shared_ptr<const Template>> &templates)
{
    // Whoever else has the layer must not see what is added.
    if (m_layer.use_count() > 1) {
        auto above = std::make_shared<TemplateLayer>();
        above->below = std::move(m_layer);
        m_layer = std::move(above);
    }
    for (const auto &added : templates) {
        if (isEmptyTree(*added->root) && find(added->name))
            continue;
        m_layer->templates.erase(added->name);
        m_layer->templates.emplace(added->name, added);
    }
    m_latest = templates.back();
}

Result<> TemplateSet::parse(std::string_view name, std::string source)
{
    install(PLUMB_TRY(parseTemplates(name, std::move(source), *m_functions)));
    return {};
}

Result<> TemplateSet::execute(std::string_view name, const Value &dot, std::string &output,
                              const ExecuteOptions &options) const
{
    Execution execution(options);
    return execution.execute(*this, name, dot, output);
}

Execution::Execution(const ExecuteOptions &options)
    : m_options(options)
    , m_cache(std::make_unique<Cache>())
    , m_random(options.seed)
    , m_stackStart(reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)))
{
    if (options.limits.time.count() > 0)
        m_deadline = std::chrono::steady_clock::now() + options.limits.time;
}

Execution::~Execution() = default;

Result<TemplateSet> Execution::templatesWith(std::string_view name, std::string_view source)
{
    std::string key(name);
    key += '\0';
    key += source;
    auto found = m_cache->parsed.find(key);
    if (found == m_cache->parsed.end()) {
        auto parsed =
            PLUMB_TRY(parseTemplates(name, std::string(source), m_templates->functions()));
        if (m_cache->bytes > Cache::mostBytes) {
            m_cache->parsed.clear();
            m_cache->bytes = 0;
        }
        m_cache->bytes += key.size() * 4;
        found = m_cache->parsed.emplace(std::move(key), std::move(parsed)).first;
    }
    TemplateSet result = *m_templates;
    result.install(found->second);
    return result;
}

Result<> Execution::execute(const TemplateSet &set, std::string_view name, const Value &dot,
                            std::string &output)
{
    const Template *what = set.find(name);
    if (!what) {
        return std::unexpected(
            Error(ErrorCode::BuildFailed,
                  "template: no template " + quote(name) + " associated with template \"gotpl\""));
    }
    return run(set, *what, dot, output);
}

Result<> Execution::executeLatest(const TemplateSet &set, const Value &dot, std::string &output)
{
    if (!set.m_latest)
        return std::unexpected(Error(ErrorCode::Internal, "nothing was parsed"));
    return run(set, *set.m_latest, dot, output);
}

std::unique_ptr<EvaluationStacks> Execution::takeStacks()
{
    if (!m_spareStacks.empty()) {
        auto stacks = std::move(m_spareStacks.back());
        m_spareStacks.pop_back();
        return stacks;
    }
    auto stacks = std::make_unique<EvaluationStacks>();
    stacks->variables.reserve(32);
    stacks->arguments.reserve(32);
    return stacks;
}

Result<> Execution::run(const TemplateSet &set, const Template &what, const Value &dot,
                        std::string &output)
{
    PLUMB_TRY(checkpoint());
    if (m_depth >= m_options.limits.depth)
        return std::unexpected(Error(ErrorCode::LimitExceeded, "exceeded maximum template depth"));
    const TemplateSet *const outer = std::exchange(m_templates, &set);
    const std::uint32_t depth = m_depth++;
    Result<> result;
    try {
        Evaluator(*this, set, output).run(what, dot);
    } catch (ExecutionFailure &failure) {
        result = std::unexpected(std::move(failure.error));
    }
    m_templates = outer;
    m_depth = depth;
    return result;
}

std::uint64_t Execution::random()
{
    // splitmix64
    m_random += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = m_random;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31U);
}

Result<> Execution::reserve(std::size_t bytes)
{
    if (bytes > m_options.limits.output || m_written > m_options.limits.output - bytes) {
        return std::unexpected(
            Error(ErrorCode::LimitExceeded,
                  "output is larger than " + std::to_string(m_options.limits.output) + " bytes"));
    }
    m_written += bytes;
    return {};
}

Result<> Execution::checkpoint()
{
    const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
    const std::uintptr_t used = here < m_stackStart ? m_stackStart - here : here - m_stackStart;
    if (used > m_options.limits.stack) {
        return std::unexpected(
            Error(ErrorCode::LimitExceeded,
                  "exceeded maximum template depth (" + std::to_string(m_depth) + ")"));
    }
    if (m_options.run && m_options.run->stop.stop_requested())
        return std::unexpected(Error(ErrorCode::Cancelled, "cancelled"));
    if (m_options.limits.time.count() > 0 && std::chrono::steady_clock::now() > m_deadline) {
        return std::unexpected(Error(ErrorCode::LimitExceeded,
                                     "execution takes longer than "
                                         + std::to_string(m_options.limits.time.count()) + " ms"));
    }
    return {};
}

} // namespace plumb::gotemplate
