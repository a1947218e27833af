// How good a figure on the wall is, and how long that must last before the wall says so.
#pragma once

#include "sim/base/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace fcr {

/// Rising: what is worse is greater. Unjudged: too few calls, or nothing to judge.
enum class Level : std::uint8_t { Unjudged, Ok, Watch, Act };

/// From which value on a tile is Watch and Act, and how its level changes (training.md 3.1).
struct LevelRule {
    double watch = 0.0;           ///< the first value that is Watch, in the tile's own unit
    double act = 0.0;             ///< the first value that is Act
    bool lower_is_worse = false;  ///< service levels; then values *below* are Watch and Act
    bool act_is_beyond = false;   ///< the act value itself is still Watch
    Duration dwell{0};            ///< how long a worse value must last before the level rises
    double margin = 0.0;          ///< how far on the good side of a threshold the level falls again
    Duration clear{0};            ///< and how long it must stay there

    /// What a value is by the thresholds alone.
    [[nodiscard]] Level judge(double value) const { return judge_eased(value, 0.0); }
    /// The same, had the value to be better by the margin.
    [[nodiscard]] Level judge_cleared(double value) const { return judge_eased(value, margin); }

private:
    [[nodiscard]] Level judge_eased(double value, double by) const;
};

/// A level that neither flickers nor forgets: it rises once a worse value has lasted the rule's
/// dwell, and falls once the value has been better than the threshold by the margin for the rule's
/// time. A function of the values and their times; time must not go back.
class HeldLevel {
public:
    explicit HeldLevel(const LevelRule& rule) : rule_(rule) {}

    /// The value from `at` on; empty: not judged, and nothing is remembered.
    void see(SimTime at, std::optional<double> value);

    [[nodiscard]] Level level() const { return level_; }
    /// When it became what it is; kNever before the first value.
    [[nodiscard]] SimTime since() const { return since_; }

private:
    void become(Level level, SimTime at);

    static constexpr std::size_t kLevels = 4;

    LevelRule rule_;
    Level level_ = Level::Unjudged;
    SimTime since_ = kNever;
    /// Since when the value has been this bad or worse; kNever: it is not.
    std::array<SimTime, kLevels> bad_since_{kNever, kNever, kNever, kNever};
    /// Since when it has been cleared of this level; kNever: it is not.
    std::array<SimTime, kLevels> clear_since_{kNever, kNever, kNever, kNever};
};

}  // namespace fcr
