// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/remotesession.h"

#include "core/git/credentialhelper.h"
#include "core/git/knownhosts.h"

#include <git2/sys/errors.h>

#include <algorithm>
#include <fstream>
#include <utility>

namespace plumb::git {

namespace {

constexpr int maximumQuestions = 3;

/// "https://user:secret@host/x" → "https://host/x"
std::string withoutUser(const std::string &url)
{
    const auto scheme = url.find("://");
    if (scheme == url.npos)
        return url;
    const auto end = url.find('/', scheme + 3);
    const auto at = url.rfind('@', end);
    if (at == url.npos || at < scheme + 3)
        return url;
    return url.substr(0, scheme + 3) + url.substr(at + 1);
}

/// Whether a private key asks for a passphrase: libssh2 fails without a second try if it is not
/// given one then.
bool isEncrypted(const std::string &file)
{
    std::ifstream stream(file, std::ios::binary);
    std::string start(400, '\0');
    stream.read(start.data(), static_cast<std::streamsize>(start.size()));
    if (start.starts_with("-----BEGIN OPENSSH PRIVATE KEY-----")) {
        // The format's name, then its cipher, "none", in base64.
        return start.find("b3BlbnNzaC1rZXktdjEAAAAABG5vbmU") == start.npos;
    }
    return start.find("ENCRYPTED") != start.npos;
}

/// Says in the user's terms what libgit2 says in those of its parts.
Error failure(int code, const std::string &doing)
{
    const git_error *const details = git_error_last();
    const std::string_view message = details && details->message ? details->message : "";
    constexpr std::string_view statusMessage = "unexpected http status code: ";
    if (message.starts_with(statusMessage)) {
        const std::string status(message.substr(statusMessage.size()));
        if (status == "404") {
            return Error(ErrorCode::NotFound, doing
                                                  + ": there is no git repository at that address, "
                                                    "or you may not see it");
        }
        if (status == "401" || status == "403")
            return Error(ErrorCode::Unauthorized, doing + ": you are not allowed to");
        return Error(ErrorCode::Unreachable, doing + ": the server answers with status " + status);
    }
    if (message.contains("stream ended at an unexpected time")
        || message.contains("unexpected EOF")) {
        return Error(ErrorCode::Unreachable,
                     doing + ": the connection ended in the middle of an answer");
    }
    Error error = lastError(code, doing);
    const bool isUnreachable = message.starts_with("failed to connect")
                               || message.starts_with("failed to resolve")
                               || message.starts_with("could not resolve");
    return isUnreachable ? Error(ErrorCode::Unreachable, error.message()) : error;
}

bool isReadable(const std::string &file)
{
    return std::ifstream(file).good();
}

} // namespace

RemoteSession::RemoteSession(std::string url, const Credentials &credentials, const Run &run)
    : m_url(std::move(url))
    , m_publicUrl(withoutUser(m_url))
    , m_credentials(credentials)
    , m_run(run)
{
    startLibrary();
}

Result<> RemoteSession::checkUrl() const
{
    const bool isOdd =
        m_url.empty() || m_url.starts_with('-') || std::ranges::any_of(m_url, [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        });
    if (isOdd)
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "the address of the remote is not valid"));
    const auto scheme = m_url.find("://");
    if (scheme == m_url.npos) // a folder, or "git@host:path"
        return {};
    for (const std::string_view known : {"https", "http", "ssh", "file"}) {
        if (std::string_view(m_url).substr(0, scheme) == known)
            return {};
    }
    return std::unexpected(
        Error(ErrorCode::Unsupported, "cannot speak to '" + m_publicUrl
                                          + "', expected an https, http, ssh or file address"));
}

git_remote_callbacks RemoteSession::callbacks()
{
    git_remote_callbacks callbacks = GIT_REMOTE_CALLBACKS_INIT;
    callbacks.credentials = onCredentials;
    callbacks.certificate_check = onCertificate;
    callbacks.transfer_progress = onTransfer;
    callbacks.sideband_progress = onText;
    callbacks.push_transfer_progress = onPush;
    callbacks.push_update_reference = onPushedReference;
    callbacks.payload = this;
    return callbacks;
}

Result<> RemoteSession::finish(int code, const std::string &doing)
{
    if (isStopped() && code != 0)
        return std::unexpected(Error(ErrorCode::Cancelled, "cancelled"));
    if (code != 0) {
        if (code == GIT_EAUTH && m_fromHelpers)
            tellHelpers(m_publicUrl, *m_fromHelpers, false, m_run);
        if (!m_untrustedHost.empty())
            return std::unexpected(untrusted(doing));
        return std::unexpected(failure(code, doing));
    }
    if (m_fromHelpers)
        tellHelpers(m_publicUrl, *m_fromHelpers, true, m_run);
    if (!m_refusal.empty())
        return std::unexpected(
            Error(ErrorCode::Conflict, doing + ": the remote refused it: " + m_refusal));
    return {};
}

int RemoteSession::report(std::size_t done, std::size_t total)
{
    const auto goesOn = m_run.checkpoint({.stage = Stage::Fetching,
                                          .done = static_cast<int>(done),
                                          .total = static_cast<int>(total),
                                          .subject = m_publicUrl});
    return goesOn ? 0 : GIT_EUSER;
}

