// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/roles/status.h"

#include <QString>

namespace plumb::ui {

/// The part of the fleet a person looks at: what the sidebar narrows the lists to.
struct FleetScope
{
    enum class Kind : quint8 { Everything, Environment, Health, Group };

    Kind kind = Kind::Everything;
    QString name = {}; ///< Of the environment or group.
    Status health = Status::None;

    bool operator==(const FleetScope &) const = default;
};

} // namespace plumb::ui
