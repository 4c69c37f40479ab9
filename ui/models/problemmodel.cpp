// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/problemmodel.h"

#include "ui/roles/status.h"
#include "ui/roles/text.h"

#include <algorithm>

namespace plumb::ui {

using namespace Qt::StringLiterals;

namespace {

QString placeText(const Diagnostic &problem)
{
    if (!problem.where)
        return toQt(problem.object);
    const QString place = problem.where->line > 0
                              ? u"%1:%2"_s.arg(toQt(problem.where->path)).arg(problem.where->line)
                              : toQt(problem.where->path);
    return problem.object.empty() ? place : QString(place + u" · "_s + toQt(problem.object));
}

Status statusOf(Severity severity)
{
    return severity == Severity::Error ? Status::Error : Status::Unknown;
}

} // namespace

void ProblemModel::setProblems(std::vector<Diagnostic> problems)
{
    if (problems == m_problems)
        return;
    beginResetModel();
    m_problems = std::move(problems);
    std::ranges::stable_sort(m_problems, std::greater(), &Diagnostic::severity);
    endResetModel();
}

const Diagnostic *ProblemModel::problem(const QModelIndex &index) const
{
    return index.isValid() ? &m_problems[static_cast<std::size_t>(index.row())] : nullptr;
}

std::size_t ProblemModel::count(Severity severity) const
{
    return static_cast<std::size_t>(
        std::ranges::count(m_problems, severity, &Diagnostic::severity));
}

int ProblemModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_problems.size());
}

QVariant ProblemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Diagnostic &problem = *this->problem(index);
    switch (role) {
    case Qt::DisplayRole: return toQt(problem.message);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: return toQt(problem.toString());
    case SubtitleRole: return placeText(problem);
    case SubtitleMonospaceRole: return problem.where.has_value();
    case StatusRole: return static_cast<int>(statusOf(problem.severity));
    case ChipTextRole: return problem.severity == Severity::Error ? tr("error") : tr("warning");
    case ChipToneRole:
        return static_cast<int>(problem.severity == Severity::Error ? Tone::Danger : Tone::Warning);
    default: return {};
    }
}

} // namespace plumb::ui
