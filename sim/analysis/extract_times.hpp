// The times of a force's extract as moments of a ledger.
#pragma once

#include "sim/analysis/ledger_clock.hpp"
#include "sim/analysis/ledger_mapping.hpp"
#include "sim/analysis/row_fault.hpp"
#include "sim/scenario/local_time.hpp"
#include "tl/expected.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// Reads times in the mapping's formats and zone, and counts which were met. Not thread-safe.
class ExtractTimes {
public:
    /// Mapping and clock must outlive it; the mapping's formats are sound (bug otherwise).
    ExtractTimes(const LedgerMapping& mapping, const LedgerClock& clock);

    using Reading = tl::expected<LedgerClock::Reading, RowFault>;
    /// The moment of a time, by the clock on the wall the first one that shows it; the date stands
    /// before it where it has a cell of its own.
    [[nodiscard]] Reading read(std::string_view text, std::string_view date = {});

    /// Times read by each format, the mapping's first.
    [[nodiscard]] const std::vector<std::uint64_t>& by_format() const { return by_format_; }
    /// Times by the minutes of the zone written behind them.
    [[nodiscard]] const std::map<int, std::uint64_t>& by_offset() const { return by_offset_; }

private:
    const LedgerMapping& mapping_;
    const LedgerClock& clock_;
    std::vector<TimeReader> readers_;
    std::vector<std::uint64_t> by_format_;
    std::map<int, std::uint64_t> by_offset_;
    std::string text_;  ///< of a time that had to be put together
};

/// A duration as the mapping says that durations are written; negative ones too.
[[nodiscard]] std::optional<Duration> read_span(std::string_view text,
                                                const LedgerMapping& mapping);

/// The minutes of a zone written at the end of a time, which is cut off: Z, UTC, GMT, BST, +01:00,
/// +0100, +01. Empty when there is none.
[[nodiscard]] std::optional<int> take_written_zone(std::string_view& text);

}  // namespace fcr
