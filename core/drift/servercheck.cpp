// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/drift/servercheck.h"

#include "core/drift/diff.h"
#include "core/drift/fluxmarks.h"
#include "core/drift/knownmanagers.h"
#include "core/drift/normalize.h"
#include "core/ssa/serverdryrun.h"
#include "core/yaml/json.h"

#include <algorithm>
#include <map>

namespace plumb::drift {

using yaml::Value;

namespace {

/// An object that a Kustomization applies, or a HelmRelease installs.
struct Applied
{
    const Object *object = nullptr;
    const build::Unit *unit = nullptr;
    const build::Release *release = nullptr;

    bool isForced() const { return unit && unit->kustomization.isForced(); }
};

/// Whether the object is as Flux would send it: not what only Flux can decrypt, or has variables
/// for.
bool isComplete(const Object &object, const build::Unit &unit)
{
    if (isSopsDocument(object.fields()) || std::ranges::contains(unit.encrypted, object.id()))
        return false;
    return unit.unknownVariables.empty()
           || yaml::toJson(object.fields(), yaml::HtmlEscaping::Off).find("${")
                  == std::string::npos;
}

std::map<ResourceId, Applied> appliedObjects(const build::ClusterState &desired,
                                             const cluster::LiveState &live)
{
    std::map<ResourceId, Applied> result;
    for (const auto &unit : desired.units) {
        if (!unit->objects)
            continue;
        for (const Object &object : *unit->objects) {
            if (isComplete(object, *unit))
                result.try_emplace(live.resources().normalized(object.id()),
                                   Applied{.object = &object, .unit = unit.get()});
        }
    }
    for (const auto &release : desired.releases) {
        if (!release->rendered->objects)
            continue;
        for (const Object &object : *release->rendered->objects)
            result.try_emplace(live.resources().normalized(object.id()),
                               Applied{.object = &object, .release = release.get()});
    }
    return result;
}

/// The object as the controller sends it that applies it.
Object sentForm(const Applied &applied, const ResourceId &id)
{
    const Object object =
        applied.release ? build::withHelmLabels(*applied.object, applied.release->release)
                        : build::withOwnerLabels(*applied.object, applied.unit->kustomization);
    Value fields = withoutUnknownFields(object);
    if (id.namespaceName.empty() && std::as_const(fields).find("metadata"))
        fields.findMutable("metadata")->remove("namespace");
    if (object.kind() == "Secret" && object.gvk().group.empty())
        foldStringData(fields);
    fields.remove("status");
    return Object::accepting(std::move(fields));
}

bool isAsked(const ObjectDiff &diff)
{
    const bool differs = diff.action == Action::Created || diff.action == Action::Configured;
    return differs && diff.renamedFrom.empty();
}

bool sameAt(const FieldPath &path, const Object &one, const Object &other)
{
    const Value *left = path.find(one.fields());
    const Value *right = path.find(other.fields());
    return left && right ? left->sameData(*right) : left == right;
}

/// Takes the answers to the questions about the objects that differ.
class AnswerReader
{
public:
    AnswerReader(ChangeSet &set, const cluster::LiveState &live, const DriftOptions &options)
        : m_set(set)
        , m_live(live)
        , m_options(options)
    {
    }

    void take(ObjectDiff &diff, const Applied &applied, const Result<Object> &answer)
    {
        const Object *live = m_live.find(diff.id);
        if (!answer) {
            takeRefusal(diff, applied, live, answer.error());
            return;
        }
        diff.server.verdict = ServerVerdict::Confirmed;
        if (!live || diff.action != Action::Configured)
            return;
        for (FieldChange &change : diff.changes)
            takeField(change, *answer, *live);
        addUnseen(diff, *answer, *live);
        const bool isConfirmed = std::ranges::any_of(diff.changes, &FieldChange::isConfirmed);
        if (!isConfirmed)
            diff.server.verdict = ServerVerdict::Unchanged;
    }

