// The identifiers of the room: one type per kind of thing.
#pragma once

#include "sim/base/id.hpp"

namespace fcr {

using LineId = Id<struct LineKindTag>;            ///< a telephone line: 999, 101
using CallClassId = Id<struct CallClassKindTag>;  ///< a kind of call on a line
using PoolId = Id<struct PoolKindTag>;            ///< handlers with one employer, site and skill
using EmployerId = Id<struct EmployerKindTag>;    ///< the force, or a contractor
using SiteId = Id<struct SiteKindTag>;            ///< where a pool sits
using HandlerId = Id<struct HandlerKindTag>;      ///< a seat and the person in it
using LaneId = Id<struct LaneKindTag>;            ///< a queue: one class at one step of its route
using CallId = Id<struct CallKindTag>;            ///< a call in the room: its place there
using GradeId = Id<struct GradeKindTag>;          ///< how urgent an incident is
using TalkgroupId = Id<struct TalkgroupKindTag>;  ///< a radio channel, its area and its dispatchers
using DeskId = Id<struct DeskKindTag>;            ///< a dispatcher's desk and the person at it
using UnitGroupId = Id<struct UnitGroupKindTag>;  ///< patrol units that serve the same talkgroup
using UnitId = Id<struct UnitKindTag>;            ///< a patrol unit
using IncidentId = Id<struct IncidentKindTag>;    ///< an open incident: its place in the table
using KpiId = Id<struct KpiKindTag>;              ///< a key performance indicator
using IntervalId = Id<struct IntervalKindTag>;    ///< an interval of the day in the results

}  // namespace fcr
