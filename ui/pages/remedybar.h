// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/remedies.h"

#include <QWidget>

#include <optional>

class QPushButton;

namespace plumb::ui {

/// The buttons below a cause: have Flux set it back, keep the live value in git, or have Flux leave
/// the field alone. Each shows what it will do first.
class RemedyBar final : public QWidget
{
    Q_OBJECT

public:
    explicit RemedyBar(Session *session, QWidget *parent = nullptr);

    void showNothing();
    /// Of an object that differs, and the field that is looked at; none for the whole object.
    void show(const std::string &cluster, const drift::ObjectDiff &object,
              const drift::FieldChange *change);

private:
    void reconcile();
    void reviewProposal(const Remedies::ProposalPointer &proposal);
    void showButtons();

    Session *m_session;
    Remedies *m_remedies;
    QPushButton *m_reconcile;
    QPushButton *m_keep;
    QPushButton *m_ignore;
    QPushButton *m_takeBack;
    std::string m_cluster;
    std::string m_owner; ///< "namespace/name" of a Kustomization or HelmRelease.
    std::optional<remedy::DriftedField> m_field;
};

} // namespace plumb::ui
