#include "sim/live/audit_log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace fcr {

using namespace std::chrono_literals;

AuditLog::AuditLog() : log_(spdlog::get("audit")), minute_(std::chrono::steady_clock::now()) {
    if (log_ == nullptr) {
        log_ = std::make_shared<spdlog::logger>("audit",
                                                std::make_shared<spdlog::sinks::stderr_sink_st>());
    }
}

void AuditLog::listening(std::string_view address) {
    log_->info("listening at {}", address);
}

void AuditLog::joined(std::uint64_t client, std::string_view address) {
    log_->info("client {} opened from {}", client, address);
}

void AuditLog::left(std::uint64_t client, std::string_view why) {
    log_->info("client {} closed: {}", client, why);
}

void AuditLog::refused(std::string_view address, std::string_view why) {
    const auto now = std::chrono::steady_clock::now();
    if (now - minute_ >= 1min) {
        minute_ = now;
        refusals_ = 0;
        if (untold_ > 0) {
            log_->warn("{} more refusals", untold_);
            untold_ = 0;
        }
    }
    if (refusals_ == kRefusalsAMinute) {
        ++untold_;
        return;
    }
    ++refusals_;
    log_->warn("refused {}: {}", address, why);
}

void AuditLog::downloaded(std::string_view address, std::size_t bytes) {
    log_->info("download of {} bytes to {}", bytes, address);
}

void AuditLog::failed(std::string_view what) {
    log_->error("{}", what);
}

}  // namespace fcr
