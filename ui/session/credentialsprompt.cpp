// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/session/credentialsprompt.h"

#include <utility>

namespace plumb::ui {

void CredentialsPrompt::close()
{
    const std::scoped_lock lock(m_mutex);
    m_closed = true;
    for (auto &[id, promise] : m_open)
        promise.set_value({});
    m_open.clear();
}

std::optional<CredentialsAnswer> CredentialsPrompt::ask(const CredentialsQuestion &question,
                                                        const std::stop_token &stop)
{
    std::future<std::optional<CredentialsAnswer>> answer;
    quint64 id = 0;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_closed)
            return {};
        id = ++m_lastId;
        answer = m_open[id].get_future();
    }
    const std::stop_callback withdraw(stop, [this, id] {
        settle(id, {});
        Q_EMIT withdrawn(id);
    });
    Q_EMIT asked(id, question);
    return answer.get();
}

void CredentialsPrompt::answer(quint64 id, const CredentialsAnswer &answer)
{
    settle(id, answer);
}

void CredentialsPrompt::decline(quint64 id)
{
    settle(id, {});
}

void CredentialsPrompt::settle(quint64 id, std::optional<CredentialsAnswer> answer)
{
    const std::scoped_lock lock(m_mutex);
    const auto open = m_open.find(id);
    if (open == m_open.end())
        return;
    open->second.set_value(std::move(answer));
    m_open.erase(open);
}

} // namespace plumb::ui
