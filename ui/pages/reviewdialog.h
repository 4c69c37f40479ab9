// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

namespace plumb::ui {

/// What is about to be written, in full, before it is.
struct Review
{
    QString title;
    QString summary; ///< Which files, objects and branch are touched.
    QString message;
    QString patch; ///< As "git diff" prints it; empty where no file is written.
    QString verb;  ///< The button: "Commit to main".
};

/// Shows a review; accepted only by its own verb.
class ReviewDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ReviewDialog(const Review &review, QWidget *parent = nullptr);
};

} // namespace plumb::ui