    void noteNotAllowed()
    {
        if (m_notAllowed == 0)
            return;
        m_set.diagnostics.push_back(
            {.severity = Severity::Note,
             .code = "server-dry-run",
             .message = std::to_string(m_notAllowed)
                        + " differences are as computed here, since the API server could not be "
                          "asked: "
                        + m_whyNot});
    }

private:
    void takeRefusal(ObjectDiff &diff, const Applied &applied, const Object *live,
                     const Error &error)
    {
        const bool couldAsk = error.code() == ErrorCode::InvalidInput
                              || error.code() == ErrorCode::Conflict
                              || error.code() == ErrorCode::NotFound;
        diff.server.verdict =
            couldAsk ? ServerVerdict::Refused
                     : (error.code() == ErrorCode::Unauthorized ? ServerVerdict::NotAllowed
                                                                : ServerVerdict::NotAsked);
        // What a server says about a Secret may quote it.
        const bool isSecret = diff.id.kind == "Secret" && diff.id.group.empty();
        diff.server.message = isSecret && couldAsk ? "it is not valid" : error.toString();
        if (!couldAsk) {
            if (m_notAllowed++ == 0)
                m_whyNot = error.toString();
            return;
        }
        const bool isForced = applied.isForced() || isMarked(*applied.object, "force", "enabled")
                              || (live && isMarked(*live, "force", "enabled"));
        if (live && isForced && error.code() != ErrorCode::NotFound)
            diff.server.message += "; Flux deletes it and creates it anew, as 'force' says";
    }

    static void takeField(FieldChange &change, const Object &answer, const Object &live)
    {
        change.isConfirmed = !sameAt(change.path, answer, live);
        const bool isLeftAlone = change.cause && change.cause->kind == CauseKind::IgnoreRule;
        // Flux makes fields of people its own only after its dry run, so that the server keeps
        // them in this one.
        if (change.isConfirmed || isLeftAlone || change.kind == FieldChange::Kind::Removed)
            return;
        change.cause = Cause{.kind = CauseKind::Webhook,
                             .manager = change.cause ? change.cause->manager : std::nullopt,
                             .explanation = "the API server was asked: it or an admission webhook "
                                            "keeps this value, whatever is applied",
                             .needsPerson = false};
    }

    /// Adds what the server would change and nobody here could know.
    void addUnseen(ObjectDiff &diff, const Object &answer, const Object &live)
    {
        const DiffOptions options = {.comparison = Comparison::Live, .mask = m_options.mask};
        ObjectDiff seen = diffObject(answer, live, *m_options.schema, options);
        for (FieldChange &change : seen.changes) {
            const bool isKnown =
                std::ranges::any_of(diff.changes, [&change](const FieldChange &known) {
                    return change.path.isWithin(known.path) || known.path.isWithin(change.path);
                });
            if (isKnown || change.kind == FieldChange::Kind::Removed)
                continue;
            change.isConfirmed = true;
            change.cause = Cause{.kind = CauseKind::Webhook,
                                 .explanation = "only the API server knows: it or an admission "
                                                "webhook sets this when it is applied"};
            diff.changes.push_back(std::move(change));
        }
    }

    ChangeSet &m_set;
    const cluster::LiveState &m_live;
    const DriftOptions &m_options;
    std::size_t m_notAllowed = 0;
    std::string m_whyNot;
};

} // namespace

Result<> checkOnServer(ChangeSet &set, const ServerCheck &check, const DriftOptions &options,
                       const Run &run)
{
    const auto applied = appliedObjects(check.desired, check.live);
    std::vector<ObjectDiff *> asked;
    std::vector<const Applied *> sources;
    std::vector<ssa::ToApply> questions;
    for (ObjectDiff &diff : set.objects) {
        const auto found = applied.find(diff.id);
        if (!isAsked(diff) || found == applied.end())
            continue;
        asked.push_back(&diff);
        sources.push_back(&found->second);
        questions.push_back(
            {.object = sentForm(found->second, diff.id),
             .fieldManager = found->second.release ? "helm-controller" : "kustomize-controller"});
    }
    const auto answers =
        ssa::dryRunOnServer(check.writer, check.live.resources(), questions, check.executor, run);
    PLUMB_TRY(run.checkpoint({.stage = Stage::DetectingDrift}));
    AnswerReader reader(set, check.live, options);
    for (std::size_t i = 0; i < asked.size(); ++i)
        reader.take(*asked[i], *sources[i], answers[i]);
    reader.noteNotAllowed();
    return {};
}

} // namespace plumb::drift
