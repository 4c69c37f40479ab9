// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/yaml/value.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace plumb::helm {

/// Validates values against the text of a JSON Schema (drafts 4, 6, 7, 2019-09 and 2020-12). The
/// error has a line for every mismatch.
Result<> validateValues(std::string_view schema, const yaml::Value &values);

/// A schema that has been read and found to be one.
class JsonSchema
{
public:
    static Result<JsonSchema> parse(std::string_view text);

    JsonSchema(JsonSchema &&) noexcept;
    JsonSchema &operator=(JsonSchema &&) noexcept;
    ~JsonSchema();

    const yaml::Value &root() const { return m_root; }
    int draft() const { return m_draft; }
    /// Whether some part looks at what other parts have not.
    bool hasUnevaluated() const { return m_hasUnevaluated; }
    /// What a $ref that is written in @p from leads to. Null stands for a schema that accepts all.
    const yaml::Value *target(const yaml::Value &from) const;
    const re2::RE2 *regex(std::string_view pattern) const;

private:
    JsonSchema();

    /// The draft that a $schema names; 0 for one that is not known.
    static int draftOf(std::string_view address);
    Result<> check(const yaml::Value &schema, const std::string &location, std::size_t depth);
    Result<> checkKeyword(std::string_view keyword, const yaml::Value &value,
                          const std::string &location, std::size_t depth);
    Result<> checkList(const yaml::Value &list, const std::string &location, std::size_t depth);
    Result<> checkMapping(const yaml::Value &mapping, const std::string &location,
                          std::size_t depth, bool allowsNames);
    Result<> checkPlain(std::size_t shape, const yaml::Value &value,
                        const std::string &location) const;
    Result<> addPattern(std::string_view pattern, const std::string &location);
    std::unexpected<Error> wrong(const std::string &location, std::string_view wanted) const;
    Result<> checkReference(const yaml::Value &schema);
    Result<const yaml::Value *> find(std::string_view reference) const;
    void collectNames(const yaml::Value &schema, std::size_t depth);

    yaml::Value m_root;
    int m_draft = 2020;
    bool m_hasUnevaluated = false;
    std::map<std::string, const yaml::Value *, std::less<>> m_names; ///< By $id and anchor.
    std::map<std::string, const yaml::Value *, std::less<>> m_references;
    std::map<std::string, std::unique_ptr<re2::RE2>, std::less<>> m_patterns;
};

/// A mismatch, with the mismatches that are its reasons.
struct SchemaFailure
{
    std::string location; ///< A JSON pointer into the values.
    std::string message;
    std::vector<SchemaFailure> causes;
    bool isReference = false; ///< Not shown where it has one cause.
};

/// Appends what the values do wrong; nothing when they are as the schema wants them.
void findFailures(const JsonSchema &schema, const yaml::Value &values,
                  std::vector<SchemaFailure> &failures);

/// A JSON pointer that goes one step further.
std::string pointerTo(const std::string &location, std::string_view token);

/// Whether a text has one of the formats of JSON Schema; true for formats that are not known.
bool hasFormat(std::string_view text, std::string_view format);

} // namespace plumb::helm
