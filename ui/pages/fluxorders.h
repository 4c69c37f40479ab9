// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/driftcheck.h"
#include "ui/session/remedies.h"

#include <QObject>

class QWidget;

namespace plumb::ui {

/// Has Flux do what a person wishes, once they have seen the requests and agreed.
class FluxOrders final : public QObject
{
    Q_OBJECT

public:
    FluxOrders(Session *session, DriftCheck *drift, QWidget *window);

    /// Shows what would be sent.
    void review(const FluxWish &wish);

private:
    void askForReason(const FluxWish &wish, const remedy::FluxUnit &unit);
    void show(const FluxWish &wish, const FluxOrder &order, const QString &effect);
    FluxOrder reconciliation(const FluxWish &wish, const remedy::FluxUnit &unit) const;
    FluxOrder orderFor(const FluxWish &wish, const remedy::FluxUnit &unit,
                       const Result<cluster::WriteRequest> &request) const;
    ClusterAccess accessTo(const std::string &cluster) const;

    Session *m_session;
    DriftCheck *m_drift;
    QWidget *m_window;
    Remedies *m_remedies;
};

/// Tells in a box of its own why something was not done.
void showFailure(QWidget *window, const QString &what, const Error &error);

} // namespace plumb::ui
