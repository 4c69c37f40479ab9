// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/commitsigner.h"

#include "core/git/diskfiles.h"
#include "core/process/program.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace plumb::git {

namespace {

/// Time to find and type a passphrase.
constexpr std::chrono::seconds patience{120};

constexpr std::string_view otherwise = "; or choose an unsigned commit";

/// A folder that only the user can read, gone with all that is in it.
class ScratchFolder
{
public:
    ScratchFolder()
    {
        std::error_code failed;
        std::string name =
            (std::filesystem::temp_directory_path(failed) / "plumbline-XXXXXX").string();
        if (!failed && ::mkdtemp(name.data()))
            m_path = name;
    }
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;
    ~ScratchFolder()
    {
        std::error_code failed;
        if (!m_path.empty())
            std::filesystem::remove_all(m_path, failed);
    }

    bool isThere() const { return !m_path.empty(); }
    std::string file(std::string_view name) const { return m_path + '/' + std::string(name); }

private:
    std::string m_path;
};

std::string stringAt(git_config *config, const char *name)
{
    Buffer value;
    return git_config_get_string_buf(&value.buffer, config, name) == 0 ? value.text()
                                                                       : std::string();
}

Error cannotSign(const std::string &why)
{
    return Error(ErrorCode::Unauthorized,
                 "cannot sign the commit: " + why + std::string(otherwise));
}

/// Runs a program that signs; says what it said when that did not work.
Result<process::Answer> runSigner(const process::Program &call, const Run &run)
{
    const Result<process::Answer> answer = process::run(call, run.stop);
    if (run.stop.stop_requested())
        return std::unexpected(Error(ErrorCode::Cancelled, "cancelled"));
    const std::string &program = call.arguments.front();
    if (!answer || answer->exitCode == 127) {
        return std::unexpected(cannotSign("'" + program
                                          + "' did not run or did not end; try it by hand, or "
                                            "install it"));
    }
    if (answer->exitCode != 0) {
        const std::string said = process::lastLine(answer->errors);
        return std::unexpected(
            cannotSign("'" + program + "' says: " + (said.empty() ? "nothing" : said)));
    }
    return *answer;
}

/// "ssh-ed25519 AAAA…" or "key::…": the key itself and not a file.
std::optional<std::string> literalKey(const std::string &key)
{
    if (key.starts_with("key::"))
        return key.substr(5);
    return key.starts_with("ssh-") ? std::optional(key) : std::nullopt;
}

const char *programName(const std::string &format)
{
    if (format == "ssh")
        return "gpg.ssh.program";
    return format == "x509" ? "gpg.x509.program" : "gpg.openpgp.program";
}

/// The program that the user has set for a format; an error when only the repository has.
Result<std::string> configuredProgram(git_config *all, const std::string &format)
{
    ConfigHandle own;
    if (make(own, git_config_open_default) != 0)
        own.reset();
    for (const char *name : {programName(format), "gpg.program"}) {
        if (name == std::string_view("gpg.program") && format != "openpgp")
            continue;
        const std::string program = own ? stringAt(own.get(), name) : std::string();
        if (!program.empty())
            return expandedPath(program);
        if (!stringAt(all, name).empty()) {
            return std::unexpected(cannotSign(std::string("the repository's own configuration "
                                                          "names the program (")
                                              + name
                                              + "), which is not run; set it with git config "
                                                "--global"));
        }
    }
    return std::string();
}

} // namespace

