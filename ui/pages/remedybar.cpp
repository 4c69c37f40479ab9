// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/remedybar.h"

#include "ui/pages/reviewdialog.h"
#include "ui/roles/text.h"
#include "ui/widgets/style.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

QPushButton *button(const char *name, const QString &text, const QString &tip)
{
    auto *made = new QPushButton(text);
    made->setObjectName(QLatin1StringView(name));
    made->setToolTip(tip);
    return made;
}

// Flux acts on any value it has not had before; a time says something to those who find it.
std::string nowText()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
}

} // namespace

RemedyBar::RemedyBar(Session *session, DriftCheck *drift, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_drift(drift)
    , m_remedies(new Remedies(session, this))
    , m_reconcile(button("reconcileNow", tr("Reconcile now…"),
                         tr("Has Flux apply what git says now, instead of at its next sync")))
    , m_keep(button("keepLiveValue", tr("Keep live value: write to git…"),
                    tr("Edits the line in git that sets this field; nothing is committed")))
    , m_ignore(button("ignoreField", tr("Ignore this field…"),
                      tr("Writes a rule to git by which Flux leaves this field to others")))
    , m_takeBack(button("takeEditBack", tr("Undo the edit"), {}))
{
    setObjectName("remedyBar"_L1);
    makePrimary(m_reconcile);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 14, 12);
    row->setSpacing(8);
    for (QPushButton *one : {m_reconcile, m_keep, m_ignore, m_takeBack})
        row->addWidget(one);
    row->addStretch();

    connect(m_reconcile, &QPushButton::clicked, this, &RemedyBar::reviewReconciliation);
    connect(m_keep, &QPushButton::clicked, this,
            [this] { m_remedies->propose(Remedies::Kind::KeepLive, *m_field); });
    connect(m_ignore, &QPushButton::clicked, this,
            [this] { m_remedies->propose(Remedies::Kind::IgnoreField, *m_field); });
    connect(m_takeBack, &QPushButton::clicked, m_remedies, &Remedies::takeBack);

    connect(m_remedies, &Remedies::proposed, this, &RemedyBar::reviewProposal);
    connect(m_remedies, &Remedies::written, this,
            [this](const Remedies::ProposalPointer &proposal) {
                m_session->say(
                    tr("Wrote %1; it is not committed yet").arg(toQt(proposal->file.text())));
                m_session->refresh();
                showButtons();
            });
    connect(m_remedies, &Remedies::takenBack, this, [this] {
        m_session->say(tr("The edit was taken back"));
        m_session->refresh();
        showButtons();
    });
    connect(m_remedies, &Remedies::sendingChanged, this, &RemedyBar::showButtons);
    connect(m_remedies, &Remedies::done, this, [this] {
        m_session->say(tr("Flux has reconciled"));
        m_drift->checkAll();
    });
    connect(m_remedies, &Remedies::failed, this, [this](const QString &what, const Error &error) {
        auto *box = new QMessageBox(QMessageBox::Warning, what, toQt(error.toString()),
                                    QMessageBox::Ok, window());
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setTextFormat(Qt::PlainText); // may quote what a server or a file said
        box->open();
    });
    showNothing();
}

void RemedyBar::showNothing()
{
    m_cluster.clear();
    m_owner.clear();
    m_field.reset();
    showButtons();
}

void RemedyBar::show(const std::string &cluster, const drift::ObjectDiff &object,
                     const drift::FieldChange *change)
{
    m_cluster = cluster;
    m_owner = object.owner;
    m_field.reset();
    if (change)
        m_field = remedy::DriftedField{.cluster = cluster, .object = object.id, .change = *change};
    showButtons();
}

void RemedyBar::showButtons()
{
    setVisible(!m_cluster.empty());
    m_reconcile->setEnabled(!m_owner.empty() && !m_remedies->isSending());
    m_keep->setEnabled(m_field && !m_field->change.isMasked);
    m_ignore->setEnabled(m_field && m_field->change.desired);
    m_takeBack->setVisible(m_remedies->lastWritten() != nullptr);
    if (m_remedies->lastWritten())
        m_takeBack->setToolTip(toQt(m_remedies->lastWritten()->title));
}

std::optional<remedy::FluxUnit> RemedyBar::owner() const
{
    const SnapshotPointer snapshot = m_session->snapshot();
    const std::size_t slash = m_owner.find('/');
    if (!snapshot || slash == std::string::npos)
        return {};
    const build::UnitId id{.cluster = m_cluster,
                           .namespaceName = m_owner.substr(0, slash),
                           .name = m_owner.substr(slash + 1)};
    auto unit = remedy::kustomizationOf(*snapshot->desired, id);
    if (!unit)
        unit = remedy::helmReleaseOf(*snapshot->desired, id);
    return unit ? std::optional(*std::move(unit)) : std::nullopt;
}

ClusterAccess RemedyBar::access() const
{
    const auto &clusters = m_drift->clusters();
    const auto found = std::ranges::find(clusters, m_cluster, &ClusterDrift::cluster);
    return found == clusters.end() ? ClusterAccess() : found->access;
}

void RemedyBar::reviewReconciliation()
{
    const auto unit = owner();
    if (!unit) {
        m_session->say(tr("Git does not describe what applies this object"));
        return;
    }
    const QString name = toQt(m_owner);
    FluxOrder order{.task = tr("Reconciling %1").arg(name),
                    .access = access(),
                    .requests = {},
                    .awaited = unit->object,
                    .requestedAt = nowText()};
    QStringList sent;
    std::vector<remedy::FluxObject> objects = unit->sources;
    objects.push_back(unit->object);
    for (const remedy::FluxObject &object : objects) {
        auto request = remedy::reconcileRequest(object, order.requestedAt);
        if (!request)
            continue;
        sent << toQt(remedy::toText(*request)).trimmed();
        order.requests.push_back(*std::move(request));
    }
    const QString place = toQt(m_cluster).section(u'/', -1);
    const QString context =
        order.access.context.isEmpty() ? QString() : tr(" (context %1)").arg(order.access.context);
    auto *dialog = new ReviewDialog(
        {.title = tr("Reconcile %1").arg(name),
         .summary = tr("Flux fetches the source and applies what it says to %1%2, so that what "
                       "was changed there by hand is set back. These requests are sent:")
                        .arg(place, context),
         .message = sent.join(u"\n\n"_s),
         .patch = {},
         .verb = tr("Reconcile %1 now").arg(place)},
        window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, order = std::move(order)] { m_remedies->send(order); });
    dialog->open();
}

void RemedyBar::reviewProposal(const Remedies::ProposalPointer &proposal)
{
    const QString file = toQt(proposal->file.text());
    QStringList clusters;
    for (const reconcile::ClusterChanges &cluster : proposal->effect)
        clusters << toQt(cluster.cluster).section(u'/', -1);
    const auto count = static_cast<qsizetype>(proposal->changedObjects());
    auto *dialog = new ReviewDialog(
        {.title = toQt(proposal->title),
         .summary = tr("One file of the working tree is edited; nothing is committed or sent. What "
                       "git builds then changes in %1: %2.")
                        .arg(counted(count, tr("object"), tr("objects")), clusters.join(u", "_s)),
         .message = toQt(proposal->title),
         .patch = toQt(proposal->patch),
         .verb = tr("Write %1").arg(file)},
        window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, proposal] { m_remedies->write(proposal); });
    dialog->open();
}

} // namespace plumb::ui
