// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace plumb::ui {

enum class ThemeChoice : quint8 { System, Light, Dark };

/// Which kubeconfig, and which of its contexts, reaches a cluster.
struct ClusterAccess
{
    QString kubeconfig; ///< A file, or several as in $KUBECONFIG.
    QString context;    ///< Empty for the file's current context.

    bool isChosen() const { return !kubeconfig.isEmpty(); }
    bool operator==(const ClusterAccess &) const = default;
};

/// What is remembered between two starts of the program. No secret is ever kept here.
class Settings final : public QObject
{
    Q_OBJECT

public:
    /// Uses @p file, or the user's own settings when it is empty.
    explicit Settings(const QString &file = {}, QObject *parent = nullptr);

    /// The folders opened last, newest first.
    QStringList recentFleets() const;
    void addRecentFleet(const QString &path);
    void removeRecentFleet(const QString &path);

    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);

    /// How the cluster called @p cluster of the fleet at @p fleet is reached.
    ClusterAccess clusterAccess(const QString &fleet, const QString &cluster) const;
    void setClusterAccess(const QString &fleet, const QString &cluster,
                          const ClusterAccess &access);

    /// The state of a part of the window: splitter sizes, sort order, what was selected.
    QVariant state(const QString &key) const;
    void setState(const QString &key, const QVariant &value);

Q_SIGNALS:
    void recentFleetsChanged();
    void themeChanged(plumb::ui::ThemeChoice theme);

private:
    QSettings m_store;
};

} // namespace plumb::ui
