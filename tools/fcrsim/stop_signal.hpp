// Ctrl-C for work that is all or nothing.
#pragma once

#include <atomic>
#include <csignal>

namespace fcr {

/// From now on the first SIGINT or SIGTERM only sets a flag; the next does what it does by default.
/// One at a time.
class StopSignal {
public:
    StopSignal();
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;
    ~StopSignal();

    [[nodiscard]] const std::atomic<bool>& asked() const;

private:
    struct sigaction interrupt_before_ {};
    struct sigaction terminate_before_ {};
};

}  // namespace fcr
