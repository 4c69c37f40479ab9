// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/driftcheck.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QGridLayout;
class QLineEdit;

namespace plumb::ui {

class ThemedLabel;

/// Chooses, for each cluster of the fleet, which context of a kubeconfig reaches it. Nothing is
/// sent anywhere before it is accepted.
class ClusterAccessDialog final : public QDialog
{
    Q_OBJECT

public:
    ClusterAccessDialog(Session *session, DriftCheck *drift, QWidget *parent = nullptr);

    void accept() override;

private:
    void addClusters(QGridLayout *grid);
    void readContexts();
    void offer(const QStringList &contexts);

    Session *m_session;
    DriftCheck *m_drift;
    QLineEdit *m_kubeconfig;
    ThemedLabel *m_problem;
    std::vector<std::pair<std::string, QComboBox *>> m_choices;
    LatestJob<QStringList> m_job;
};

} // namespace plumb::ui
