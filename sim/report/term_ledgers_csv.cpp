#include "sim/report/term_ledgers_csv.hpp"

#include "sim/contract/relief.hpp"
#include "sim/control_room/disruption_draw.hpp"
#include "sim/metrics/ledger.hpp"
#include "sim/report/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace fcr {

namespace {

void heading(CsvText& csv, std::initializer_list<std::string_view> columns) {
    for (const std::string_view column : columns) {
        csv.raw(column);
    }
    csv.end_row();
}

std::string seconds(SimTime at) {
    const std::int64_t us = (at - kStartOfRun).count();
    return fmt::format("{}.{:06}", us / 1'000'000, us % 1'000'000);
}

/// Whether a stage takes staff from contractors' pools alone; empty when it takes none.
std::optional<bool> takes_from_contractors_only(const Scenario& scenario,
                                                const CompiledDisruptionStage& stage) {
    std::optional<bool> only;
    for (std::size_t row = 0; row < scenario.pools.size(); ++row) {
        if (stage.seats_multiplier[PoolId{row}] < 1.0) {
            const EmployerId employer = scenario.pools[row].employer;
            only = only.value_or(true) && scenario.employers[employer.index()].contractor;
        }
    }
    return only;
}

/// Empty for a stage that only brings more calls: volume is judged by the forecast.
std::optional<ReliefCause> cause_of(const Scenario& scenario,
                                    const CompiledDisruptionStage& stage) {
    const bool fails = std::ranges::any_of(
        stage.lines, [](const CompiledLineCut& cut) { return cut.connect_loss_share > 0.0; });
    if (fails) {
        return ReliefCause::ThirdParty;
    }
    if (const auto only_contractors = takes_from_contractors_only(scenario, stage)) {
        return *only_contractors ? ReliefCause::StrikeOwnStaff : ReliefCause::AuthorityCause;
    }
    return stage.handling_factor > 1.0 ? std::optional(ReliefCause::Cyber) : std::nullopt;
}

}  // namespace

std::string forecast_ledger_csv(const CompiledScenario& compiled) {
    CsvText csv;
    heading(csv, {"line", "from_s", "until_s", "calls", "handling_s"});
    for (std::size_t line = 0; line < compiled.lines.size(); ++line) {
        for (std::uint32_t interval = 0; interval < compiled.lines[LineId{line}].rates.count;
             ++interval) {
            const ForecastRow row = forecast_row(compiled, LineId{line}, interval);
            csv.text(compiled.lines[LineId{line}].name)
                .raw(seconds(row.from))
                .raw(seconds(row.from + row.length))
                .raw(fmt::format("{:.6f}", row.calls))
                .raw(fmt::format("{:.6f}", row.handling_s));
            csv.end_row();
        }
    }
    return csv.take();
}

std::string event_ledger_csv(const Scenario& scenario,
                             const CompiledScenario& compiled,
                             std::uint64_t seed,
                             std::uint64_t first_replication,
                             std::uint64_t replications) {
    CsvText csv;
    heading(csv,
            {"replication", "id", "cause", "from_s", "until_s", "claimed_after_days", "evidence"});
    for (std::uint64_t number = first_replication; number < first_replication + replications;
         ++number) {
        const Streams streams(seed, number);
        std::vector<int> stages(compiled.disruptions.size());
        for (const CompiledDisruptionStage& stage : compiled.disruption_stages.rows()) {
            const std::size_t disruption = stage.disruption.index();
            const int ordinal = ++stages[disruption];
            const auto cause = cause_of(scenario, stage);
            if (!cause || !disruption_happens(
                              streams, disruption, compiled.disruptions[stage.disruption].chance)) {
                continue;
            }
            csv.raw(fmt::format("{}", number))
                .text(fmt::format("{}/{}", scenario.disruptions[disruption].name, ordinal))
                .raw(name_of(*cause))
                .raw(seconds(stage.from))
                .raw(seconds(stage.until))
                .raw("0")
                .raw("yes");
            csv.end_row();
        }
    }
    return csv.take();
}

}  // namespace fcr
