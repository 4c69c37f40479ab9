// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/settings.h"

#include <QCryptographicHash>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumRecent = 12;

// Paths hold slashes, which QSettings would take for groups.
QString accessKey(const QString &fleet, const QString &cluster)
{
    const QByteArray name = (fleet + u'\n' + cluster).toUtf8();
    return u"clusters/"_s
           + QString::fromLatin1(
               QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().left(24));
}

} // namespace

Settings::Settings(const QString &file, QObject *parent)
    : QObject(parent)
    , m_store(file.isEmpty() ? QSettings().fileName() : file, QSettings::IniFormat)
{
}

QStringList Settings::recentFleets() const
{
    return m_store.value("recentFleets"_L1).toStringList();
}

void Settings::addRecentFleet(const QString &path)
{
    QStringList recent = recentFleets();
    recent.removeAll(path);
    recent.prepend(path);
    m_store.setValue("recentFleets"_L1,
                     QStringList(recent.first(std::min(recent.size(), maximumRecent))));
    Q_EMIT recentFleetsChanged();
}

void Settings::removeRecentFleet(const QString &path)
{
    QStringList recent = recentFleets();
    if (recent.removeAll(path) == 0)
        return;
    m_store.setValue("recentFleets"_L1, recent);
    Q_EMIT recentFleetsChanged();
}

ThemeChoice Settings::theme() const
{
    const QString name = m_store.value("theme"_L1).toString();
    if (name == "light"_L1)
        return ThemeChoice::Light;
    return name == "dark"_L1 ? ThemeChoice::Dark : ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice theme)
{
    const auto name = [theme] {
        switch (theme) {
        case ThemeChoice::System: return "system"_L1;
        case ThemeChoice::Light: return "light"_L1;
        case ThemeChoice::Dark: return "dark"_L1;
        }
        Q_UNREACHABLE_RETURN("system"_L1);
    };
    m_store.setValue("theme"_L1, QString(name()));
    Q_EMIT themeChanged(theme);
}

ClusterAccess Settings::clusterAccess(const QString &fleet, const QString &cluster) const
{
    const QStringList entry = m_store.value(accessKey(fleet, cluster)).toStringList();
    return entry.size() == 2 ? ClusterAccess{.kubeconfig = entry[0], .context = entry[1]}
                             : ClusterAccess();
}

void Settings::setClusterAccess(const QString &fleet, const QString &cluster,
                                const ClusterAccess &access)
{
    if (access.isChosen())
        m_store.setValue(accessKey(fleet, cluster), QStringList{access.kubeconfig, access.context});
    else
        m_store.remove(accessKey(fleet, cluster));
}

QVariant Settings::state(const QString &key) const
{
    return m_store.value("state/"_L1 + key);
}

void Settings::setState(const QString &key, const QVariant &value)
{
    m_store.setValue("state/"_L1 + key, value);
}

} // namespace plumb::ui
