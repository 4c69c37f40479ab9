// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/pages/changespage.h"
#include "ui/session/repositorystate.h"

namespace plumb::ui {

class Banner;
class SidePicker;

/// Any two revisions, HEAD and the working tree, or two environments, object by object.
class ComparePage final : public ChangesPage
{
    Q_OBJECT

public:
    ComparePage(Session *session, RepositoryState *repository, QWidget *parent = nullptr);

    void shown() override;

private:
    QWidget *makeHeader();
    void start(const ComparisonSides &sides);
    void chooseSide(const ComparisonSide &chosen, SidePicker *other);
    void swapSides();
    void showResult();

    RepositoryState *m_repository;
    SidePicker *m_before = nullptr;
    SidePicker *m_after = nullptr;
    Banner *m_banner;
};

} // namespace plumb::ui
