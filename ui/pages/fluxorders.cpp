// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/fluxorders.h"

#include "ui/pages/reviewdialog.h"
#include "ui/roles/text.h"

#include <QDateTime>
#include <QInputDialog>
#include <QMessageBox>
#include <QSysInfo>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

// Flux acts on any value it has not had before; a time says something to those who find it.
std::string nowText()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
}

QString nameOf(const FluxWish &wish)
{
    return toQt(wish.unit.namespaceName + '/' + wish.unit.name);
}

QString placeOf(const FluxWish &wish)
{
    return toQt(wish.unit.cluster).section(u'/', -1);
}

QString verbOf(FluxVerb verb)
{
    switch (verb) {
    case FluxVerb::Reconcile: return FluxOrders::tr("Reconcile");
    case FluxVerb::Force: return FluxOrders::tr("Upgrade once more");
    case FluxVerb::Suspend: return FluxOrders::tr("Suspend");
    case FluxVerb::Resume: return FluxOrders::tr("Resume");
    }
    return {};
}

std::optional<remedy::FluxUnit> unitOf(const SnapshotPointer &snapshot, const build::UnitId &id)
{
    if (!snapshot)
        return {};
    auto unit = remedy::kustomizationOf(*snapshot->desired, id);
    if (!unit)
        unit = remedy::helmReleaseOf(*snapshot->desired, id);
    return unit ? std::optional(*std::move(unit)) : std::nullopt;
}

} // namespace

void showFailure(QWidget *window, const QString &what, const Error &error)
{
    auto *box = new QMessageBox(QMessageBox::Warning, what, toQt(error.toString()), QMessageBox::Ok,
                                window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText); // may quote what a server or a file said
    box->open();
}

FluxOrders::FluxOrders(Session *session, DriftCheck *drift, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_drift(drift)
    , m_window(window)
    , m_remedies(new Remedies(session, this))
{
    connect(m_remedies, &Remedies::done, this, [this](const QString &what) {
        m_session->say(what);
        m_drift->checkAll();
    });
    connect(m_remedies, &Remedies::failed, this, [this](const QString &what, const Error &error) {
        showFailure(m_window, what, error);
    });
}

void FluxOrders::review(const FluxWish &wish)
{
    const auto unit = unitOf(m_session->snapshot(), wish.unit);
    if (!unit) {
        m_session->say(tr("Git does not describe %1").arg(nameOf(wish)));
        return;
    }
    switch (wish.verb) {
    case FluxVerb::Reconcile:
        show(wish, reconciliation(wish, *unit),
             tr("Flux fetches the source and applies what it says, so that what was changed by "
                "hand is set back."));
        break;
    case FluxVerb::Force: {
        const std::string at = nowText();
        FluxOrder order = orderFor(wish, *unit, remedy::forceRequest(unit->object, at));
        order.awaited = unit->object;
        order.requestedAt = at;
        show(wish, order,
             tr("Helm upgrades the release once more, whether anything changed or "
                "not."));
        break;
    }
    case FluxVerb::Suspend: askForReason(wish, *unit); break;
    case FluxVerb::Resume:
        show(wish, orderFor(wish, *unit, remedy::resumeRequest(unit->object)),
             tr("Flux reconciles it again, now and at every interval."));
        break;
    }
}

void FluxOrders::askForReason(const FluxWish &wish, const remedy::FluxUnit &unit)
{
    auto *question = new QInputDialog(m_window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setObjectName("suspendReason"_L1);
    question->setWindowTitle(tr("Suspend %1").arg(nameOf(wish)));
    question->setLabelText(tr("Why? Whoever finds it suspended reads this."));
    connect(question, &QInputDialog::textValueSelected, this,
            [this, wish, unit](const QString &reason) {
                const QString who = qEnvironmentVariable("USER", tr("somebody")) + u'@'
                                    + QSysInfo::machineHostName();
                const remedy::Suspension suspension{.by = who.toStdString(),
                                                    .reason = reason.trimmed().toStdString()};
                show(wish, orderFor(wish, unit, remedy::suspendRequest(unit.object, suspension)),
                     tr("Flux leaves it alone until it is resumed: nothing is applied, and nothing "
                        "that is changed by hand is set back."));
            });
    question->open();
}

FluxOrder FluxOrders::orderFor(const FluxWish &wish, const remedy::FluxUnit &unit,
                               const Result<cluster::WriteRequest> &request) const
{
    FluxOrder order{
        .task = tr("%1: %2").arg(verbOf(wish.verb), nameOf(wish)),
        .outcome = tr("%1 of %2: done")
                       .arg(verbOf(wish.verb), toQt(unit.object.id.kind) + u' ' + nameOf(wish)),
        .access = accessTo(wish.unit.cluster)};
    if (request)
        order.requests.push_back(*request);
    return order;
}

FluxOrder FluxOrders::reconciliation(const FluxWish &wish, const remedy::FluxUnit &unit) const
{
    const std::string at = nowText();
    FluxOrder order = orderFor(wish, unit, remedy::reconcileRequest(unit.object, at));
    order.awaited = unit.object;
    order.requestedAt = at;
    for (const remedy::FluxObject &source : unit.sources) {
        if (auto request = remedy::reconcileRequest(source, at))
            order.requests.insert(order.requests.end() - 1, *std::move(request));
    }
    return order;
}

void FluxOrders::show(const FluxWish &wish, const FluxOrder &order, const QString &effect)
{
    if (!order.access.isChosen()) {
        m_session->say(tr("Choose how %1 is reached first").arg(placeOf(wish)));
        return;
    }
    QStringList sent;
    for (const cluster::WriteRequest &request : order.requests)
        sent << toQt(remedy::toText(request)).trimmed();
    const QString context =
        order.access.context.isEmpty() ? QString() : tr(" (context %1)").arg(order.access.context);
    auto *dialog = new ReviewDialog(
        {.title = tr("%1 %2").arg(verbOf(wish.verb), nameOf(wish)),
         .summary = tr("%1 This is sent to %2%3:").arg(effect, placeOf(wish), context),
         .message = sent.join(u"\n\n"_s),
         .patch = {},
         .verb = tr("%1 on %2").arg(verbOf(wish.verb), placeOf(wish))},
        m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, order] { m_remedies->send(order); });
    dialog->open();
}

ClusterAccess FluxOrders::accessTo(const std::string &cluster) const
{
    const auto &clusters = m_drift->clusters();
    const auto found = std::ranges::find(clusters, cluster, &ClusterDrift::cluster);
    return found == clusters.end() ? ClusterAccess() : found->access;
}

} // namespace plumb::ui
