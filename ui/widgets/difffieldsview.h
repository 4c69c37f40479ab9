// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/diffdocument.h"

#include <QTreeView>

#include <memory>

namespace plumb::ui {

class DiffFieldsModel;

/// The fields mode of a comparison: one row for each semantic change, grouped by object.
class DiffFieldsView final : public QTreeView
{
    Q_OBJECT

public:
    explicit DiffFieldsView(QWidget *parent = nullptr);

    int currentField() const;
    int fieldCount() const;

    void setDocument(std::shared_ptr<const DiffDocument> document);
    void goToField(int field);
    void copyCurrent();

Q_SIGNALS:
    void currentFieldChanged(int field, const QString &path);
    void provenanceActivated(const QString &file, int line);
    void revealRequested(const QString &path);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    DiffFieldsModel *m_fields;
    std::shared_ptr<const DiffDocument> m_document;
};

} // namespace plumb::ui
