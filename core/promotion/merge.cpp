// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/promotion/merge.h"

#include "core/drift/mask.h"
#include "core/promotion/embedded.h"
#include "core/promotion/listing.h"
#include "core/promotion/onesided.h"
#include "core/promotion/treecomparison.h"
#include "core/yaml/documents.h"
#include "core/yaml/parser.h"

#include <algorithm>
#include <set>

namespace plumb::promotion {

namespace {

using yaml::Value;

constexpr std::size_t none = static_cast<std::size_t>(-1);

struct Documents
{
    std::vector<Value> values = {};
    std::vector<std::string> identities = {}; ///< Empty for what is no object.

    std::size_t like(const Documents &other, std::size_t index) const
    {
        const std::string &identity = other.identities[index];
        if (identity.empty()) {
            const bool isPlain = index < values.size() && identities[index].empty();
            return isPlain && !values[index].isNull() ? index : none;
        }
        const auto found = std::ranges::find(identities, identity);
        return found == identities.end() ? none
                                         : static_cast<std::size_t>(found - identities.begin());
    }
};

Result<Documents> documentsOf(const std::optional<std::string> &text, const files::TreePath &file,
                              const Scope *scope)
{
    Documents documents;
    if (!text)
        return documents;
    documents.values = PLUMB_TRY(yaml::parseAll(*text, file.text(), {.keepDates = true}));
    for (const Value &value : documents.values) {
        const std::string_view kind = value.textAt({"kind"});
        const std::string_view name = value.textAt({"metadata", "name"});
        documents.identities.push_back(
            kind.empty() || name.empty()
                ? std::string()
                : std::string(kind) + '/'
                      + (scope ? scope->generic(name)
                               : std::string(value.textAt({"metadata", "namespace"})) + '/'
                                     + std::string(name)));
    }
    return documents;
}

bool isYaml(const files::TreePath &file)
{
    const std::string_view name = file.name();
    return name.ends_with(".yaml") || name.ends_with(".yml") || name.ends_with(".json")
           || name == "Kustomization";
}

bool areDistinctScalars(const Value &list)
{
    if (!list.isSequence())
        return false;
    std::set<std::string_view> seen;
    return std::ranges::all_of(list.items(), [&](const Value &item) {
        return item.isScalar() && seen.insert(item.text()).second;
    });
}

bool holds(const Value &list, std::string_view text)
{
    return std::ranges::contains(list.items(), text, &Value::text);
}

class Merge
{
public:
    Merge(const MergeSides &sides, std::vector<Diagnostic> &diagnostics)
        : m_sides(sides)
        , m_diagnostics(diagnostics)
    {
    }

    Result<std::vector<Difference>> merge()
    {
        const bool wasUntouched = m_sides.ours == renamed(m_sides.base);
        if (m_sides.ours == renamed(m_sides.theirs))
            return std::vector<Difference>();
        // Between environments only values are carried; a file of its own is restored to its bytes.
        const bool restores = wasUntouched && !m_sides.scopes && !m_sides.byValue;
        if (restores || !m_sides.ours || !m_sides.theirs || !isYaml(m_sides.targetFile))
            return mergeWhole(wasUntouched);
        const Scope *const from = m_sides.scopes ? &m_sides.scopes->from : nullptr;
        const Scope *const to = m_sides.scopes ? &m_sides.scopes->to : nullptr;
        m_base = PLUMB_TRY(documentsOf(m_sides.base, m_sides.sourceFile, from));
        m_theirs = PLUMB_TRY(documentsOf(m_sides.theirs, m_sides.sourceFile, from));
        m_ours = PLUMB_TRY(documentsOf(m_sides.ours, m_sides.targetFile, to));
        PLUMB_TRY(mergeDocuments());
        return std::move(m_items);
    }

private:
    // Files that come and go, and those that are the same in the target: nothing is looked into.
    Result<std::vector<Difference>> mergeWhole(bool wasUntouched)
    {
        if (m_sides.ours && m_sides.theirs && !wasUntouched) {
            return std::unexpected(
                Error(ErrorCode::Unsupported,
                      m_sides.targetFile.text()
                          + " was changed on both sides and is no YAML; edit it by hand"));
        }
        if (!m_sides.ours && (!m_sides.theirs || m_sides.base)) {
            note(m_sides.sourceFile.text() + " has no counterpart that could be changed");
            return std::vector<Difference>();
        }
        if (hasSecret()) {
            note(m_sides.sourceFile.text() + " holds a secret, which is its environment's own");
            return std::vector<Difference>();
        }
        Difference difference = make(Change::FileReplaced);
        difference.text = renamed(m_sides.theirs).value_or("");
        if (!m_sides.theirs) {
            difference.change = Change::FileRemoved;
            if (!wasUntouched)
                conflict(difference, "it was changed here since");
        } else if (!m_sides.ours) {
            difference.change = Change::FileAdded;
        }
        m_items.push_back(std::move(difference));
        return std::move(m_items);
    }

