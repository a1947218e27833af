#include "tests/support/textbook_source.hpp"

#include <cmath>

namespace fcr {
namespace {

constexpr double kHalfTurn = 3.14159265358979323846;
constexpr std::size_t kQuarters = 96;
constexpr double kQuarterS = 900.0;

/// Arrival rates of one quarter-hour.
struct QuarterRates {
    double both_per_s = 0.0;
    double share_999 = 0.0;
};

/// Calls a second of a line: 1 - A cos(2 pi (k + 0.5 - F) / 96), scaled to the day's total. Over
/// the whole day the cosine adds up to nothing.
double line_rate_per_s(double calls_a_day, double swing, double lowest_quarter, std::size_t k) {
    const double phase =
        2.0 * kHalfTurn * (static_cast<double>(k) + 0.5 - lowest_quarter) / kQuarters;
    return calls_a_day / (kQuarters * kQuarterS) * (1.0 - swing * std::cos(phase));
}

std::array<QuarterRates, kQuarters> make_rates() {
    std::array<QuarterRates, kQuarters> rates;
    for (std::size_t k = 0; k < kQuarters; ++k) {
        const double rate_999 = line_rate_per_s(900.0, 0.5, 18.0, k);
        const double rate_101 = line_rate_per_s(2100.0, 0.8, 14.0, k);
        rates[k] = {.both_per_s = rate_999 + rate_101,
                    .share_999 = rate_999 / (rate_999 + rate_101)};
    }
    return rates;
}

const std::array<QuarterRates, kQuarters>& quarter_rates() {
    static const std::array<QuarterRates, kQuarters> rates = make_rates();
    return rates;
}

std::lognormal_distribution<double> lognormal(double mean, double cv) {
    const double variance = std::log(1.0 + cv * cv);
    return std::lognormal_distribution<double>(std::log(mean) - variance / 2.0,
                                               std::sqrt(variance));
}

}  // namespace

TextbookQueueSource::TextbookQueueSource(const TextbookQueueLoad& load, std::uint64_t seed)
    : random_(seed),
      gap_s_(load.arrivals_per_s),
      service_s_(1.0 / load.service_mean_s),
      calls_left_(load.calls) {
    if (load.patience_mean_s.has_value()) {
        patience_s_.emplace(1.0 / *load.patience_mean_s);
    }
}

std::optional<TextbookCall> TextbookQueueSource::next() {
    if (calls_left_ == 0) {
        return std::nullopt;
    }
    --calls_left_;
    last_arrival_ += duration_from_seconds(gap_s_(random_));
    TextbookCall call{.arrives = last_arrival_};
    call.talk = duration_from_seconds(service_s_(random_));
    if (patience_s_.has_value()) {
        call.patience = duration_from_seconds((*patience_s_)(random_));
    }
    return call;
}

TextbookDaySource::TextbookDaySource(std::uint64_t seed)
    : random_(seed),
      draws_{ClassDraws{.talk_s = lognormal(180.0, 0.8),
                        .wrap_up_s = lognormal(60.0, 0.7),
                        .patience_s = std::exponential_distribution<double>(1.0 / 300.0)},
             ClassDraws{.talk_s = lognormal(300.0, 0.9),
                        .wrap_up_s = lognormal(90.0, 0.7),
                        .patience_s = std::exponential_distribution<double>(1.0 / 180.0)}} {}

std::optional<TextbookCall> TextbookDaySource::next() {
    const auto& rates = quarter_rates();
    // A gap that reaches beyond its quarter-hour is drawn again from the quarter's end on, at the
    // next rate: an exponential gap has no memory.
    while (quarter_ < kQuarters) {
        const double quarter_ends_s = kQuarterS * static_cast<double>(quarter_ + 1);
        at_s_ += unit_gap_(random_) / rates[quarter_].both_per_s;
        if (at_s_ < quarter_ends_s) {
            break;
        }
        at_s_ = quarter_ends_s;
        ++quarter_;
    }
    if (quarter_ == kQuarters) {
        return std::nullopt;
    }
    const bool is_999 = uniform_(random_) < rates[quarter_].share_999;
    ClassDraws& draws = draws_[is_999 ? 0 : 1];
    TextbookCall call{// Cut, not rounded, so that no call falls into the next quarter-hour.
                      .arrives = kStartOfRun + Duration{static_cast<std::int64_t>(at_s_ * 1e6)},
                      .call_class = is_999 ? TextbookClass::Line999 : TextbookClass::Line101};
    call.talk = duration_from_seconds(draws.talk_s(random_));
    call.wrap_up = duration_from_seconds(draws.wrap_up_s(random_));
    call.patience = duration_from_seconds(draws.patience_s(random_));
    return call;
}

}  // namespace fcr
