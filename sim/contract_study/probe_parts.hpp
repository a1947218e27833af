// What probes are made of. Internal to this folder.
#pragma once

#include "sim/contract_study/probe_judges.hpp"
#include "sim/metrics/kpi.hpp"

#include <functional>
#include <string>
#include <vector>

namespace fcr::probing {

/// Calls that a figure is of.
using CallFilter = std::function<bool(const CallRecord&)>;

[[nodiscard]] RatioSample sample_of(const Ratio& ratio);
/// What the indicator counts of the calls, or of those that the filter keeps.
[[nodiscard]] KpiCounts count(const ProbeRecords& records,
                              const KpiDefinition& definition,
                              const CallFilter& filter = {});
/// The indicator's value of them.
[[nodiscard]] RatioSample level(const ProbeRecords& records,
                                const KpiDefinition& definition,
                                const CallFilter& filter = {});
/// False for the supplier's own calls.
[[nodiscard]] bool is_genuine(const CallRecord& call);
/// The indicator's line; the first where it is of all.
[[nodiscard]] const Line& line_of(const ProbeFacts& facts);
/// Classes of the indicator's lines, by row.
[[nodiscard]] std::vector<std::size_t> classes_of(const ProbeFacts& facts);
[[nodiscard]] std::vector<PoolId> supplier_pools(const ProbeFacts& facts);
[[nodiscard]] Probe not_tried(std::string why);
[[nodiscard]] std::string seconds(Duration span);
[[nodiscard]] std::string indicator(const ProbeFacts& facts);

// The probes, by the name of the trick; each says what it changes and how it is judged.
[[nodiscard]] Probe padding(const ProbeFacts& facts);
[[nodiscard]] Probe two_clocks(const ProbeFacts& facts);
[[nodiscard]] Probe announcement(const ProbeFacts& facts);
[[nodiscard]] Probe thin_desk(const ProbeFacts& facts);
[[nodiscard]] Probe short_abandonments(const ProbeFacts& facts);
[[nodiscard]] Probe netted_call_backs(const ProbeFacts& facts);
[[nodiscard]] Probe menu_base(const ProbeFacts& facts);
[[nodiscard]] Probe diverted_calls(const ProbeFacts& facts);
[[nodiscard]] Probe robbed_line(const ProbeFacts& facts);
[[nodiscard]] Probe hurried_calls(const ProbeFacts& facts);
[[nodiscard]] Probe graded_by_load(const ProbeFacts& facts);
[[nodiscard]] Probe late_attendance_clock(const ProbeFacts& facts);
[[nodiscard]] Probe longer_target(const ProbeFacts& facts);
[[nodiscard]] Probe hidden_tail(const ProbeFacts& facts);
[[nodiscard]] Probe averaged_intervals(const ProbeFacts& facts);

}  // namespace fcr::probing