    // Between environments alone: a revert restores its own file.
    bool hasSecret() const
    {
        if (!m_sides.scopes)
            return false;
        for (const auto *side : {&m_sides.base, &m_sides.theirs, &m_sides.ours}) {
            const auto documents = yaml::parseAll(side->value_or(""), m_sides.sourceFile.text());
            if (documents && std::ranges::any_of(*documents, drift::isSecretDocument))
                return true;
        }
        return false;
    }

    Result<> mergeDocuments()
    {
        for (std::size_t i = 0; i < m_theirs.values.size(); ++i) {
            if (m_theirs.values[i].isNull())
                continue;
            const std::size_t base = m_base.like(m_theirs, i);
            if (drift::isSecretDocument(m_theirs.values[i])) {
                if (base == none || !m_base.values[base].sameData(m_theirs.values[i]))
                    noteSecret(m_theirs.identities[i]);
                continue;
            }
            const std::size_t ours = m_ours.like(m_theirs, i);
            if (base == none && ours == none)
                PLUMB_TRY(addDocument(i));
            else if (ours == none)
                note(m_theirs.identities[i] + " is not in " + m_sides.targetFile.text());
            else
                mergeValues(i, base, ours);
        }
        for (std::size_t i = 0; i < m_base.values.size(); ++i) {
            const std::size_t ours = m_ours.like(m_base, i);
            if (m_base.identities[i].empty() || ours == none || m_theirs.like(m_base, i) != none)
                continue;
            if (drift::isSecretDocument(m_base.values[i])) {
                noteSecret(m_base.identities[i]);
                continue;
            }
            Difference difference = make(Change::DocumentRemoved);
            difference.targetDocument = ours;
            difference.document = nameOf(m_ours.values[ours]);
            if (!m_ours.values[ours].sameData(renamed(m_base.values[i])))
                conflict(difference, "it was changed here since");
            m_items.push_back(std::move(difference));
        }
        return {};
    }

    Result<> addDocument(std::size_t index)
    {
        const std::string text = PLUMB_TRY(yaml::documentText(
            *m_sides.theirs, {.file = m_sides.sourceFile.text(), .document = index}));
        Difference difference = make(Change::DocumentAdded);
        difference.text = renamed(std::optional(text)).value_or("");
        difference.document = nameOf(renamed(m_theirs.values[index]));
        difference.sourceDocument = index;
        m_items.push_back(std::move(difference));
        return {};
    }

    void mergeValues(std::size_t theirs, std::size_t base, std::size_t ours)
    {
        const Value nothing = Value::mapping();
        const Value &target = m_ours.values[ours];
        if (drift::isSecretDocument(target))
            return;
        const Value &before = base == none ? nothing : m_base.values[base];
        for (const Leaf &leaf : compareTrees(m_theirs.values[theirs], before)) {
            Difference difference = make(leaf.change);
            difference.document = nameOf(target);
            difference.sourceDocument = theirs;
            difference.targetDocument = ours;
            difference.path = leaf.path;
            mergeLeaf(std::move(difference), leaf, leaf.path.find(target));
        }
    }

    void mergeLeaf(Difference difference, const Leaf &leaf, const Value *ours)
    {
        if (leaf.source && leaf.target && ours) {
            if (const auto texts = embeddedIn(*leaf.source, *leaf.target)) {
                if (mergeEmbedded(difference, *texts, *ours))
                    return;
            }
            if (areDistinctScalars(*leaf.source) && areDistinctScalars(*leaf.target)
                && areDistinctScalars(*ours)
                && (isReferences(leaf.path) || !ours->sameData(renamed(*leaf.target)))) {
                mergeLists(difference, leaf, *ours);
                return;
            }
        }
        decide(std::move(difference), leaf, ours);
    }

    // Entries of a kustomization come and go one by one; elsewhere the order may mean something.
    bool isReferences(const yaml::NodePath &path) const
    {
        return isKustomization(m_sides.targetFile) && path.steps().size() == 1
               && std::ranges::contains(referenceLists(), path.steps().front().key);
    }

