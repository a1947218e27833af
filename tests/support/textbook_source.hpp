// Where a textbook simulation's callers come from: drawn with the standard library, or recorded.
#pragma once

#include "sim/base/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <utility>
#include <vector>

namespace fcr {

/// The two lines of the control-room day. A waiting line has one class only, by habit Line999.
enum class TextbookClass : std::uint8_t { Line999, Line101 };

inline constexpr std::size_t kTextbookClasses = 2;

/// A caller with everything that is the caller's own.
struct TextbookCall {
    SimTime arrives;
    TextbookClass call_class = TextbookClass::Line999;
    Duration talk{};
    Duration wrap_up{};
    std::optional<Duration> patience = {};  ///< empty: waits for ever

    friend bool operator==(const TextbookCall&, const TextbookCall&) = default;
};

/// Gives callers one by one in order of arrival.
class CallerSource {
public:
    CallerSource() = default;
    CallerSource(const CallerSource&) = delete;
    CallerSource& operator=(const CallerSource&) = delete;
    virtual ~CallerSource() = default;

    /// The next caller, who arrives no earlier than the one before; empty when there are no more.
    [[nodiscard]] virtual std::optional<TextbookCall> next() = 0;
};

/// Callers known beforehand, such as the product's own draws.
class RecordedSource final : public CallerSource {
public:
    explicit RecordedSource(std::vector<TextbookCall> calls) : calls_(std::move(calls)) {}

    [[nodiscard]] std::optional<TextbookCall> next() override {
        if (given_ == calls_.size()) {
            return std::nullopt;
        }
        return calls_[given_++];
    }

private:
    std::vector<TextbookCall> calls_;
    std::size_t given_ = 0;
};

/// A waiting line's load: Poisson arrivals, exponential talk, no wrap-up.
struct TextbookQueueLoad {
    double arrivals_per_s = 45.0;
    double service_mean_s = 1.0;
    std::optional<double> patience_mean_s = {};  ///< exponential; empty: callers wait for ever
    std::int64_t calls = 1'000'000;
};

/// Workload W1: 50 handlers at 90 %, patient callers; one mean service lasts a second.
inline constexpr TextbookQueueLoad kTextbookW1{};

/// Workload W2: 50 handlers offered 105 %, exponential patience of twice the mean service.
inline constexpr TextbookQueueLoad kTextbookW2{.arrivals_per_s = 52.5, .patience_mean_s = 2.0};

/// Draws a waiting line's callers from std::mt19937_64 and std:: distributions.
class TextbookQueueSource final : public CallerSource {
public:
    TextbookQueueSource(const TextbookQueueLoad& load, std::uint64_t seed);

    [[nodiscard]] std::optional<TextbookCall> next() override;

private:
    std::mt19937_64 random_;
    std::exponential_distribution<double> gap_s_;
    std::exponential_distribution<double> service_s_;
    std::optional<std::exponential_distribution<double>> patience_s_;
    std::int64_t calls_left_ = 0;
    SimTime last_arrival_ = kStartOfRun;
};

/// Draws the callers of a control-room day, workload W3: two lines whose Poisson rates are constant
/// in each quarter-hour, lognormal talk and wrap-up, exponential patience; from 0 to 24 h.
class TextbookDaySource final : public CallerSource {
public:
    explicit TextbookDaySource(std::uint64_t seed);

    [[nodiscard]] std::optional<TextbookCall> next() override;

private:
    struct ClassDraws {
        std::lognormal_distribution<double> talk_s;
        std::lognormal_distribution<double> wrap_up_s;
        std::exponential_distribution<double> patience_s;
    };

    std::mt19937_64 random_;
    std::exponential_distribution<double> unit_gap_{1.0};
    std::uniform_real_distribution<double> uniform_{0.0, 1.0};
    std::array<ClassDraws, kTextbookClasses> draws_;
    double at_s_ = 0.0;
    std::size_t quarter_ = 0;
};

}  // namespace fcr
