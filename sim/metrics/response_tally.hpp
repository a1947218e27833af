// Tallies of the response to calls: incidents, units and desks. Integers that merge in any order.
#pragma once

#include "sim/base/time.hpp"
#include "sim/domain/incident.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace fcr {

/// What became of the incidents of a grade, as it was given. Times are in microseconds.
struct IncidentTally {
    std::int64_t attended = 0;
    std::int64_t resolved = 0;         ///< without deployment
    std::int64_t never_resourced = 0;  ///< closed without anybody having been sent
    std::int64_t unfinished = 0;
    std::int64_t in_target = 0;    ///< attended, response time at most the target
    std::int64_t response_us = 0;  ///< of those attended, from the target's start event to T11
    std::int64_t graded_us = 0;    ///< of those attended, T4 to T6
    std::int64_t dispatched = 0;   ///< those with a unit ever assigned
    std::int64_t dispatch_us = 0;  ///< of those, T6 or the appointment to T9
    std::int64_t travel_us = 0;    ///< of those attended, T10 to T11
    std::int64_t units_sent = 0;
    std::int64_t diversions = 0;
    std::int64_t misgraded = 0;      ///< given another grade than the true one
    std::int64_t grade_lowered = 0;  ///< because units were short

    /// Adds one incident. `target` is its grade's, if it has one.
    void add(const IncidentRecord& incident, TargetStart start, std::optional<Duration> target);
    void merge(const IncidentTally& other);

    /// Every incident of the set, however it ended: the conservation of incidents.
    [[nodiscard]] std::int64_t incidents() const {
        return attended + resolved + never_resourced + unfinished;
    }
};

/// How the time of a group's units went inside the measured part, in microseconds.
struct UnitTally {
    std::int64_t on_duty_us = 0;
    std::int64_t travel_us = 0;  ///< assigned to arrived, or diverted
    std::int64_t scene_us = 0;
    std::int64_t paperwork_us = 0;

    void merge(const UnitTally& other);
};

/// The desks of a talkgroup.
struct DeskTally {
    std::int64_t decisions = 0;   ///< incidents whose dispatch began
    std::int64_t wait_us = 0;     ///< of those, T6 or the appointment to a desk
    std::int64_t on_duty_us = 0;  ///< inside the measured part
    std::int64_t busy_us = 0;     ///< inside the measured part

    void merge(const DeskTally& other);
};

}  // namespace fcr