    bool mergeEmbedded(const Difference &outer, const EmbeddedPair &texts, const Value &ours)
    {
        const auto targets = embeddedIn(ours, ours);
        if (!targets || targets->source.size() != texts.source.size())
            return false;
        for (std::size_t i = 0; i < texts.source.size(); ++i) {
            if (drift::isSecretDocument(texts.source[i])
                || drift::isSecretDocument(targets->source[i]))
                continue;
            for (const Leaf &leaf : compareTrees(texts.source[i], texts.target[i])) {
                Difference difference = outer;
                difference.embedded = EmbeddedPath{.document = i, .path = leaf.path};
                decide(std::move(difference), leaf, leaf.path.find(targets->source[i]));
            }
        }
        return true;
    }

    // Lists of references and the like: what came and what went, each by itself.
    void mergeLists(const Difference &outer, const Leaf &leaf, const Value &ours)
    {
        for (const Value &item : leaf.source->items()) {
            const Value wanted = renamed(item);
            if (holds(*leaf.target, item.text()) || holds(ours, wanted.text()))
                continue;
            Difference difference = outer;
            difference.path = outer.path.child(yaml::Step::toItem("", wanted.text()));
            decide(std::move(difference), {.change = Change::Added, .source = &item}, nullptr);
        }
        for (const Value &item : leaf.target->items()) {
            const Value there = renamed(item);
            if (holds(*leaf.source, item.text()) || !holds(ours, there.text()))
                continue;
            Difference difference = outer;
            difference.path = outer.path.child(yaml::Step::toItem("", there.text()));
            decide(std::move(difference), {.change = Change::Removed, .target = &item}, &there);
        }
    }

    // @p leaf is what the commit did: its target is the value before.
    void decide(Difference difference, const Leaf &leaf, const Value *ours)
    {
        const auto wanted =
            leaf.source ? std::optional(renamed(*leaf.source)) : std::optional<Value>();
        const auto before =
            leaf.target ? std::optional(renamed(*leaf.target)) : std::optional<Value>();
        const bool isDone = wanted && ours ? ours->sameData(*wanted) : !wanted && !ours;
        if (isDone)
            return;
        difference.source = wanted;
        difference.base = before;
        difference.after = leaf.after;
        difference.sourceLine = leaf.source ? static_cast<int>(leaf.source->origin().line) : 0;
        if (ours) {
            difference.target = *ours;
            difference.targetLine = static_cast<int>(ours->origin().line);
        }
        difference.change = !ours ? Change::Added : !wanted ? Change::Removed : Change::Changed;
        const bool isAsBefore = before && ours
                                    ? ours->sameData(*before) || ours->sameData(*leaf.target)
                                    : !before && !ours;
        if (!isAsBefore)
            conflict(difference, "it is another value here");
        m_items.push_back(std::move(difference));
    }

    Difference make(Change change) const
    {
        return {.change = change,
                .sourceFile = m_sides.sourceFile,
                .targetFile = m_sides.targetFile,
                .isSuggested = true};
    }

    static void conflict(Difference &difference, std::string reason)
    {
        difference.isConflict = true;
        difference.isSuggested = false;
        difference.reason = std::move(reason);
    }

    static std::string nameOf(const Value &document)
    {
        const std::string_view kind = document.textAt({"kind"});
        const std::string_view name = document.textAt({"metadata", "name"});
        return kind.empty() || name.empty() ? "" : std::string(kind) + '/' + std::string(name);
    }

    std::optional<std::string> renamed(const std::optional<std::string> &text) const
    {
        return text && m_sides.scopes ? m_sides.scopes->renamed(*text) : text;
    }

    Value renamed(const Value &value) const
    {
        return m_sides.scopes ? m_sides.scopes->renamed(value) : value;
    }

    void noteSecret(const std::string &identity)
    {
        note(identity + " of " + m_sides.sourceFile.text()
             + " is a Secret, which is left as it is; change it by hand");
    }

    void note(std::string message)
    {
        m_diagnostics.push_back({.severity = Severity::Note,
                                 .code = "not-carried",
                                 .message = std::move(message),
                                 .where = SourcePosition{m_sides.sourceFile.text(), 1, 1}});
    }

    const MergeSides &m_sides;
    std::vector<Diagnostic> &m_diagnostics;
    Documents m_base;
    Documents m_theirs;
    Documents m_ours;
    std::vector<Difference> m_items;
};

} // namespace

Result<std::vector<Difference>> mergeFile(const MergeSides &sides,
                                          std::vector<Diagnostic> &diagnostics)
{
    return Merge(sides, diagnostics).merge();
}

} // namespace plumb::promotion
