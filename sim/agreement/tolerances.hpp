// How far a scenario may be off an extract and still be taken to agree: set before looking.
//
// Each default has its reason in docs/validation.md. They were chosen before any result was seen,
// are printed beside every verdict, and a user may agree others, by file or flag.
#pragma once

#include "sim/base/result.hpp"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// A kind of figure that has one tolerance.
enum class AgreementKind : std::uint8_t {
    Calls,            ///< of a line, all days
    CallsByBlock,     ///< of four hours of the day
    ClassShare,       ///< of a line's calls
    MeanWait,         ///< of answered calls
    WaitPercentile,   ///< the 90th of answered calls
    WaitBand,         ///< share of answered calls within 10 s and 60 s
    ServiceLevel,     ///< share of queued calls answered within the line's time
    ServiceInPart,    ///< the same by four hours of the day and by load
    Abandoned,        ///< share of queued calls
    Handling,         ///< mean talk and wrap-up
    Occupancy,        ///< handling over the scenario's time on duty
    WaitCorrelation,  ///< of days' mean waits, observed and simulated
};
inline constexpr std::size_t kAgreementKinds = 12;

/// What a tolerance is measured in.
enum class ToleranceUnit : std::uint8_t {
    Percent,  ///< of the observed value
    Points,   ///< percentage points
    Number,
};

struct Tolerance {
    std::string_view name;  ///< as files and flags have it
    ToleranceUnit unit = ToleranceUnit::Percent;
    double value = 0.0;
    double at_least_s = 0.0;  ///< of waits: whatever percent of a short wait is
};

/// By kind.
class Tolerances {
public:
    /// The defaults.
    Tolerances();

    [[nodiscard]] const Tolerance& of(AgreementKind kind) const {
        return rows_[static_cast<std::size_t>(kind)];
    }
    [[nodiscard]] std::span<const Tolerance> all() const { return rows_; }
    /// Whether one was changed, by whom: empty while all are the defaults.
    [[nodiscard]] const std::vector<std::string>& changes() const { return changes_; }

    /// Takes `name=value`, as a flag gives it; what is wrong with it goes to the problems.
    void set(const std::string& change, Problems& problems);

    /// Takes the rows of a file: `name = value`, a row each; empty rows and those that begin with
    /// `#` are skipped.
    void read(const std::filesystem::path& file, Problems& problems);

private:
    void set(std::string_view name, const std::string& value, Problem place, Problems& problems);

    std::vector<Tolerance> rows_;
    std::vector<std::string> changes_;
};

/// `10 %`, `5 points`, `25 %, at least 3 s`.
[[nodiscard]] std::string to_words(const Tolerance& tolerance);

}  // namespace fcr
