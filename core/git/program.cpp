// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/git/program.h"

#include "core/git/descriptor.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plumb::git {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t maximumAnswer = 256u << 10;

struct Channel
{
    Descriptor ours{-1};
    Descriptor theirs{-1};

    bool isOpen() const { return ours.get() >= 0; }
};

Channel inputChannel()
{
    std::array<int, 2> ends = {-1, -1};
    // A socket, because writing to a pipe that nobody reads would end this program.
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()) != 0)
        return {};
    ::fcntl(ends[1], F_SETFL, 0);
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

Channel outputChannel()
{
    std::array<int, 2> ends = {-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return {};
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

/// A program while it runs.
class Process
{
public:
    explicit Process(const std::vector<std::string> &arguments)
    {
        if (!m_input.isOpen() || !m_output.isOpen() || !m_errors.isOpen() || arguments.empty())
            return;
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, m_input.theirs.get(), STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, m_output.theirs.get(), STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, m_errors.theirs.get(), STDERR_FILENO);
        posix_spawnattr_t attributes;
        ::posix_spawnattr_init(&attributes);
        // A session of its own: it cannot ask on the terminal, and ends with all that it starts.
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
        std::vector<char *> words;
        for (const std::string &word : arguments)
            words.push_back(const_cast<char *>(word.c_str())); // only read
        words.push_back(nullptr);
        pid_t process = 0;
        if (::posix_spawnp(&process, words[0], &actions, &attributes, words.data(), environ) == 0)
            m_process = process;
        ::posix_spawnattr_destroy(&attributes);
        ::posix_spawn_file_actions_destroy(&actions);
        for (Channel *channel : {&m_input, &m_output, &m_errors})
            channel->theirs = Descriptor(-1);
    }
    Process(const Process &) = delete;
    Process &operator=(const Process &) = delete;
    ~Process()
    {
        if (m_process <= 0)
            return;
        ::kill(-m_process, SIGKILL);
        wait();
    }

    bool isStarted() const { return m_process > 0; }

    /// Whether it has said all it had to say before the end of the patience.
    bool talk(const ProgramCall &call, ProgramAnswer &answer, const Run &run)
    {
        std::string_view rest = call.input;
        const auto end = Clock::now() + call.patience;
        while (m_output.isOpen() || m_errors.isOpen()) {
            const bool isTooMuch = answer.output.size() + answer.errors.size() > maximumAnswer;
            if (Clock::now() > end || run.stop.stop_requested() || isTooMuch)
                return false;
            if (rest.empty())
                m_input.ours = Descriptor(-1);
            std::array<pollfd, 3> ready = {
                pollfd{.fd = m_input.ours.get(), .events = POLLOUT, .revents = 0},
                pollfd{.fd = m_output.ours.get(), .events = POLLIN, .revents = 0},
                pollfd{.fd = m_errors.ours.get(), .events = POLLIN, .revents = 0}};
            if (::poll(ready.data(), ready.size(), 50) <= 0)
                continue;
            if (ready[0].revents != 0)
                send(rest);
            if (ready[1].revents != 0)
                receive(m_output, answer.output);
            if (ready[2].revents != 0)
                receive(m_errors, answer.errors);
        }
        return true;
    }

    int wait()
    {
        int status = 0;
        while (::waitpid(m_process, &status, 0) < 0 && errno == EINTR) {}
        m_process = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    void send(std::string_view &rest) const
    {
        const ssize_t count = ::send(m_input.ours.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
        if (count >= 0)
            rest.remove_prefix(static_cast<std::size_t>(count));
        else if (errno != EINTR && errno != EAGAIN)
            rest = {}; // it does not want to know more
    }

    static void receive(Channel &channel, std::string &text)
    {
        std::array<char, 4096> buffer;
        const ssize_t count = ::read(channel.ours.get(), buffer.data(), buffer.size());
        if (count > 0)
            text.append(buffer.data(), static_cast<std::size_t>(count));
        else if (count == 0 || errno != EINTR)
            channel.ours = Descriptor(-1);
    }

    Channel m_input = inputChannel();
    Channel m_output = outputChannel();
    Channel m_errors = outputChannel();
    pid_t m_process = -1;
};

} // namespace

std::optional<ProgramAnswer> runProgram(const ProgramCall &call, const Run &run)
{
    Process process(call.arguments);
    ProgramAnswer answer;
    if (!process.isStarted() || !process.talk(call, answer, run))
        return std::nullopt;
    answer.exitCode = process.wait();
    return answer;
}

} // namespace plumb::git
