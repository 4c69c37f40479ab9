// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace plumb::test {

/// Makes the demo fleet of resources/demo a git repository in @p folder, with its history, an
/// author configured, and everything committed. Returns what went wrong; empty when nothing did.
QByteArray makeDemoFleet(const QString &folder);

/// A file's bytes; empty when there is none.
QByteArray contentOf(const QString &file);

/// Replaces the first occurrence of @p before in a file; whether there was one.
bool replaceIn(const QString &file, const QByteArray &before, const QByteArray &after);

} // namespace plumb::test
