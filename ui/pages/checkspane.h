// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/promotion/checks.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace plumb::ui {

class SectionHeader;

/// What was checked about a plan, problems first; the details are in the tooltips.
class ChecksPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ChecksPane(QWidget *parent = nullptr);

    void setChecks(const std::vector<promotion::Check> &checks);

private:
    void addRow(const promotion::Check &check);

    SectionHeader *m_header;
    QVBoxLayout *m_rows;
};

} // namespace plumb::ui