int RemoteSession::onCredentials(git_credential **out, const char *, const char *user,
                                 unsigned allowed, void *payload)
{
    auto &session = *static_cast<RemoteSession *>(payload);
    if (session.isStopped())
        return GIT_EUSER;
    const std::string name = user ? user : "";
    if (allowed & GIT_CREDENTIAL_USERNAME)
        return git_credential_username_new(out, name.empty() ? "git" : name.c_str());
    int code = GIT_PASSTHROUGH;
    if (allowed & GIT_CREDENTIAL_SSH_KEY)
        code = session.offerKey(out, name.empty() ? "git" : name);
    if (code == GIT_PASSTHROUGH && (allowed & GIT_CREDENTIAL_USERPASS_PLAINTEXT))
        code = session.offerPassword(out, name);
    if (code != GIT_PASSTHROUGH)
        return code;
    git_error_set_str(GIT_ERROR_CALLBACK, "no credentials for it were found or accepted");
    return GIT_EAUTH;
}

int RemoteSession::offerKey(git_credential **out, const std::string &user)
{
    if (m_credentials.useAgent && !std::exchange(m_agentTried, true))
        return git_credential_ssh_key_from_agent(out, user.c_str());
    while (m_keysTried < m_credentials.keyFiles.size()) {
        const std::string &file = m_credentials.keyFiles[m_keysTried++];
        if (!isReadable(file))
            continue;
        if (const int code = offerKeyFile(out, user, file); code != GIT_PASSTHROUGH)
            return code;
    }
    return GIT_PASSTHROUGH;
}

int RemoteSession::offerKeyFile(git_credential **out, const std::string &user,
                                const std::string &file)
{
    std::string passphrase;
    if (isEncrypted(file)) {
        std::optional<Credential> answer;
        if (m_credentials.ask) {
            answer = m_credentials.ask({.kind = CredentialRequest::Kind::KeyPassphrase,
                                        .url = m_publicUrl,
                                        .user = user,
                                        .keyFile = file});
        }
        if (!answer)
            return GIT_PASSTHROUGH;
        passphrase = std::move(answer->secret);
    }
    const std::string publicFile = file + ".pub";
    return git_credential_ssh_key_new(out, user.c_str(),
                                      isReadable(publicFile) ? publicFile.c_str() : nullptr,
                                      file.c_str(), passphrase.c_str());
}

int RemoteSession::offerPassword(git_credential **out, const std::string &user)
{
    if (m_credentials.useHelpers && !std::exchange(m_helpersTried, true)) {
        m_fromHelpers = askHelpers(m_publicUrl, user, m_run);
        if (m_fromHelpers) {
            return git_credential_userpass_plaintext_new(out, m_fromHelpers->user.c_str(),
                                                         m_fromHelpers->secret.c_str());
        }
    } else if (m_fromHelpers) {
        // Being asked again means that it was not accepted.
        tellHelpers(m_publicUrl, *m_fromHelpers, false, m_run);
        m_fromHelpers.reset();
    }
    if (!m_credentials.ask || m_timesAsked++ >= maximumQuestions)
        return GIT_PASSTHROUGH;
    const std::optional<Credential> answer =
        m_credentials.ask({.kind = CredentialRequest::Kind::Password,
                           .url = m_publicUrl,
                           .user = user,
                           .keyFile = {}});
    if (!answer)
        return GIT_PASSTHROUGH;
    return git_credential_userpass_plaintext_new(out, answer->user.c_str(), answer->secret.c_str());
}

int RemoteSession::onCertificate(git_cert *certificate, int isValid, const char *host,
                                 void *payload)
{
    auto &session = *static_cast<RemoteSession *>(payload);
    if (isValid != 0)
        return 0;
    session.m_untrustedHost = host;
    if (certificate->cert_type == GIT_CERT_HOSTKEY_LIBSSH2) {
        // NOLINTNEXTLINE: how libgit2 casts what it passes
        const auto *key = reinterpret_cast<const git_cert_hostkey *>(certificate);
        session.m_fingerprint = "unknown";
        if (key->type & GIT_CERT_SSH_SHA256)
            session.m_fingerprint = fingerprint(key->hash_sha256);
    }
    return GIT_ECERTIFICATE;
}

Error RemoteSession::untrusted(const std::string &doing) const
{
    if (m_fingerprint.empty()) {
        return Error(ErrorCode::Unauthorized,
                     doing + ": the certificate of '" + m_untrustedHost
                         + "' is not from an authority that this machine trusts; if yours signs "
                           "its own, run: git config --global http.sslCAInfo FILE, and start "
                           "again");
    }
    const SshHost host = sshHostOf(m_url);
    if (isKnownHost(host, m_run)) {
        return Error(ErrorCode::Unauthorized,
                     doing + ": the host key of '" + host.name + "' (" + m_fingerprint
                         + ") is not the one in ~/.ssh/known_hosts, somebody may be listening in; "
                           "if its owner confirms the new key, run: ssh-keygen -R '"
                         + host.entry() + "', then: " + host.command());
    }
    return Error(ErrorCode::Unauthorized,
                 doing + ": the host key of '" + host.name + "' (" + m_fingerprint
                     + ") is not in ~/.ssh/known_hosts; to look at it and accept it, run: "
                     + host.command());
}

int RemoteSession::onTransfer(const git_indexer_progress *progress, void *payload)
{
    return static_cast<RemoteSession *>(payload)->report(progress->received_objects,
                                                         progress->total_objects);
}

int RemoteSession::onText(const char *, int, void *payload)
{
    return static_cast<RemoteSession *>(payload)->isStopped() ? GIT_EUSER : 0;
}

int RemoteSession::onPush(unsigned current, unsigned total, std::size_t, void *payload)
{
    return static_cast<RemoteSession *>(payload)->report(current, total);
}

int RemoteSession::onPushedReference(const char *, const char *status, void *payload)
{
    if (status)
        static_cast<RemoteSession *>(payload)->m_refusal = status;
    return 0;
}

} // namespace plumb::git
