#include "sim/contract/expected_calls.hpp"

#include "sim/contract/forecast.hpp"

#include <algorithm>

namespace fcr {

ExpectedCalls::ExpectedCalls(const ContractTerms& terms,
                             const ServicePeriod& period,
                             const PeriodLedger& ledger)
    : by_line_(terms.scope.lines.size()) {
    add(ledger.forecast);
    if (std::ranges::any_of(by_line_, [](const auto& line) { return !line; })) {
        add(forecast_cells(terms, period));
    }
}

void ExpectedCalls::add(const std::vector<ForecastCell>& cells) {
    const std::vector<std::optional<std::int64_t>> before = by_line_;
    for (const ForecastCell& cell : cells) {
        std::optional<std::int64_t>& line = by_line_[cell.line.index()];
        if (!before[cell.line.index()]) {
            line = line.value_or(0) + cell.calls_millionths;
        }
    }
}

std::optional<std::int64_t> ExpectedCalls::on(const std::vector<LineId>& lines) const {
    std::int64_t calls = 0;
    for (const LineId line : lines) {
        if (!by_line_[line.index()]) {
            return std::nullopt;
        }
        calls += *by_line_[line.index()];
    }
    return calls;
}

std::optional<std::int64_t> ExpectedCalls::on_all_lines() const {
    std::vector<LineId> lines;
    for (std::size_t line = 0; line < by_line_.size(); ++line) {
        lines.emplace_back(line);
    }
    return on(lines);
}

}  // namespace fcr
