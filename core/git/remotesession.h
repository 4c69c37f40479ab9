// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/run.h"
#include "core/git/credentials.h"
#include "core/git/handle.h"

namespace plumb::git {

/// One conversation with a remote: who we are, how far it is, whether it is to stop.
class RemoteSession
{
public:
    RemoteSession(std::string url, const Credentials &credentials, const Run &run);

    RemoteSession(const RemoteSession &) = delete;
    RemoteSession &operator=(const RemoteSession &) = delete;

    /// InvalidInput or Unsupported for an address that is not one of those we speak to.
    Result<> checkUrl() const;

    /// The session must outlive the use of the callbacks.
    git_remote_callbacks callbacks();

    /// Ends a conversation: remembers credentials that worked, words what went wrong.
    Result<> finish(int code, const std::string &doing);

    bool isStopped() const { return m_run.stop.stop_requested(); }
    /// The address without user and password.
    const std::string &publicUrl() const { return m_publicUrl; }

private:
    static int onCredentials(git_credential **out, const char *url, const char *user,
                             unsigned allowed, void *payload);
    static int onCertificate(git_cert *certificate, int isValid, const char *host, void *payload);
    static int onTransfer(const git_indexer_progress *progress, void *payload);
    static int onText(const char *text, int length, void *payload);
    static int onPush(unsigned current, unsigned total, std::size_t bytes, void *payload);
    static int onPushedReference(const char *reference, const char *status, void *payload);

    int offerKey(git_credential **out, const std::string &user);
    int offerKeyFile(git_credential **out, const std::string &user, const std::string &file);
    int offerPassword(git_credential **out, const std::string &user);
    int report(std::size_t done, std::size_t total);
    Error untrusted(const std::string &doing) const;

    std::string m_url;
    std::string m_publicUrl;
    const Credentials &m_credentials;
    const Run &m_run;
    bool m_agentTried = false;
    std::size_t m_keysTried = 0;
    bool m_helpersTried = false;
    int m_timesAsked = 0;
    std::optional<Credential> m_fromHelpers;
    std::string m_untrustedHost; ///< Whose key or certificate was not accepted.
    std::string m_fingerprint;   ///< Of that key; empty for a certificate.
    std::string m_refusal;       ///< Why the remote did not accept a pushed branch.
};

} // namespace plumb::git
