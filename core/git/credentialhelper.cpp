// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/credentialhelper.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <string_view>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plumb::git {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds patience{30};
constexpr std::size_t maximumAnswer = 64u << 10;

/// A running "git credential": what it reads and what it prints.
class HelperProcess
{
public:
    explicit HelperProcess(const char *verb)
    {
        std::array<int, 2> input = {-1, -1};
        std::array<int, 2> output = {-1, -1};
        // A socket, because writing to a pipe that nobody reads would end this program.
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, input.data()) != 0)
            return;
        if (::pipe2(output.data(), O_CLOEXEC) != 0) {
            ::close(input[0]);
            ::close(input[1]);
            return;
        }
        start(verb, input[0], output[1]);
        ::close(input[0]);
        ::close(output[1]);
        m_input = input[1];
        m_output = output[0];
    }
    HelperProcess(const HelperProcess &) = delete;
    HelperProcess &operator=(const HelperProcess &) = delete;
    ~HelperProcess()
    {
        closeInput();
        if (m_output >= 0)
            ::close(m_output);
        if (m_process <= 0)
            return;
        if (!m_ended)
            ::kill(-m_process, SIGKILL); // with the helpers it has started
        int status = 0;
        while (::waitpid(m_process, &status, 0) < 0 && errno == EINTR) {}
    }

    bool isStarted() const { return m_process > 0; }

    /// The question is far smaller than what a socket holds, so this does not wait.
    void send(std::string_view text)
    {
        while (!text.empty()) {
            const ssize_t count = ::send(m_input, text.data(), text.size(), MSG_NOSIGNAL);
            if (count < 0 && errno != EINTR)
                break;
            text.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
        }
        closeInput();
    }

    /// All that is printed until the end; nothing when that takes too long or is stopped.
    std::optional<std::string> answer(const Run &run)
    {
        std::string text;
        const auto end = Clock::now() + patience;
        while (Clock::now() < end && !run.stop.stop_requested() && text.size() < maximumAnswer) {
            pollfd ready = {.fd = m_output, .events = POLLIN, .revents = 0};
            if (::poll(&ready, 1, 50) <= 0)
                continue;
            std::array<char, 4096> buffer;
            const ssize_t count = ::read(m_output, buffer.data(), buffer.size());
            if (count < 0)
                return std::nullopt;
            if (count == 0) {
                m_ended = true;
                return text;
            }
            text.append(buffer.data(), static_cast<std::size_t>(count));
        }
        return std::nullopt;
    }

private:
    void start(const char *verb, int input, int output)
    {
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
        ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawnattr_t attributes;
        ::posix_spawnattr_init(&attributes);
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
        // "env" gives the settings without a copy of the whole environment; "-C /" keeps the
        // configuration of a repository in the current folder out of it.
        std::array<const char *, 10> arguments = {"env",          "GIT_TERMINAL_PROMPT=0",
                                                  "GIT_ASKPASS=", "git",
                                                  "-C",           "/",
                                                  "credential",   verb,
                                                  nullptr,        nullptr};
        pid_t process = 0;
        const int failed = ::posix_spawnp(&process, "env", &actions, &attributes,
                                          const_cast<char *const *>(arguments.data()), environ);
        m_process = failed == 0 ? process : -1;
        ::posix_spawnattr_destroy(&attributes);
        ::posix_spawn_file_actions_destroy(&actions);
    }

    void closeInput()
    {
        if (m_input >= 0)
            ::close(m_input);
        m_input = -1;
    }

    pid_t m_process = -1;
    int m_input = -1;
    int m_output = -1;
    bool m_ended = false;
};

/// One "name=value" line of the protocol; a line break would start another one.
bool addLine(std::string &text, std::string_view name, std::string_view value)
{
    if (value.find_first_of(std::string_view("\n\r\0", 3)) != value.npos)
        return false;
    text.append(name).append("=").append(value).append("\n");
    return true;
}

std::string valueOf(std::string_view answer, std::string_view name)
{
    while (!answer.empty()) {
        const auto end = std::min(answer.find('\n'), answer.size());
        const std::string_view line = answer.substr(0, end);
        answer.remove_prefix(std::min(end + 1, answer.size()));
        if (line.size() > name.size() && line.starts_with(name) && line[name.size()] == '=')
            return std::string(line.substr(name.size() + 1));
    }
    return {};
}

} // namespace

std::optional<Credential> askHelpers(const std::string &url, const std::string &user,
                                     const Run &run)
{
    std::string question;
    if (!addLine(question, "url", url) || (!user.empty() && !addLine(question, "username", user)))
        return std::nullopt;
    HelperProcess helper("fill");
    if (!helper.isStarted())
        return std::nullopt;
    helper.send(question + '\n');
    const std::optional<std::string> answer = helper.answer(run);
    if (!answer)
        return std::nullopt;
    Credential credential = {.user = valueOf(*answer, "username"),
                             .secret = valueOf(*answer, "password")};
    if (credential.user.empty() || credential.secret.empty())
        return std::nullopt;
    return credential;
}

void tellHelpers(const std::string &url, const Credential &credential, bool accepted,
                 const Run &run)
{
    std::string message;
    if (!addLine(message, "url", url) || !addLine(message, "username", credential.user)
        || !addLine(message, "password", credential.secret)) {
        return;
    }
    HelperProcess helper(accepted ? "approve" : "reject");
    if (!helper.isStarted())
        return;
    helper.send(message + '\n');
    static_cast<void>(helper.answer(run));
}

} // namespace plumb::git
