// How many replications to run at a time: as many as take about two seconds, or longer.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace fcr {

/// The size of the next piece of a run, from how long the one before took. Only time goes by it:
/// how replications are cut into pieces makes no difference to what they come to.
class PieceSize {
public:
    /// `workers`: threads on all ranks. A piece takes at least `share` of the time that passed
    /// before it, so that the end of a piece, at which threads wait for each other, becomes rare.
    explicit PieceSize(std::uint64_t workers, double share = 0.0)
        : workers_(workers), share_(share), next_(kFirstOfAWorker * workers) {}

    [[nodiscard]] std::uint64_t next() const { return next_; }

    void begin() { begun_ = std::chrono::steady_clock::now(); }

    /// The piece is done; it had so many replications.
    void end(std::uint64_t count) {
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun_;
        passed_s_ += took.count();
        const double takes_s = std::max(kTakesS, share_ * passed_s_);
        const double wanted = static_cast<double>(count) * takes_s / std::max(took.count(), 1e-3);
        next_ = std::max(workers_, static_cast<std::uint64_t>(std::min(wanted, kMost)));
    }

private:
    static constexpr double kTakesS = 2.0;
    static constexpr double kMost = 1e6;
    static constexpr std::uint64_t kFirstOfAWorker = 8;

    std::uint64_t workers_;
    double share_;
    double passed_s_ = 0.0;
    std::uint64_t next_;
    std::chrono::steady_clock::time_point begun_{};
};

}  // namespace fcr
