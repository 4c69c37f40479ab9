// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QString;
class QWidget;

namespace plumb::test {

/// Fixes everything about the look that differs between machines: fonts, style, scheme, animations,
/// cursor. Call once, from initTestCase().
void setGoldenLook();

/// Compares @p widget in both schemes with tests/golden/<name>-light.png and <name>-dark.png. On a
/// difference it leaves <name>-….actual.png and .diff.png beside the test program and returns
/// false. With PLUMB_UPDATE_GOLDEN=1 it rewrites the images and returns true.
bool matchesGolden(QWidget &widget, const QString &name);

} // namespace plumb::test
