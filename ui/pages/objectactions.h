// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/session.h"

class QMenu;
class QWidget;

namespace plumb::ui {

/// An object, and where its file is, as far as known; what the right-click menu acts on.
struct ObjectSubject
{
    ObjectPlace place = {};
    SnapshotPointer snapshot = {};
};

/// Fills a menu with what can be done with an object anywhere: look at it, copy it, open its file.
void addObjectActions(QMenu *menu, Session *session, const ObjectSubject &subject);

/// Opens a file of the fleet in the editor that the desktop has for it; tells when there is none.
void openFleetFile(Session *session, const QString &file, int line);
void openFleetFolder(Session *session, const QString &file = {});

} // namespace plumb::ui
