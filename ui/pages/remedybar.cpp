// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/remedybar.h"

#include "ui/pages/fluxorders.h"
#include "ui/pages/reviewdialog.h"
#include "ui/roles/text.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QPushButton>

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

} // namespace

RemedyBar::RemedyBar(Session *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
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

    connect(m_reconcile, &QPushButton::clicked, this, &RemedyBar::reconcile);
    connect(m_keep, &QPushButton::clicked, this,
            [this] { m_remedies->propose(Remedies::Kind::KeepLive, *m_field); });
    connect(m_ignore, &QPushButton::clicked, this,
            [this] { m_remedies->propose(Remedies::Kind::IgnoreField, *m_field); });
    connect(m_takeBack, &QPushButton::clicked, m_remedies, &Remedies::takeBack);

    connect(m_remedies, &Remedies::proposed, this, &RemedyBar::reviewProposal);
    connect(m_remedies, &Remedies::written, this,
            [this](const Remedies::ProposalPointer &proposal) {
                m_session->say(
                    tr("Wrote %1; it is not committed yet").arg(toQt(proposal->edit.path.text())));
                m_session->refresh();
                showButtons();
            });
    connect(m_remedies, &Remedies::takenBack, this, [this] {
        m_session->say(tr("The edit was taken back"));
        m_session->refresh();
        showButtons();
    });
    connect(m_remedies, &Remedies::failed, this, [this](const QString &what, const Error &error) {
        showFailure(window(), what, error);
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
    m_reconcile->setEnabled(!m_owner.empty());
    m_keep->setEnabled(m_field && !m_field->change.isMasked);
    m_ignore->setEnabled(m_field && m_field->change.desired);
    m_takeBack->setVisible(m_remedies->lastWritten() != nullptr);
    if (m_remedies->lastWritten())
        m_takeBack->setToolTip(toQt(m_remedies->lastWritten()->title));
}

void RemedyBar::reconcile()
{
    const std::size_t slash = m_owner.find('/');
    m_session->askFlux({.verb = FluxVerb::Reconcile,
                        .unit = {.cluster = m_cluster,
                                 .namespaceName = m_owner.substr(0, slash),
                                 .name = m_owner.substr(slash + 1)}});
}

void RemedyBar::reviewProposal(const Remedies::ProposalPointer &proposal)
{
    const QString file = toQt(proposal->edit.path.text());
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
         .patch = toQt(proposal->edit.patch),
         .verb = tr("Write %1").arg(file)},
        window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, proposal] { m_remedies->write(proposal); });
    dialog->open();
}

} // namespace plumb::ui
