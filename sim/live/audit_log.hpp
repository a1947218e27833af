// Who came, who was refused, what was taken away: no tokens, no message, nothing a peer wrote.
#pragma once

#include <spdlog/logger.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>

namespace fcr {

/// Writes to the spdlog logger "audit", which a program registers before it makes a server; else to
/// standard error. A flood of refusals is told at a hundred lines a minute and then in number.
class AuditLog {
public:
    AuditLog();

    void listening(std::string_view address);
    void joined(std::uint64_t client, std::string_view address);
    void left(std::uint64_t client, std::string_view why);
    void refused(std::string_view address, std::string_view why);
    void downloaded(std::string_view address, std::size_t bytes);
    /// Something this program or machine could not do.
    void failed(std::string_view what);

private:
    static constexpr int kRefusalsAMinute = 100;

    std::shared_ptr<spdlog::logger> log_;
    std::chrono::steady_clock::time_point minute_;  ///< when it began
    int refusals_ = 0;                              ///< told in it
    std::uint64_t untold_ = 0;
};

}  // namespace fcr
