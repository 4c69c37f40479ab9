// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/helm/engineerrors.h"

#include "core/helm/gotext.h"

#include <charconv>
#include <optional>
#include <vector>

namespace plumb::helm {

namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view start = "template: ";
constexpr std::string_view calling = "error calling ";
// Marks of the messages of `required` and `fail`, which are shown alone.
constexpr std::string_view warningBegins = "HELM_ERR_START";
constexpr std::string_view warningEnds = "HELM_ERR_END";

struct Step
{
    std::string location;
    std::string executed;
    std::string message;

    bool operator==(const Step &) const = default;
};

std::string_view withoutNext(std::string_view message)
{
    return message.substr(0, message.find(" template:"));
}

std::optional<Step> readExecuting(std::string_view text)
{
    const std::size_t at = text.find(": executing ");
    if (at == npos)
        return {};
    std::string_view rest = text.substr(at + std::string_view(": executing ").size());
    if (!rest.starts_with('"'))
        return {};
    const std::size_t quote = rest.find('"', 1);
    if (quote == npos)
        return {};
    const std::string_view function = rest.substr(0, quote + 1);
    rest.remove_prefix(quote + 1);
    if (!rest.starts_with(" at <"))
        return {};
    const std::size_t end = rest.find(">: ");
    if (end == npos)
        return {};
    return Step{.location = std::string(text.substr(0, at)),
                .executed =
                    "executing " + std::string(function) + std::string(rest.substr(0, end)) + ">:",
                .message = std::string(withoutNext(rest.substr(end + 3)))};
}

// One error of the chain; nothing when it does not come from a template.
std::optional<Step> readStep(std::string_view text)
{
    if (!text.starts_with(start))
        return {};
    const std::string_view rest = text.substr(start.size());
    if (rest.starts_with("no template "))
        return Step{.location = {}, .executed = {}, .message = std::string(text)};
    if (auto step = readExecuting(rest))
        return step;
    const std::size_t colon = rest.rfind(": ");
    if (colon == npos)
        return {};
    return Step{.location = std::string(rest.substr(0, colon)),
                .executed = {},
                .message = std::string(withoutNext(rest.substr(colon + 2)))};
}

// The error that a called function returned; empty when the template failed by itself.
std::string_view causeOf(std::string_view text)
{
    const std::size_t end = text.find(">: ");
    if (end == npos)
        return {};
    const std::string_view message = text.substr(end + 3);
    if (!message.starts_with(calling))
        return {};
    const std::size_t colon = message.find(": ");
    return colon == npos ? std::string_view() : message.substr(colon + 2);
}

std::string written(const std::vector<Step> &steps)
{
    std::string text;
    for (const Step &step : steps) {
        if (!step.location.empty())
            text += step.location + "\n  ";
        if (!step.executed.empty())
            text += step.executed + "\n    ";
        if (!step.message.empty())
            text += step.message + '\n';
    }
    return std::string(trimSpace(text));
}

// "file:line" or "file:line:column".
std::optional<SourcePosition> positionOf(std::string_view location)
{
    SourcePosition position;
    int numbers[2] = {};
    int count = 0;
    while (count < 2) {
        const std::size_t colon = location.rfind(':');
        if (colon == npos)
            break;
        int number = 0;
        const char *const last = location.data() + location.size();
        const auto read = std::from_chars(location.data() + colon + 1, last, number);
        if (read.ec != std::errc() || read.ptr != last)
            break;
        numbers[count++] = number;
        location = location.substr(0, colon);
    }
    if (count == 0)
        return {};
    position.path = std::string(location);
    position.line = numbers[count - 1];
    position.column = count == 2 ? numbers[0] + 1 : 0;
    return position;
}

std::string_view locationIn(std::string_view text)
{
    const std::size_t begin = text.find(": ");
    if (begin == npos)
        return {};
    return text.substr(begin + 2, text.find(": ", begin + 2) - begin - 2);
}

} // namespace

Error parseError(const std::string &path, const Error &error)
{
    const std::string &text = error.message();
    const std::string_view location = locationIn(text);
    if (location.empty())
        return Error(error.code(), "parse error in (" + path + "): " + text);
    return Error(error.code(),
                 "parse error at (" + std::string(location)
                     + "): " + text.substr(text.rfind(": ") + 2),
                 positionOf(location));
}

Error executionError(const std::string &path, const Error &error)
{
    const std::string &text = error.message();
    if (error.code() == ErrorCode::Cancelled || !text.starts_with(start))
        return error;
    const std::string_view location = locationIn(text);
    const auto where = positionOf(location);
    const std::size_t begins = text.find(warningBegins);
    const std::size_t ends = text.rfind(warningEnds);
    if (begins != npos && ends != npos && begins < ends) {
        const std::size_t from = begins + warningBegins.size();
        return Error(error.code(),
                     "execution error at (" + std::string(location)
                         + "): " + text.substr(from, ends - from),
                     where);
    }
    if (location.empty())
        return Error(error.code(), "execution error in (" + path + "): " + text);
    std::vector<Step> steps;
    for (std::string_view current = text; !current.empty(); current = causeOf(current)) {
        auto step = readStep(current);
        if (!step)
            return Error(error.code(), text, where);
        if (steps.empty() || steps.back() != *step)
            steps.push_back(*std::move(step));
    }
    return Error(error.code(), written(steps), where);
}

} // namespace plumb::helm
