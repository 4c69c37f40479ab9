// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/base/run.h"
#include "core/gotemplate/functions.h"
#include "core/gotemplate/trace.h"
#include "core/gotemplate/value.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::gotemplate {

struct EvaluationStacks;
struct Template;
struct TemplateLayer;

/// What a key that a map does not have comes to: text/template's option of that name.
enum class MissingKey : std::uint8_t {
    Invalid, ///< No value: the default.
    Zero,    ///< The zero value of the map's element type.
    Error,   ///< The execution fails.
};

/// What an execution may use before it is stopped.
struct Limits
{
    std::size_t output = 256U << 20U;  ///< Bytes written, by nested executions and functions too.
    std::uint32_t depth = 100'000;     ///< Templates within templates.
    std::size_t stack = 4U << 20U;     ///< Bytes of the thread's stack.
    std::chrono::milliseconds time{0}; ///< 0 for no limit.
    std::uint64_t steps = 0;           ///< Actions and iterations; 0 for no limit.
};

struct ExecuteOptions
{
    MissingKey missingKey = MissingKey::Invalid;
    Limits limits = {};
    std::int64_t now = 0;     ///< Nanoseconds since 1970 in UTC: what `now` says.
    std::uint64_t seed = 0;   ///< Where random functions begin.
    const Run *run = nullptr; ///< Stops the execution when it is stopped.
    void *owner = nullptr;    ///< For functions of whoever executes.
    Trace *trace = nullptr;   ///< Is told what happens.
};

/// Templates that can call each other by name, compiled once. Copies are cheap and independent.
/// Several threads may execute one set at the same time.
class TemplateSet
{
public:
    explicit TemplateSet(std::shared_ptr<const FunctionTable> functions);
    ~TemplateSet();
    TemplateSet(const TemplateSet &);
    TemplateSet(TemplateSet &&) noexcept;
    TemplateSet &operator=(const TemplateSet &);
    TemplateSet &operator=(TemplateSet &&) noexcept;

    /// Go's New(name).Parse(source): adds the template and all that it defines, replacing those of
    /// the same names unless the new one is empty.
    Result<> parse(std::string_view name, std::string source);

    bool contains(std::string_view name) const { return find(name) != nullptr; }
    /// The names of all templates.
    std::vector<std::string> names() const;
    const FunctionTable &functions() const { return *m_functions; }

    /// Go's ExecuteTemplate: appends to @p output.
    Result<> execute(std::string_view name, const Value &dot, std::string &output,
                     const ExecuteOptions &options = {}) const;

private:
    friend class Evaluator;
    friend class Execution;

    const Template *find(std::string_view name) const;
    void install(const std::vector<std::shared_ptr<const Template>> &templates);

    std::shared_ptr<const FunctionTable> m_functions;
    std::shared_ptr<TemplateLayer> m_layer;
    std::shared_ptr<const Template> m_latest; // what parse() added under its own name
};

/// What is shared by a template's execution and all that it calls: limits, random numbers, and the
/// set of templates at hand.
class Execution
{
public:
    explicit Execution(const ExecuteOptions &options);
    ~Execution();
    Execution(const Execution &) = delete;
    Execution &operator=(const Execution &) = delete;

    const ExecuteOptions &options() const { return m_options; }
    template<typename T>
    T &owner() const
    {
        return *static_cast<T *>(m_options.owner);
    }

    /// The set whose template is being executed.
    const TemplateSet &templates() const { return *m_templates; }
    /// A copy of the set at hand with one more source; what was parsed once is kept for the next
    /// time.
    Result<TemplateSet> templatesWith(std::string_view name, std::string_view source);

    /// Executes a template of a set from inside a function, within the same limits.
    Result<> execute(const TemplateSet &set, std::string_view name, const Value &dot,
                     std::string &output);
    /// Executes what was parsed last into the set: also a template that is empty, and therefore
    /// has not replaced the one of its name.
    Result<> executeLatest(const TemplateSet &set, const Value &dot, std::string &output);

    /// A number from the execution's sequence.
    std::uint64_t random();
    /// Fails when a function is about to make more text than is allowed.
    Result<> reserve(std::size_t bytes);
    /// Fails when the execution has used up its time or stack, or was stopped.
    Result<> checkpoint();

private:
    friend class Evaluator;

    struct Cache;

    std::unique_ptr<EvaluationStacks> takeStacks();
    Result<> run(const TemplateSet &set, const Template &what, const Value &dot,
                 std::string &output);

    ExecuteOptions m_options;
    const TemplateSet *m_templates = nullptr;
    std::unique_ptr<Cache> m_cache;
    std::vector<std::unique_ptr<EvaluationStacks>> m_spareStacks;
    std::uint64_t m_random;
    std::size_t m_written = 0;
    std::uint32_t m_depth = 0;
    std::uint64_t m_steps = 0;
    std::uintptr_t m_stackStart = 0;
    std::chrono::steady_clock::time_point m_deadline;
};

} // namespace plumb::gotemplate
