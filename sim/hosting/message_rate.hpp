// How often a seat may send something.
#pragma once

#include "sim/hosting/host_time.hpp"

#include <algorithm>

namespace fcr {

/// 100 messages a minute for as long as one likes, and 50 at once (spec/reliability.md 7).
class MessageRate {
public:
    static constexpr double kBurst = 50.0;
    static constexpr double kPerSecond = 100.0 / 60.0;

    explicit MessageRate(HostTime now) : seen_(now) {}

    /// Whether one more is allowed now; if so it is counted.
    [[nodiscard]] bool take(HostTime now) {
        const double passed_s = std::chrono::duration<double>(now - seen_).count();
        left_ = std::min(kBurst, left_ + kPerSecond * passed_s);
        seen_ = now;
        if (left_ < 1.0) {
            return false;
        }
        left_ -= 1.0;
        return true;
    }

private:
    HostTime seen_;
    double left_ = kBurst;
};

}  // namespace fcr