Result<std::optional<CommitSigner>> CommitSigner::configured(git_repository *handle)
{
    ConfigHandle config;
    int isWanted = 0;
    if (make(config, git_repository_config, handle) != 0
        || git_config_get_bool(&isWanted, config.get(), "commit.gpgsign") != 0 || isWanted == 0)
        return std::nullopt;
    CommitSigner signer;
    const std::string wanted = stringAt(config.get(), "gpg.format");
    const std::string format = wanted.empty() ? "openpgp" : wanted;
    if (format != "openpgp" && format != "ssh" && format != "x509") {
        return std::unexpected(
            Error(ErrorCode::InvalidInput, "cannot sign the commit: git's gpg.format is '" + format
                                               + "', expected openpgp, ssh or x509"
                                               + std::string(otherwise)));
    }
    signer.m_key = stringAt(config.get(), "user.signingkey");
    signer.m_program = PLUMB_TRY(configuredProgram(config.get(), format));
    if (format == "ssh") {
        signer.m_format = Format::Ssh;
        ConfigHandle own;
        if (make(own, git_config_open_default) == 0)
            signer.m_keyCommand = stringAt(own.get(), "gpg.ssh.defaultkeycommand");
    } else if (format == "x509") {
        signer.m_format = Format::X509;
    }
    if (signer.m_program.empty()) {
        signer.m_program = signer.m_format == Format::Ssh    ? "ssh-keygen"
                           : signer.m_format == Format::X509 ? "gpgsm"
                                                             : "gpg";
    }
    return signer;
}

std::string CommitSigner::description() const
{
    const std::string by = m_key.empty() ? "" : " by " + m_key;
    switch (m_format) {
    case Format::OpenPgp: return "an OpenPGP signature" + by;
    case Format::Ssh: return "an SSH signature" + by;
    case Format::X509: return "an X.509 signature" + by;
    }
    return {};
}

Result<std::string> CommitSigner::sign(const std::string &commit, const Signature &committer,
                                       const Run &run) const
{
    return m_format == Format::Ssh ? signWithSsh(commit, run) : signWithGpg(commit, committer, run);
}

Result<std::string> CommitSigner::signWithGpg(const std::string &commit, const Signature &committer,
                                              const Run &run) const
{
    const std::string key = m_key.empty() ? committer.name + " <" + committer.email + '>' : m_key;
    const process::Answer answer =
        PLUMB_TRY(runSigner({.arguments = {m_program, "--status-fd=2", "-bsau", key},
                             .input = commit,
                             .patience = patience},
                            run));
    if (!('\n' + answer.errors).contains("\n[GNUPG:] SIG_CREATED "))
        return std::unexpected(cannotSign("'" + m_program + "' made no signature"));
    return answer.output;
}

Result<std::string> CommitSigner::sshKey(const Run &run) const
{
    if (!m_key.empty())
        return m_key;
    if (!m_keyCommand.empty()) {
        const process::Answer answer =
            PLUMB_TRY(runSigner({.arguments = {"sh", "-c", m_keyCommand}}, run));
        std::string first = answer.output.substr(0, answer.output.find('\n'));
        if (literalKey(first))
            return first;
    }
    return std::unexpected(
        Error(ErrorCode::InvalidInput,
              "cannot sign the commit: git does not know with which key; run: git config --global "
              "user.signingkey ~/.ssh/id_ed25519.pub"
                  + std::string(otherwise)));
}

Result<std::string> CommitSigner::signWithSsh(const std::string &commit, const Run &run) const
{
    const std::string key = PLUMB_TRY(sshKey(run));
    const ScratchFolder scratch;
    if (!scratch.isThere())
        return std::unexpected(cannotSign("a temporary folder cannot be made"));
    const std::string content = scratch.file("commit");
    PLUMB_TRY(writeFile(content, commit, 0600));
    std::vector<std::string> arguments = {m_program, "-Y", "sign", "-n", "git", "-f"};
    if (const auto literal = literalKey(key)) {
        const std::string keyFile = scratch.file("key.pub");
        PLUMB_TRY(writeFile(keyFile, *literal + '\n', 0600));
        arguments.insert(arguments.end(), {keyFile, "-U"}); // the agent has the private one
    } else {
        arguments.push_back(expandedPath(key));
    }
    arguments.push_back(content);
    PLUMB_TRY(runSigner({.arguments = std::move(arguments), .patience = patience}, run));
    std::ifstream stream(content + ".sig", std::ios::binary);
    std::string signature((std::istreambuf_iterator<char>(stream)),
                          std::istreambuf_iterator<char>());
    std::erase(signature, '\r');
    if (signature.empty())
        return std::unexpected(cannotSign("'" + m_program + "' made no signature"));
    return signature;
}

} // namespace plumb::git
