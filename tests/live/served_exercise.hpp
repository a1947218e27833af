// `fcrsim exercise serve` as a process of a test.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace fcr::test {

/// The program under test: FCRSIM.
[[nodiscard]] std::string program();

/// What became of a program that ended by itself, within 20 s.
struct Ended {
    int code = -1;  ///< its exit code; -1: it did not end
    std::string output;
    std::string words;  ///< standard error
};
[[nodiscard]] Ended run_to_end(const std::vector<std::string>& arguments);

/// Started, and ready when the constructor returns.
class ServedExercise {
public:
    ServedExercise(const std::string& exercise,
                   const std::filesystem::path& folder,
                   const std::vector<std::string>& more = {});
    ServedExercise(const ServedExercise&) = delete;
    ServedExercise& operator=(const ServedExercise&) = delete;
    ~ServedExercise();

    [[nodiscard]] std::uint16_t port() const { return port_; }
    /// Of `controller`, `supervisor` and so on.
    [[nodiscard]] const std::string& code(const std::string& role) const { return codes_.at(role); }
    [[nodiscard]] const std::string& output() const { return output_; }
    /// What it wrote to standard error within so long.
    [[nodiscard]] std::string words(std::chrono::seconds within) const;
    [[nodiscard]] pid_t process() const { return process_; }

    /// Dies without a word.
    void kill();
    /// Is asked to end; its exit code.
    int end();

private:
    [[nodiscard]] int wait();

    pid_t process_ = -1;
    int stdout_ = -1;
    int words_ = -1;  ///< held open: who writes into a closed pipe dies
    std::uint16_t port_ = 0;
    std::map<std::string, std::string> codes_;
    std::string output_;
};

}  // namespace fcr::test
