// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/promotion.h"

#include "ui/roles/text.h"

#include <QCryptographicHash>

namespace plumb::ui {

using namespace Qt::StringLiterals;

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
            choose({}, {});
    });
}

void Promotion::choose(const QString &from, const QString &to)
{
    if (from == m_from && to == m_to)
        return;
    m_from = from;
    m_to = to;
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
    if (m_from.isEmpty() || m_from == m_to || !m_session->snapshot()
        || m_snapshot == m_session->snapshot())
        return;
    m_snapshot = m_session->snapshot();
    m_differencesJob.start(
        tr("Comparing %1 with %2").arg(m_from, m_to),
        [snapshot = m_snapshot, from = m_from.toStdString(),
         to = m_to.toStdString()](const Run &run) -> Result<DifferencesPointer> {
            return std::make_shared<const promotion::Differences>(
                PLUMB_TRY(promotion::differences(*snapshot, from, to, run)));
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
    const QByteArray name = (m_session->folder() + u'\n' + m_from + u'\n' + m_to).toUtf8();
    return u"promotion/"_s
           + QString::fromLatin1(
               QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().left(24));
}

void Promotion::selectSuggested()
{
    const QStringList overrides = m_session->settings()->state(overridesKey()).toStringList();
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
    QStringList overrides;
    for (const promotion::Difference &difference : m_differences->items) {
        const QString known = toQt(difference.key());
        if (difference.isSuggested != m_selected.contains(known))
            overrides << known;
    }
    m_session->settings()->setState(overridesKey(), overrides);
    Q_EMIT selectionChanged();
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
        tr("Working out the effect on %1").arg(m_to),
        [snapshot = m_snapshot, differences = m_differences, selected = std::move(selected),
         request = reconcile::SnapshotRequest{.repository = m_session->folder().toStdString(),
                                              .revision = m_session->revision().toStdString()},
         cache = m_session->buildCache(),
         mask = m_session->mask()](const Run &run) -> Result<PlanPointer> {
            ThreadExecutor executor;
            const promotion::PlanContext context{.snapshot = *snapshot,
                                                 .request = request,
                                                 .cache = *cache,
                                                 .executor = executor,
                                                 .mask = mask};
            return std::make_shared<const promotion::PromotionPlan>(
                PLUMB_TRY(promotion::plan(context, *differences, selected, run)));
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
