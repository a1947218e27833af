#include "tests/live/served_exercise.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace fcr::test {
namespace {

using Clock = std::chrono::steady_clock;

struct Child {
    pid_t process = -1;
    int output = -1;
    int words = -1;
};

Child start(const std::vector<std::string>& arguments) {
    std::array<int, 2> output{};
    std::array<int, 2> words{};
    if (::pipe2(output.data(), O_CLOEXEC) != 0 || ::pipe2(words.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error("no pipe");
    }
    const std::string path = program();
    std::vector<char*> argv{const_cast<char*>(path.c_str())};
    for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(output[1], STDOUT_FILENO);
        ::dup2(words[1], STDERR_FILENO);
        ::execv(path.c_str(), argv.data());
        ::_exit(127);
    }
    ::close(output[1]);
    ::close(words[1]);
    return {.process = child, .output = output[0], .words = words[0]};
}

/// Reads until the pipe ends, `done` says so, or the time is up.
template <typename Done>
std::string read_pipe(int pipe, std::chrono::seconds at_most, Done done) {
    std::string text;
    const auto until = Clock::now() + at_most;
    while (!done(text)) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        pollfd waiting{.fd = pipe, .events = POLLIN, .revents = 0};
        if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) <= 0) {
            break;
        }
        std::array<char, 4096> bytes{};
        const ssize_t count = ::read(pipe, bytes.data(), bytes.size());
        if (count <= 0) {
            break;
        }
        text.append(bytes.data(), static_cast<std::size_t>(count));
    }
    return text;
}

int exit_code_of(pid_t process) {
    int status = 0;
    ::waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

std::string program() {
    const char* const path = std::getenv("FCRSIM");
    if (path == nullptr) {
        throw std::runtime_error("FCRSIM names the program under test");
    }
    return path;
}

Ended run_to_end(const std::vector<std::string>& arguments) {
    const Child child = start(arguments);
    const auto never = [](const std::string& /*text*/) { return false; };
    Ended ended;
    ended.output = read_pipe(child.output, std::chrono::seconds{20}, never);
    ended.words = read_pipe(child.words, std::chrono::seconds{1}, never);
    ::kill(child.process, SIGKILL);  // of one that has ended nothing
    ended.code = exit_code_of(child.process);
    ::close(child.output);
    ::close(child.words);
    return ended;
}

ServedExercise::ServedExercise(const std::string& exercise,
                               const std::filesystem::path& folder,
                               const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"exercise",
                                       "serve",
                                       exercise,
                                       "--journal",
                                       folder.string(),
                                       "--port",
                                       "0",
                                       "--sockets-per-address",
                                       "3000"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Child child = start(arguments);
    process_ = child.process;
    stdout_ = child.output;
    output_ = read_pipe(stdout_, std::chrono::seconds{20}, [](const std::string& text) {
        return text.find("Ctrl-C ends") != std::string::npos;
    });
    if (output_.find("Ctrl-C ends") == std::string::npos) {
        const std::string words = read_pipe(
            child.words, std::chrono::seconds{1}, [](const std::string&) { return false; });
        ::close(child.words);
        throw std::runtime_error("the exercise is not served: " + output_ + words);
    }
    words_ = child.words;
    std::istringstream lines(output_);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string role;
        std::string address;
        words >> role >> address;
        const std::size_t code = address.find("#code=");
        if (code != std::string::npos) {
            codes_[role] = address.substr(code + 6);
            port_ = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
        }
    }
}

std::string ServedExercise::words(std::chrono::seconds within) const {
    return read_pipe(words_, within, [](const std::string&) { return false; });
}

ServedExercise::~ServedExercise() {
    kill();
    ::close(stdout_);
    ::close(words_);
}

void ServedExercise::kill() {
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        static_cast<void>(wait());
    }
}

int ServedExercise::end() {
    ::kill(process_, SIGTERM);
    return wait();
}

int ServedExercise::wait() {
    const int code = exit_code_of(process_);
    process_ = -1;
    return code;
}

}  // namespace fcr::test
