// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/promotion.h"

#include "core/git/repository.h"
#include "core/history/restore.h"
#include "core/promotion/carriedcommit.h"
#include "core/promotion/experience.h"
#include "ui/roles/text.h"

#include <QCryptographicHash>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

Result<promotion::Differences> differencesFor(const reconcile::Snapshot &snapshot,
                                              const PromotionRequest &request,
                                              build::BuildCache &cache, const Run &run)
{
    const std::string from = request.from.toStdString();
    const std::string to = request.to.toStdString();
    if (!request.commit.isEmpty()) {
        const git::Oid commit = PLUMB_TRY(git::Oid::parse(request.commit.toStdString()));
        return request.reverts() ? promotion::differencesToRevert(snapshot, commit, run)
                                 : promotion::differencesOfCommit(snapshot, commit, from, to, run);
    }
    auto differences = PLUMB_TRY(promotion::differences(snapshot, from, to, run));
    PLUMB_TRY(promotion::learn(differences, snapshot, cache, run));
    return differences;
}

// A revert says which commit it takes back, as git would.
Result<> nameRevert(promotion::PromotionPlan &plan, const PromotionRequest &request)
{
    const auto repository = PLUMB_TRY(git::Repository::open(plan.repository));
    const git::Oid commit = PLUMB_TRY(git::Oid::parse(request.commit.toStdString()));
    history::nameRevert(plan, PLUMB_TRY(repository.commit(commit)));
    return {};
}

} // namespace

Promotion::Promotion(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_differencesJob(session->tasks())
    , m_planJob(session->tasks())
    , m_commitJob(session->tasks())
{
    connect(session, &Session::snapshotChanged, this, &Promotion::readDifferences);
    connect(session, &Session::stateChanged, this, [this] {
        if (m_session->state() == Session::State::Closed)
            choose({});
    });
}

void Promotion::choose(const PromotionRequest &request)
{
    if (request == m_request)
        return;
    m_request = request;
    m_snapshot.reset();
    m_differences.reset();
    m_selected.clear();
    m_plan.reset();
    m_error.reset();
    readDifferences();
    Q_EMIT differencesChanged();
    Q_EMIT planChanged();
}

void Promotion::readDifferences()
{
    const bool isChosen = m_request.reverts() || (!from().isEmpty() && from() != to());
    if (!isChosen || !m_session->snapshot() || m_snapshot == m_session->snapshot())
        return;
    m_snapshot = m_session->snapshot();
    const QString commit = m_request.commit.left(7);
    const QString title = m_request.reverts() ? tr("Looking for what is left of %1").arg(commit)
                          : commit.isEmpty()  ? tr("Comparing %1 with %2").arg(from(), to())
                                              : tr("Merging %1 into %2").arg(commit, to());
    m_differencesJob.start(
        title,
        [snapshot = m_snapshot, request = m_request,
         cache = m_session->buildCache()](const Run &run) -> Result<DifferencesPointer> {
            return std::make_shared<const promotion::Differences>(
                PLUMB_TRY(differencesFor(*snapshot, request, *cache, run)));
        },
        [this](Result<DifferencesPointer> differences) {
            if (!differences && differences.error().code() == ErrorCode::Cancelled)
                return;
            m_error.reset();
            m_plan.reset();
            if (differences) {
                m_differences = *std::move(differences);
                selectSuggested();
            } else {
                m_differences.reset();
                m_error = std::move(differences).error();
            }
            Q_EMIT differencesChanged();
            makePlan();
        });
}

QString Promotion::overridesKey() const
{
    const QByteArray name = (m_session->folder() + u'\n' + from() + u'\n' + to()).toUtf8();
    return u"promotion/"_s
           + QString::fromLatin1(
               QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().left(24));
}

void Promotion::selectSuggested()
{
    // What a person chose between two environments; a commit is decided about anew each time.
    const QStringList overrides = m_request.commit.isEmpty()
                                      ? m_session->settings()->state(overridesKey()).toStringList()
                                      : QStringList();
    m_selected.clear();
    for (const promotion::Difference &difference : m_differences->items) {
        const QString key = toQt(difference.key());
        if (difference.isSuggested != overrides.contains(key))
            m_selected.insert(key);
    }
}

void Promotion::setSelected(const QString &key, bool isSelected)
{
    if (m_selected.contains(key) == isSelected || !m_differences)
        return;
    if (isSelected)
        m_selected.insert(key);
    else
        m_selected.remove(key);
    if (m_request.commit.isEmpty())
        m_session->settings()->setState(overridesKey(), overrides());
    Q_EMIT selectionChanged();
    makePlan();
}

QStringList Promotion::overrides() const
{
    QStringList keys;
    for (const promotion::Difference &difference : m_differences->items) {
        const QString known = toQt(difference.key());
        if (difference.isSuggested != m_selected.contains(known))
            keys << known;
    }
    return keys;
}

void Promotion::setRemembersChoices(bool remembers)
{
    if (m_remembersChoices == remembers)
        return;
    m_remembersChoices = remembers;
    makePlan();
}

void Promotion::makePlan()
{
    m_plan.reset();
    Q_EMIT planChanged();
    if (!m_differences || m_selected.isEmpty()) {
        m_planJob.cancel();
        return;
    }
    std::vector<promotion::Difference> selected;
    for (const promotion::Difference &difference : m_differences->items) {
        if (m_selected.contains(toQt(difference.key())))
            selected.push_back(difference);
    }
    m_planJob.start(
        m_request.reverts() ? tr("Working out the effect")
                            : tr("Working out the effect on %1").arg(to()),
        [snapshot = m_snapshot, differences = m_differences, selected = std::move(selected),
         asked = m_request, remembers = m_remembersChoices, cache = m_session->buildCache(),
         mask = m_session->mask()](const Run &run) -> Result<PlanPointer> {
            ThreadExecutor executor;
            const promotion::PlanContext context{.snapshot = *snapshot,
                                                 .cache = *cache,
                                                 .executor = executor,
                                                 .mask = mask,
                                                 .remembersChoices = remembers};
            auto plan = PLUMB_TRY(promotion::plan(context, *differences, selected, run));
            if (asked.reverts())
                PLUMB_TRY(nameRevert(plan, asked));
            // Only the effect is shown; the fleet as it would be is large.
            plan.after.reset();
            return std::make_shared<const promotion::PromotionPlan>(std::move(plan));
        },
        [this](Result<PlanPointer> plan) {
            if (!plan && plan.error().code() == ErrorCode::Cancelled)
                return;
            m_error.reset();
            if (plan)
                m_plan = *std::move(plan);
            else
                m_error = std::move(plan).error();
            Q_EMIT planChanged();
        });
}

void Promotion::commit(const QString &message, const QString &branch)
{
    if (!m_plan)
        return;
    m_commitJob.start(
        tr("Committing"),
        [plan = m_plan, message = message.toStdString(),
         branch = branch.toStdString()](const Run &run) {
            return promotion::commit(*plan, {.message = message, .branch = branch}, run);
        },
        [this](const Result<git::WrittenCommit> &written) {
            if (written)
                Q_EMIT committed(toQt(written->id.shortText()), toQt(written->branch),
                                 written->isNewBranch);
            else if (written.error().code() != ErrorCode::Cancelled)
                Q_EMIT commitFailed(written.error());
        });
}

} // namespace plumb::ui
