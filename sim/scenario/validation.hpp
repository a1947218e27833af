// What the validators of a scenario's parts share. Internal to this folder.
#pragma once

#include "sim/base/result.hpp"
#include "sim/scenario/block.hpp"
#include "sim/scenario/profiles.hpp"
#include "sim/scenario/scenario.hpp"

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// The CSV files that a scenario names; each is read once. Not thread-safe.
class ProfileFiles {
public:
    explicit ProfileFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// The profile in the file that the field names, relative to the scenario's folder. Null, and
    /// refused, when there is something wrong with it.
    [[nodiscard]] const Profile* get(const Block& block, int field);

    /// What paths in the scenario are relative to.
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
    std::map<std::string, std::optional<Profile>> read_;
};

/// A day's numbers by interval, for the measured day and the day of the warm-up. With a calendar:
/// for each of its days, which are all like the measured one when there are no kinds.
struct DayPlan {
    Duration interval = std::chrono::hours{24};
    std::vector<double> measured;
    std::vector<double> warm_up;
    const RunCalendar* calendar = nullptr;
    std::vector<std::vector<double>> kinds{};
    std::vector<std::size_t> kind_of_day{};  ///< row of `kinds`, by row of the calendar's days

    /// The number at a time of the run, which starts `lead` before the measured midnight.
    [[nodiscard]] double at(Duration time, Duration lead) const;

    /// The longest stretch that always lies within one interval when stretches are counted from
    /// the measured midnight: clocks that change move the intervals by an hour.
    [[nodiscard]] Duration stretch() const;
};

/// A day type that days of the run have, and what gave it to them.
struct DayTypeUse {
    std::string name;
    Block block;
    int field = 0;
    bool by_rule = true;  ///< otherwise no rule fitted, and the field is where one would stand
    Date first;           ///< the first day that has it
};

/// A field that names a class, whose line must be internal.
struct InternalTarget {
    Block block;
    int field = 0;
    std::size_t row = 0;
};

/// A scenario on its way from message to meaning. The parts are validated in the order of the
/// functions below; each fills its part of `scenario`, with harmless values where it refused.
struct Validation {
    Block root;
    ProfileFiles profiles;
    Scenario scenario{};
    std::string warm_up_day_type{};
    std::vector<DayTypeUse> day_types{};         ///< of the run's days, with a calendar
    std::array<std::string, 7> ordinary_week{};  ///< day types without holidays, Monday first
    Names lines{.kind = "a line"};
    Names classes{.kind = "a call class"};
    Names employers{.kind = "an employer"};
    Names groups{.kind = "a skill group"};
    Names pools{.kind = "a pool"};
    Names kpis{.kind = "a KPI"};
    Names roster_names{.kind = "a roster"};
    std::vector<Roster> rosters{};
    std::vector<std::vector<CallClassId>> group_classes{};  ///< by skill group
    bool names_resolve = true;  ///< false: what follows from an unknown name is not told again
    bool shares_in_range = true;
    std::vector<InternalTarget> internal_targets{};  ///< checked once all classes are read
};

void validate_names(Validation& validation);
void validate_run(Validation& validation);
void validate_calendar(Validation& validation);  ///< its days, after the run and the names
void validate_lines(Validation& validation);
void validate_classes(Validation& validation);
void validate_rosters(Validation& validation);  ///< before the people
void validate_people(Validation& validation);
void validate_routes(Validation& validation);  ///< after the people: who can answer what
void validate_measures(Validation& validation);
void validate_disruptions(Validation& validation);

/// What becomes of a class's calls: redials, repeats, stages and the like.
void read_follow_ups(Validation& validation, const Block& block, CallClass& call_class);

/// The class that a field must name, of an internal line.
[[nodiscard]] CallClassId read_internal_class(Validation& validation,
                                              const Block& block,
                                              int field);

/// Refuses every class named for the room's own work whose line is not internal.
void check_internal_targets(const Validation& validation);

/// Work that follows: the class named in `class_field`, of an internal line, after the law in
/// `delay_field`. Refuses the class's absence.
[[nodiscard]] FollowUp read_follow_up(Validation& validation,
                                      const Block& block,
                                      int class_field,
                                      int delay_field);
/// The same where the class may be of any line.
[[nodiscard]] FollowUp read_next_call(Validation& validation,
                                      const Block& block,
                                      int class_field,
                                      int delay_field);

/// The people of a pool that names a roster; refuses a `people` block of one that does not.
void read_staff(Validation& validation, const Block& block, Pool& pool);
void validate_supervisor(Validation& validation);  ///< after the people

/// How the people of a pool act.
[[nodiscard]] BehaviourPlan read_behaviour(const Validation& validation, const Block& block);
void validate_streams(Validation& validation);  ///< surges and named callers

/// The class of calls that come from outside, which a field must name where it is given: not of an
/// INTERNAL line.
[[nodiscard]] std::optional<CallClassId> read_caller_class(const Validation& validation,
                                                           const Block& block,
                                                           int field);
void validate_response(Validation& validation);  ///< after the people: employers and pools

/// The names of one list, refusing those that are missing, unfit or there twice.
[[nodiscard]] std::vector<std::string> read_names(
    const Block& root, int list, int name_field, int min, int max);

/// Where a law is used: only patience may last for ever.
enum class LawUse { Span, Patience };

/// The law in a field that holds a Distribution; `otherwise` when the field is not there.
[[nodiscard]] Law read_law(const Block& block, int field, LawUse use, Law otherwise);

/// The profile's numbers of one column for the days of the run, refusing a column or day type that
/// is not there. `field` names the file in `block`.
[[nodiscard]] std::optional<DayPlan> read_day_plan(Validation& validation,
                                                   const Block& block,
                                                   int field,
                                                   const std::string& column);

/// The calls of a line by interval of the run's days, from its Arrivals block, refusing what is
/// wrong with them. With a calendar the intervals divide the hour.
[[nodiscard]] std::optional<DayPlan> read_calls_plan(Validation& validation,
                                                     const Block& arrivals,
                                                     const std::string& line);

/// The names of the day types that the run's days have.
[[nodiscard]] std::vector<std::string> day_types_of(const Validation& validation);

/// The run's calendar; null when it has none.
[[nodiscard]] const RunCalendar* calendar_of(const Validation& validation);

/// How long one of `count` equal intervals of a day is; empty when they are not whole minutes.
[[nodiscard]] std::optional<Duration> day_interval(std::size_t count);

/// Intervals and seat changes that a scenario may hold, together; a bound on memory.
inline constexpr std::uint64_t kProfileRowsMax = std::uint64_t{1} << 22;

}  // namespace fcr
