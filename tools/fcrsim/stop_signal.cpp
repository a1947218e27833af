#include "tools/fcrsim/stop_signal.hpp"

namespace fcr {
namespace {

// A signal handler can reach nothing but what is global.
std::atomic<bool> stop_asked{false};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void ask_to_stop(int /*signal*/) {
    stop_asked.store(true);
}

}  // namespace

StopSignal::StopSignal() {
    stop_asked.store(false);
    struct sigaction action {};
    action.sa_handler = &ask_to_stop;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, &interrupt_before_);
    ::sigaction(SIGTERM, &action, &terminate_before_);
}

StopSignal::~StopSignal() {
    ::sigaction(SIGINT, &interrupt_before_, nullptr);
    ::sigaction(SIGTERM, &terminate_before_, nullptr);
}

const std::atomic<bool>& StopSignal::asked() const {
    return stop_asked;
}

}  // namespace fcr
