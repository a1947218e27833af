// Which days, lines and hours of an extract a scenario is compared with.
#pragma once

#include "sim/agreement/day_facts.hpp"
#include "sim/base/result.hpp"
#include "sim/fitting/fit.hpp"
#include "sim/fitting/fit_extract.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/scenario_bundle.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fcr {

/// Days that a scenario's numbers say they are fitted from, as fcrsim fit writes it.
struct FittedSpan {
    std::string hash;  ///< the first twelve digits of the extract's SHA-256
    FitDays days;
};

/// Each once, in the order of the scenario.
[[nodiscard]] std::vector<FittedSpan> fitted_spans(std::span<const SourcedBlock> sources);

/// The span that is compared.
struct ComparedSpan {
    FitDays days;
    bool held_out = true;  ///< the scenario was fitted from none of the days
    std::vector<std::string> notes;
};

/// What the user asks for; without either the days after those that the scenario was fitted from,
/// or all whole days of an extract that it was not fitted from.
struct AskedSpan {
    std::optional<Date> from;
    std::optional<Date> until;
};

[[nodiscard]] Result<ComparedSpan> choose_span(const FitExtract& extract,
                                               std::span<const FittedSpan> fitted,
                                               const AskedSpan& asked);

struct ComparedLine {
    LineId line;
    Duration within{0};               ///< time of its service level
    std::vector<DayFault> faults;     ///< by day; a day with one is left out
    std::vector<std::uint8_t> bands;  ///< by day and hour: how busy the hour was, 0 quiet to 2 busy
    /// Calls in an hour of each band, least and most.
    std::array<std::pair<std::int64_t, std::int64_t>, kLoadBands> band_calls{};

    [[nodiscard]] bool has(std::size_t day) const { return faults[day] == DayFault::None; }
    [[nodiscard]] std::size_t days() const;
};

/// The compared days with what is observed of them.
class ComparedDays {
public:
    /// The extract's calls must be of the scenario's classes. A problem when no line has a day.
    [[nodiscard]] static Result<ComparedDays> make(const FitExtract& extract,
                                                   const Scenario& scenario,
                                                   ComparedSpan span);

    [[nodiscard]] const ComparedSpan& span() const { return span_; }
    [[nodiscard]] const std::vector<Date>& dates() const { return dates_; }
    [[nodiscard]] const std::vector<ComparedLine>& lines() const { return lines_; }
    [[nodiscard]] const ExtractTells& tells() const { return tells_; }
    [[nodiscard]] bool tells_pools() const { return tells_pools_; }
    /// The unit in which the extract tells waits: simulated ones are rounded to it.
    [[nodiscard]] Duration wait_unit() const { return wait_unit_; }
    /// By day.
    [[nodiscard]] const std::vector<DayFacts>& observed() const { return observed_; }
    [[nodiscard]] DayFacts no_facts() const;

    /// Empty for a day that is not compared.
    [[nodiscard]] std::optional<std::size_t> row_of(Date date) const;
    /// Empty for a line that is not compared.
    [[nodiscard]] std::optional<std::size_t> row_of(LineId line) const;

    /// Counts the call unless its day is left out for its line.
    void add(const ComparedCall& call, std::vector<DayFacts>& days) const;

private:
    ComparedDays() = default;
    void add_lines(const FitExtract& extract, const Scenario& scenario);
    void find_bands(const std::vector<ComparedCall>& calls);

    ComparedSpan span_;
    std::vector<Date> dates_;
    std::vector<ComparedLine> lines_;
    std::vector<std::optional<std::size_t>> line_rows_;  ///< by LineId
    std::size_t call_classes_ = 0;
    std::size_t pools_ = 0;
    ExtractTells tells_;
    bool tells_pools_ = false;
    Duration wait_unit_{1};
    std::vector<DayFacts> observed_;
};

/// A line's own time: of its first service level that counts the whole line; else 10 s of an
/// emergency line, 60 s of another.
[[nodiscard]] Duration service_time(const Scenario& scenario, LineId line);

}  // namespace fcr
