// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/latestprogress.h"

namespace plumb::ui {

void LatestProgress::report(const Progress &progress)
{
    m_latest.store(std::make_shared<const Progress>(progress));
}

Progress LatestProgress::latest() const
{
    const std::shared_ptr<const Progress> latest = m_latest.load();
    return latest ? *latest : Progress();
}

} // namespace plumb::ui
