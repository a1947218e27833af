#include "sim/wallboard/level.hpp"

#include "sim/base/check.hpp"

namespace fcr {

Level LevelRule::judge_eased(double value, double by) const {
    if (lower_is_worse) {
        return value < act + by ? Level::Act : value < watch + by ? Level::Watch : Level::Ok;
    }
    const double eased_act = act - by;
    if (act_is_beyond ? value > eased_act : value >= eased_act) {
        return Level::Act;
    }
    return value >= watch - by ? Level::Watch : Level::Ok;
}

void HeldLevel::see(SimTime at, std::optional<double> value) {
    if (!value) {
        bad_since_.fill(kNever);
        clear_since_.fill(kNever);
        become(Level::Unjudged, at);
        return;
    }
    const Level judged = rule_.judge(*value);
    const Level cleared = rule_.judge_cleared(*value);
    for (std::size_t row = 0; row < kLevels; ++row) {
        const auto level = static_cast<Level>(row);
        if (judged < level) {
            bad_since_[row] = kNever;
        } else if (bad_since_[row] == kNever) {
            bad_since_[row] = at;
        }
        if (cleared >= level) {
            clear_since_[row] = kNever;
        } else if (clear_since_[row] == kNever) {
            clear_since_[row] = at;
        }
    }
    if (level_ == Level::Unjudged) {
        become(Level::Ok, at);
    }
    const auto lasted = [at](SimTime since, Duration wanted) {
        return since != kNever && at - since >= wanted;
    };
    for (const Level worse : {Level::Act, Level::Watch}) {
        if (worse > level_ && lasted(bad_since_[static_cast<std::size_t>(worse)], rule_.dwell)) {
            become(worse, at);
            return;
        }
    }
    for (const Level held : {Level::Watch, Level::Act}) {
        if (held <= level_ && lasted(clear_since_[static_cast<std::size_t>(held)], rule_.clear)) {
            become(static_cast<Level>(static_cast<std::size_t>(held) - 1), at);
            return;
        }
    }
}

void HeldLevel::become(Level level, SimTime at) {
    if (level_ != level || since_ == kNever) {
        FCR_DEBUG_CHECK(since_ == kNever || at >= since_, "time does not go back");
        level_ = level;
        since_ = at;
    }
}

}  // namespace fcr
