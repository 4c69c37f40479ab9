// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/process/program.h"

#include "core/files/descriptor.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plumb::process {

namespace {

using Clock = std::chrono::steady_clock;
using files::Descriptor;

std::unexpected<Error> failed(ErrorCode code, std::string message)
{
    return std::unexpected(Error(code, std::move(message)));
}

struct Channel
{
    Descriptor ours{-1};
    Descriptor theirs{-1};

    bool isOpen() const { return ours.number() >= 0; }
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

/// The array that execve takes; the texts are only read.
std::vector<char *> pointersTo(const std::vector<std::string> &texts)
{
    std::vector<char *> pointers;
    pointers.reserve(texts.size() + 1);
    for (const std::string &text : texts)
        pointers.push_back(const_cast<char *>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

/// A program while it runs.
class Process
{
public:
    Process() = default;
    Process(const Process &) = delete;
    Process &operator=(const Process &) = delete;
    ~Process()
    {
        if (m_process <= 0)
            return;
        ::kill(-m_process, SIGKILL);
        wait();
    }

    Result<> start(const Program &program)
    {
        if (!m_input.isOpen() || !m_output.isOpen() || !m_errors.isOpen())
            return failed(ErrorCode::Internal, std::string("no pipe: ") + std::strerror(errno));
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, m_input.theirs.number(), STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, m_output.theirs.number(), STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, m_errors.theirs.number(), STDERR_FILENO);
        posix_spawnattr_t attributes;
        ::posix_spawnattr_init(&attributes);
        // Either way a group of its own, so that what it starts can be ended with it.
        const bool keepsTerminal = program.terminal == Terminal::Kept;
        ::posix_spawnattr_setflags(&attributes,
                                   keepsTerminal ? POSIX_SPAWN_SETPGROUP : POSIX_SPAWN_SETSID);
        const std::vector<char *> words = pointersTo(program.arguments);
        std::vector<char *> variables;
        if (program.environment)
            variables = pointersTo(*program.environment);
        const int result = ::posix_spawnp(&m_process, words[0], &actions, &attributes, words.data(),
                                          program.environment ? variables.data() : environ);
        ::posix_spawnattr_destroy(&attributes);
        ::posix_spawn_file_actions_destroy(&actions);
        if (result != 0) {
            m_process = -1;
            return failed(ErrorCode::NotFound,
                          std::string("cannot start it: ") + std::strerror(result));
        }
        for (Channel *channel : {&m_input, &m_output, &m_errors})
            channel->theirs = Descriptor(-1);
        return {};
    }

    /// Gives it its input and takes what it says, until it has said all.
    Result<> talk(const Program &program, Answer &answer, const std::stop_token &stop)
    {
        std::string_view rest = program.input;
        const auto end = Clock::now() + program.patience;
        while (m_output.isOpen() || m_errors.isOpen()) {
            if (stop.stop_requested())
                return failed(ErrorCode::Cancelled, "cancelled");
            if (Clock::now() >= end)
                return failed(ErrorCode::Unreachable, "it did not end in time");
            if (answer.output.size() + answer.errors.size() > program.maximumOutput)
                return failed(ErrorCode::LimitExceeded, "it printed too much");
            if (rest.empty())
                m_input.ours = Descriptor(-1);
            std::array<pollfd, 3> ready = {
                pollfd{.fd = m_input.ours.number(), .events = POLLOUT, .revents = 0},
                pollfd{.fd = m_output.ours.number(), .events = POLLIN, .revents = 0},
                pollfd{.fd = m_errors.ours.number(), .events = POLLIN, .revents = 0}};
            if (::poll(ready.data(), ready.size(), 50) <= 0)
                continue;
            if (ready[0].revents != 0)
                send(rest);
            if (ready[1].revents != 0)
                receive(m_output, answer.output);
            if (ready[2].revents != 0)
                receive(m_errors, answer.errors);
        }
        return {};
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
        const ssize_t count = ::send(m_input.ours.number(), rest.data(), rest.size(), MSG_NOSIGNAL);
        if (count >= 0)
            rest.remove_prefix(static_cast<std::size_t>(count));
        else if (errno != EINTR && errno != EAGAIN)
            rest = {}; // it does not want to know more
    }

    static void receive(Channel &channel, std::string &text)
    {
        std::array<char, 4096> buffer;
        const ssize_t count = ::read(channel.ours.number(), buffer.data(), buffer.size());
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

Result<Answer> run(const Program &program, const std::stop_token &stop)
{
    Process process;
    Answer answer;
    PLUMB_TRY(process.start(program));
    PLUMB_TRY(process.talk(program, answer, stop));
    answer.exitCode = process.wait();
    return answer;
}

void setVariable(std::vector<std::string> &environment, std::string_view name,
                 std::string_view value)
{
    const std::string start = std::string(name) + '=';
    std::erase_if(environment,
                  [&start](const std::string &entry) { return entry.starts_with(start); });
    environment.push_back(start + std::string(value));
}

std::string lastLine(std::string_view text)
{
    while (text.ends_with('\n') || text.ends_with('\r') || text.ends_with(' '))
        text.remove_suffix(1);
    return std::string(text.substr(text.rfind('\n') + 1));
}

} // namespace plumb::process
