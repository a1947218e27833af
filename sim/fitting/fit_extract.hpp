// An extract of recorded calls, read for fitting: what each call tells, in the base scenario's
// words.
#pragma once

#include "sim/base/result.hpp"
#include "sim/base/time.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/scenario/civil_day.hpp"
#include "sim/scenario/local_time.hpp"
#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// One call. What it does not tell is empty.
struct ExtractCall {
    LocalTime offered;  ///< by the clock on the wall
    SimTime at;         ///< the same, on a clock that never changes
    CallClassId call_class;
    Outcome outcome = Outcome::Answered;
    std::uint64_t incident = 0;  ///< equal for calls about one incident
    bool again =
        false;  ///< one who has rung about the incident before, as fcrsim's own ledger tells
    SimTime left_queue = kNever;  ///< answered, or gave up
    SimTime ended = kNever;       ///< of answered calls: the caller has gone
    SimTime wrapped_up = kNever;
    SimTime presented = kNever;  ///< began to ring
    SimTime ready = kNever;      ///< the handler is free again
    std::optional<PoolId> pool;
    std::optional<HandlerId> handler;
};

/// What the extract can tell at all.
struct ExtractTells {
    bool outcomes = false;  ///< waits and who gave up
    bool talk = false;
    bool wrap_up = false;
    bool incidents = false;
    bool pick_up = false;
    bool ready = false;
    bool handlers = false;
};

/// Rows left out, and why.
struct RowsLeftOut {
    std::string why;
    std::uint64_t rows = 0;
};

struct FitExtract {
    std::string file;                ///< its name, without the folder
    std::string hash;                ///< SHA-256 of the file as it lies on the disk
    std::vector<ExtractCall> calls;  ///< in order of `at`
    ExtractTells tells;
    std::uint64_t read = 0;  ///< rows: calls and those left out
    std::vector<RowsLeftOut> left_out;
    std::optional<Date> from;  ///< that the mapping asks for
    std::optional<Date> until;
};

struct FitSources {
    std::filesystem::path extract;
    /// A LoadMapping or a LedgerMapping; without one the extract is fcrsim's own calls.csv.
    std::optional<std::filesystem::path> mapping;
    /// Of fcrsim's own calls.csv: the local day whose midnight is second 0.
    std::optional<Date> ledger_start;
};

/// Reads an extract, or tells everything that is wrong with it and its mapping. Test calls are left
/// out. Memory holds the calls.
[[nodiscard]] Result<FitExtract> read_fit_extract(const FitSources& sources,
                                                  const Scenario& scenario);

}  // namespace fcr
