#include "sim/analysis/load_variation.hpp"

#include "sim/base/check.hpp"
#include "sim/random/streams.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fcr {

namespace {

constexpr Duration kLoadDay = std::chrono::hours{24};
constexpr Duration kCopyStretch = std::chrono::minutes{15};

/// Tells what is drawn for loads from what is drawn for rooms.
constexpr std::uint64_t kLoadFamily = 0x4C4F'4144ULL << 32U;

EntityKey entity_of(std::uint64_t caller) {
    return {.family = kLoadFamily, .member = caller};
}

Problem too_many(const char* flag) {
    return {.file = {},
            .field = flag,
            .value = {},
            .remedy = fmt::format("limit reached: at most {} calls in a load", kLoadCallsMax)};
}

class Variation {
public:
    Variation(LoadIntake& intake, const LoadVariation& asked, std::uint64_t seed)
        : intake_(intake), asked_(asked), streams_(seed, 0) {
        told_.recorded = intake.calls.size();
    }

    Result<VariedLoad> run() {
        name_callers();
        if (asked_.resample && !draw_days()) {
            return tl::unexpected(Problems{too_many("--days")});
        }
        told_.drawn = intake_.calls.size();
        if (asked_.thin) {
            thin(*asked_.thin);
        }
        if (asked_.scale && !scale(*asked_.scale)) {
            return tl::unexpected(Problems{too_many("--scale")});
        }
        if (asked_.jitter > Duration{0}) {
            jitter();
        }
        add_extra();
        if (intake_.calls.size() > kLoadCallsMax) {
            return tl::unexpected(Problems{too_many("--extra")});
        }
        std::ranges::stable_sort(intake_.calls, {}, &RecordedCall::at);
        told_.calls = intake_.calls.size();
        return told_;
    }

private:
    /// A caller's name is the row in the load as it was read.
    void name_callers() {
        for (std::size_t row = 0; row < intake_.calls.size(); ++row) {
            intake_.calls[row].caller = RecordedCaller::of_row(row);
        }
    }

    [[nodiscard]] double uniform(Purpose purpose, std::uint64_t member) const {
        return streams_.draw(purpose, entity_of(member)).next_uniform();
    }

    /// False when there would be too many calls.
    [[nodiscard]] bool draw_days() {
        const std::int64_t days = intake_.days;
        std::vector<std::size_t> begins;
        for (std::int64_t day = 0; day <= days; ++day) {
            const SimTime midnight = kStartOfRun + day * kLoadDay;
            begins.push_back(static_cast<std::size_t>(
                std::ranges::lower_bound(intake_.calls, midnight, {}, &RecordedCall::at) -
                intake_.calls.begin()));
        }
        std::vector<std::uint32_t> times_drawn(static_cast<std::size_t>(days));
        std::vector<RecordedCall> calls;
        const std::int64_t wanted = asked_.days.value_or(days);
        for (std::int64_t place = 0; place < wanted; ++place) {
            const auto day = static_cast<std::size_t>(day_for(place));
            const std::uint32_t again = times_drawn[day]++;
            if (calls.size() + begins[day + 1] - begins[day] > kLoadCallsMax) {
                return false;
            }
            for (std::size_t row = begins[day]; row < begins[day + 1]; ++row) {
                RecordedCall call = intake_.calls[row];
                call.at += (place - static_cast<std::int64_t>(day)) * kLoadDay;
                call.caller = call.caller.again(again);
                calls.push_back(call);
            }
        }
        intake_.calls = std::move(calls);
        intake_.days = wanted;
        return true;
    }

    /// The day that stands in a place.
    [[nodiscard]] std::int64_t day_for(std::int64_t place) const {
        const double drawn = uniform(Purpose::LoadDay, static_cast<std::uint64_t>(place));
        constexpr std::int64_t kWeek = 7;
        if (*asked_.resample == DayChoice::SameWeekday && intake_.days >= kWeek) {
            const std::int64_t first = place % kWeek;
            const std::int64_t choices = (intake_.days - 1 - first) / kWeek + 1;
            return first + kWeek * below(drawn, choices);
        }
        return below(drawn, intake_.days);
    }

    [[nodiscard]] static std::int64_t below(double drawn, std::int64_t count) {
        return std::min(count - 1, static_cast<std::int64_t>(drawn * static_cast<double>(count)));
    }

    void thin(double share) {
        told_.thinned = std::erase_if(intake_.calls, [&](const RecordedCall& call) {
            return uniform(Purpose::LoadThin, call.caller.key_or(0)) >= share;
        });
    }

    /// False when there would be too many calls.
    [[nodiscard]] bool scale(double factor) {
        const double whole = std::floor(factor);
        if (factor * static_cast<double>(intake_.calls.size()) >
            static_cast<double>(kLoadCallsMax)) {
            return false;
        }
        std::vector<RecordedCall> calls;
        for (const RecordedCall& call : intake_.calls) {
            const bool one_more =
                uniform(Purpose::LoadCopies, call.caller.key_or(0)) < factor - whole;
            const auto count = static_cast<std::uint32_t>(whole) + (one_more ? 1U : 0U);
            told_.left_out += count == 0 ? 1 : 0;
            for (std::uint32_t copy = 0; copy < count; ++copy) {
                if (calls.size() == kLoadCallsMax) {
                    return false;
                }
                calls.push_back(copy == 0 ? call : copy_of(call, copy));
            }
            told_.copies += count > 1 ? count - 1 : 0;
        }
        intake_.calls = std::move(calls);
        return true;
    }

    [[nodiscard]] RecordedCall copy_of(const RecordedCall& call, std::uint32_t copy) const {
        RecordedCall other = call;
        other.caller = call.caller.like(copy);
        const Duration since = call.at - kStartOfRun;
        const Duration stretch = since - since % kCopyStretch;
        const double part = uniform(Purpose::LoadCopyTime, other.caller.key_or(0));
        other.at =
            kStartOfRun + stretch +
            Duration{static_cast<std::int64_t>(part * static_cast<double>(kCopyStretch.count()))};
        return other;
    }

    void jitter() {
        const SimTime last = kStartOfRun + intake_.days * kLoadDay - Duration{1};
        for (RecordedCall& call : intake_.calls) {
            const double part = 2.0 * uniform(Purpose::LoadJitter, call.caller.key_or(0)) - 1.0;
            call.at += Duration{
                static_cast<std::int64_t>(part * static_cast<double>(asked_.jitter.count()))};
            call.at = std::clamp(call.at, kStartOfRun, last);
        }
    }

    void add_extra() {
        for (std::size_t row = 0; row < asked_.extra.size(); ++row) {
            RecordedCall call = asked_.extra[row];
            call.caller = RecordedCaller::extra(row);
            intake_.calls.push_back(call);
        }
        told_.extra = asked_.extra.size();
    }

    LoadIntake& intake_;
    const LoadVariation& asked_;
    Streams streams_;
    VariedLoad told_;
};

}  // namespace

bool LoadVariation::changes_anything() const {
    return resample || thin || scale || jitter > Duration{0} || !extra.empty();
}

Result<VariedLoad> vary_load(LoadIntake& intake,
                             const LoadVariation& variation,
                             std::uint64_t seed) {
    FCR_CHECK(!variation.thin || (*variation.thin >= 0.0 && *variation.thin <= 1.0),
              "a share is from 0 to 1");
    FCR_CHECK(!variation.scale ||
                  (*variation.scale >= 0.0 && *variation.scale <= LoadVariation::kScaleMax),
              "a load is scaled by 0 to 100");
    return Variation(intake, variation, seed).run();
}

}  // namespace fcr
