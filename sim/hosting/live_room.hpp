// An exercise with all that screens show of it: the wall, the counts, the feed. Still a function of
// the plan and of the inputs with their times.
#pragma once

#include "sim/base/result.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/notice.hpp"
#include "sim/exercise/contract_month.hpp"
#include "sim/exercise/exercise.hpp"
#include "sim/hosting/feed.hpp"
#include "sim/hosting/room_counts.hpp"
#include "sim/wallboard/board.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace fcr {

/// The wall of an exercise: its lines are the scenario's emergency lines, and those where people
/// ring that are none.
[[nodiscard]] BoardPlan board_of(const ExercisePlan& plan);

/// What the exercise's contract pays for its month, and when that was so.
struct MonthAsOf {
    SimTime at{};
    Statement statement;
};

/// Not thread-safe: it belongs to the thread of its exercise.
class LiveRoom final : public NoticeSink, public SecondWatcher {
public:
    explicit LiveRoom(std::shared_ptr<const ExercisePlan> plan);

    void advance_to(SimTime until);

    /// A serialised v1::ExerciseInput at the present moment; a problem when it cannot be read.
    [[nodiscard]] Result<Answer> submit(std::string_view bytes);

    /// Somebody takes an alarm up. False: it has gone or is taken up already.
    bool acknowledge(std::uint64_t alarm, const std::string& seat);

    [[nodiscard]] const ExercisePlan& plan() const { return *plan_; }
    [[nodiscard]] const std::shared_ptr<const ExercisePlan>& shared_plan() const { return plan_; }
    [[nodiscard]] const Exercise& exercise() const { return exercise_; }
    [[nodiscard]] const WallBoard& wall() const { return wall_; }
    [[nodiscard]] const RoomCounts& counts() const { return counts_; }
    /// The month of the exercise's contract; null where it has none. Priced anew when it is asked
    /// for, at most once for each simulated minute and once more where the exercise stands still:
    /// that takes some milliseconds.
    [[nodiscard]] const MonthAsOf* contract_month();
    /// Why the exercise is paused or stopped; empty while it is not.
    [[nodiscard]] const std::string& standing_because() const { return standing_because_; }
    /// What everybody sees, and what directing staff see.
    [[nodiscard]] const Feed& everybody() const { return everybody_; }
    [[nodiscard]] const Feed& directing() const { return directing_; }

    // What the room and the exercise tell it.
    void call_taken(const CallRecord& call) override;
    void call_closed(const CallRecord& call) override;
    void seat_taken(const SeatTaken& seat) override;
    void work_interrupted(const WorkInterrupted& work) override;
    void queue_grew(const QueueGrew& /*queue*/) override {}
    [[nodiscard]] bool wants_taken() const override { return true; }
    void each_second(const Exercise& exercise) override;

private:
    void add_for_everybody(const std::string& entry);
    void add_minute(const SeenRoom& seen);
    void add_alarms(SimTime at);
    void add_happenings(const Exercise& exercise);
    void add_told(const Input& input, SimTime at);

    std::shared_ptr<const ExercisePlan> plan_;
    WallBoard wall_;
    RoomCounts counts_;
    Feed everybody_;
    Feed directing_;
    std::string standing_because_;
    std::size_t happenings_told_ = 0;
    std::uint64_t alarms_told_ = 0;
    std::optional<ContractMonth> month_;
    std::optional<MonthAsOf> month_told_;
    Exercise exercise_;  ///< last: it tells this while it is made
};

}  // namespace fcr
