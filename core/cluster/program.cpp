// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/cluster/program.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plumb::cluster {

namespace {

using Clock = std::chrono::steady_clock;

/// The two ends of a pipe, closed when it goes.
struct Pipe
{
    std::array<int, 2> ends = {-1, -1};

    Pipe() = default;
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;
    ~Pipe()
    {
        closeEnd(0);
        closeEnd(1);
    }

    bool open() { return ::pipe2(ends.data(), O_CLOEXEC) == 0; }
    void closeEnd(std::size_t end)
    {
        if (ends[end] >= 0)
            ::close(ends[end]);
        ends[end] = -1;
    }
};

std::vector<char *> pointers(std::vector<std::string> &texts)
{
    std::vector<char *> list;
    for (std::string &text : texts)
        list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

std::string lastLine(std::string text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
        text.pop_back();
    text.erase(0, text.rfind('\n') + 1);
    return text.substr(0, 300);
}

std::unexpected<Error> failed(ErrorCode code, std::string message)
{
    return std::unexpected(Error(code, std::move(message)));
}

/// One started program.
class Process
{
public:
    Process() = default;
    Process(const Process &) = delete;
    Process &operator=(const Process &) = delete;
    ~Process()
    {
        if (m_pid > 0) {
            ::kill(-m_pid, SIGKILL);
            ::waitpid(m_pid, nullptr, 0);
        }
    }

    Result<> start(const Program &program)
    {
        if (!m_output.open() || !m_errors.open())
            return failed(ErrorCode::Internal, std::string("no pipe: ") + std::strerror(errno));
        std::vector<std::string> arguments = {program.path};
        arguments.insert(arguments.end(), program.arguments.begin(), program.arguments.end());
        std::vector<std::string> environment = program.environment;

        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&actions, m_output.ends[1], 1);
        ::posix_spawn_file_actions_adddup2(&actions, m_errors.ends[1], 2);
        posix_spawnattr_t attributes;
        ::posix_spawnattr_init(&attributes);
        // A group of its own, so that what it starts can be ended with it.
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
        const int result = ::posix_spawn(&m_pid, program.path.c_str(), &actions, &attributes,
                                         pointers(arguments).data(), pointers(environment).data());
        ::posix_spawnattr_destroy(&attributes);
        ::posix_spawn_file_actions_destroy(&actions);
        if (result != 0) {
            m_pid = -1;
            return failed(ErrorCode::NotFound,
                          std::string("cannot start it: ") + std::strerror(result));
        }
        m_output.closeEnd(1);
        m_errors.closeEnd(1);
        return {};
    }

    Result<std::string> finish(const Program &program, const std::stop_token &stop)
    {
        const auto deadline = Clock::now() + program.timeout;
        std::string output;
        std::string errors;
        while (m_output.ends[0] >= 0 || m_errors.ends[0] >= 0) {
            if (stop.stop_requested())
                return failed(ErrorCode::Cancelled, "cancelled");
            if (Clock::now() >= deadline)
                return failed(ErrorCode::Unreachable, "it did not end in time");
            std::array<pollfd, 2> waits = {pollfd{m_output.ends[0], POLLIN, 0},
                                           pollfd{m_errors.ends[0], POLLIN, 0}};
            ::poll(waits.data(), waits.size(), 50);
            if (waits[0].revents != 0)
                readSome(m_output, output);
            if (waits[1].revents != 0)
                readSome(m_errors, errors);
            if (output.size() > program.maximumOutput || errors.size() > program.maximumOutput)
                return failed(ErrorCode::LimitExceeded, "it printed too much");
        }
        int status = 0;
        while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {}
        m_pid = -1;
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
            return output;
        const std::string reason = lastLine(errors);
        return failed(ErrorCode::Unauthorized,
                      reason.empty() ? "it failed" : "it failed: " + reason);
    }

private:
    static void readSome(Pipe &pipe, std::string &text)
    {
        std::array<char, 4096> buffer;
        const ssize_t count = ::read(pipe.ends[0], buffer.data(), buffer.size());
        if (count > 0)
            text.append(buffer.data(), static_cast<std::size_t>(count));
        else if (count == 0 || errno != EINTR)
            pipe.closeEnd(0);
    }

    pid_t m_pid = -1;
    Pipe m_output;
    Pipe m_errors;
};

} // namespace

void setVariable(std::vector<std::string> &environment, std::string_view name,
                 std::string_view value)
{
    const std::string start = std::string(name) + '=';
    std::erase_if(environment,
                  [&start](const std::string &entry) { return entry.starts_with(start); });
    environment.push_back(start + std::string(value));
}

Result<std::string> runProgram(const Program &program, const std::stop_token &stop)
{
    Process process;
    PLUMB_TRY(process.start(program));
    return process.finish(program, stop);
}

} // namespace plumb::cluster
