// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/session/latestjob.h"
#include "ui/session/session.h"
#include "ui/text/annotatedtext.h"

#include <QWidget>

class QStackedLayout;

namespace plumb::ui {

class ElidedLabel;
class EmptyState;
class YamlView;

/// One object as git builds it, each line with where it was written.
class YamlTab final : public QWidget
{
    Q_OBJECT

public:
    explicit YamlTab(Session *session, QWidget *parent = nullptr);

    YamlView *view() const { return m_view; }
    void show(const ObjectPlace &place);

private:
    void read();

    Session *m_session;
    std::optional<ObjectPlace> m_place;
    ElidedLabel *m_title;
    ElidedLabel *m_detail;
    YamlView *m_view;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    LatestJob<AnnotatedText> m_job;
};

} // namespace plumb::ui
