// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pages/clusteraccessdialog.h"

#include "ui/roles/text.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/style.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

ClusterAccessDialog::ClusterAccessDialog(Session *session, DriftCheck *drift, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_drift(drift)
    , m_kubeconfig(new QLineEdit)
    , m_problem(new ThemedLabel({}, ThemedLabel::Look::Small))
{
    setObjectName("clusterAccessDialog"_L1);
    setWindowTitle(tr("Choose clusters"));
    setMinimumWidth(620);
    auto *column = new QVBoxLayout(this);
    auto *text = new ThemedLabel(
        tr("Plumbline only reads: what git builds is compared with what each cluster runs. "
           "Choose which context of your kubeconfig is which cluster."),
        ThemedLabel::Look::Muted);
    text->setWordWrap(true);
    column->addWidget(text);
    m_kubeconfig->setObjectName("kubeconfig"_L1);
    m_kubeconfig->setAccessibleName(tr("Kubeconfig file"));
    auto *browse = new QPushButton(tr("Choose…"));
    auto *row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("Kubeconfig")));
    row->addWidget(m_kubeconfig, 1);
    row->addWidget(browse);
    column->addLayout(row);
    column->addWidget(m_problem);
    auto *list = new QWidget;
    auto *grid = new QGridLayout(list);
    addClusters(grid);
    auto *scroll = new QScrollArea;
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    column->addWidget(scroll, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *compare = buttons->addButton(tr("Compare"), QDialogButtonBox::AcceptRole);
    compare->setObjectName("compareClusters"_L1);
    makePrimary(compare);
    column->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &ClusterAccessDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_kubeconfig, &QLineEdit::textChanged, this, &ClusterAccessDialog::readContexts);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Kubeconfig"), QDir::homePath());
        if (!file.isEmpty())
            m_kubeconfig->setText(file);
    });
    const auto known = std::ranges::find_if(drift->clusters(), &ClusterDrift::isChosen);
    m_kubeconfig->setText(known == drift->clusters().end() ? usualKubeconfig()
                                                           : known->access.kubeconfig);
}

void ClusterAccessDialog::addClusters(QGridLayout *grid)
{
    int row = 0;
    for (const ClusterDrift &cluster : m_drift->clusters()) {
        auto *choice = new QComboBox;
        choice->setObjectName("context "_L1 + toQt(cluster.cluster));
        choice->setAccessibleName(tr("Context of %1").arg(toQt(cluster.cluster)));
        choice->addItem(tr("not compared"));
        m_choices.emplace_back(cluster.cluster, choice);
        grid->addWidget(new ElidedLabel(toQt(cluster.cluster)), row, 0);
        grid->addWidget(choice, row++, 1);
    }
    grid->setRowStretch(row, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
}

void ClusterAccessDialog::readContexts()
{
    m_job.start([file = m_kubeconfig->text()](const Run &) { return contextsOf(file); },
                [this](const Result<QStringList> &contexts) {
                    m_problem->setText(contexts ? QString() : toQt(contexts.error().toString()));
                    offer(contexts ? *contexts : QStringList());
                });
}

void ClusterAccessDialog::offer(const QStringList &contexts)
{
    for (const auto &[cluster, choice] : m_choices) {
        const ClusterAccess chosen =
            m_session->settings()->clusterAccess(m_session->folder(), toQt(cluster));
        choice->clear();
        choice->addItem(tr("not compared"));
        choice->addItems(contexts);
        const bool isSame = chosen.kubeconfig == m_kubeconfig->text();
        const int known = isSame ? static_cast<int>(contexts.indexOf(chosen.context)) : -1;
        const int best =
            known >= 0 ? known
                       : static_cast<int>(contexts.indexOf(contextFor(toQt(cluster), contexts)));
        choice->setCurrentIndex(best + 1);
    }
}

void ClusterAccessDialog::accept()
{
    for (const auto &[cluster, choice] : m_choices) {
        const bool isChosen = choice->currentIndex() > 0;
        m_drift->setAccess(cluster, isChosen ? ClusterAccess{.kubeconfig = m_kubeconfig->text(),
                                                             .context = choice->currentText()}
                                             : ClusterAccess());
    }
    QDialog::accept();
}

} // namespace plumb::ui
