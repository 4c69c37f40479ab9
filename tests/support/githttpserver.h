// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/scriptserver.h"

namespace plumb::test {

/// The git server of gitserver.py.
class GitHttpServer : public ScriptServer
{
public:
    /// @p arguments are those of the script.
    explicit GitHttpServer(const QStringList &arguments, Scheme scheme = Scheme::Http)
        : ScriptServer(QStringLiteral("gitserver.py"), arguments, scheme)
    {
    }

    /// "http://127.0.0.1:8080/repository"
    std::string url(const std::string &path = "/repository", const std::string &user = {}) const
    {
        return ScriptServer::url(path, user);
    }
};

} // namespace plumb::test
