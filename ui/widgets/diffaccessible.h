// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QString;
class QWidget;

namespace plumb::ui {

/// Makes comparisons known to screen readers; harmless when called again.
void installDiffAccessible();

/// Has a screen reader say a text now.
void announce(QWidget *widget, const QString &text);

} // namespace plumb::ui
