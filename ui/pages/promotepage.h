// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/pages/pagewidget.h"
#include "ui/session/promotion.h"
#include "ui/session/repositorystate.h"

class QCheckBox;
class QStackedLayout;
class QTableView;

namespace plumb::ui {

class Banner;
class ChecksPane;
class CommitComposer;
class EmptyState;
class FileEditsPane;
class ChangeListPane;
class PromotionModel;
class PromotionPicker;
class SearchField;
class ThemedLabel;

/// From one environment to another: what differs, what of it is carried over, the exact edits, what
/// they do to the objects of the target, and the commit. The same for what one commit changed, and
/// for a commit that is taken back; conflicts are ticked to be overwritten, or left alone.
class PromotePage final : public PageWidget
{
    Q_OBJECT

public:
    PromotePage(Session *session, RepositoryState *repository, QWidget *parent = nullptr);

    void openSearch() override;
    void focusFilter() override;
    void nextChange() override;
    void previousChange() override;
    bool goBack() override;
    void focusContent() override;
    void shown() override;

private:
    QWidget *makeHeader();
    QWidget *makeTable();
    QWidget *makeEffect();
    void fillEnvironments();
    void showRequest();
    void choose();
    void start(const PromotionRequest &request);
    void showDifferences();
    void showSelection();
    void showPlan();
    void review(const QString &message, const QString &branch);

    Session *m_session;
    RepositoryState *m_repository;
    Promotion *m_promotion;
    PromotionModel *m_model;
    PromotionPicker *m_picker = nullptr;
    ThemedLabel *m_summary = nullptr;
    SearchField *m_filter = nullptr;
    Banner *m_banner;
    QTableView *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_tableStack = nullptr;
    FileEditsPane *m_edits;
    ChangeListPane *m_effect = nullptr;
    ChecksPane *m_checks = nullptr;
    QCheckBox *m_remember = nullptr;
    CommitComposer *m_composer = nullptr;
};

} // namespace plumb::ui
