// What a user may ask of a comparison.
#pragma once

#include "sim/base/result.hpp"
#include "sim/report/comparison.hpp"
#include "tools/fcrsim/subcommand.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// The flags as given; what was not given is empty.
struct CompareOptions {
    std::vector<std::string> files;
    std::vector<std::string> set;
    std::vector<std::string> variants;  ///< NAME:PATH=VALUE
    std::optional<std::string> baseline;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint64_t> replications;
    std::optional<std::uint64_t> replications_max;
    std::optional<std::uint64_t> jobs;
    std::optional<double> confidence;
    bool control_variates = false;
    std::optional<std::string> rank;
    std::optional<double> indifference;
    std::vector<std::string> prices;  ///< EMPLOYER=POUNDS
    std::optional<std::string> out;
    bool json = false;
    bool csv = false;

    [[nodiscard]] std::uint64_t replications_asked() const;
    [[nodiscard]] std::uint64_t replications_most() const;
};

/// Declares the flags of the options, which must live as long as the action.
void add_compare_flags(Flags& flags, CompareOptions& options);

/// What is wrong with the flags taken together; empty when nothing is.
[[nodiscard]] std::optional<std::string> conflict(const CompareOptions& options);

/// A scenario that is made out of the baseline.
struct Variant {
    std::string name;
    std::vector<std::string> set;  ///< PATH=VALUE
};

/// The variants by name, in the order in which their names come first.
[[nodiscard]] Result<std::vector<Variant>> variants_of(const CompareOptions& options);

[[nodiscard]] Result<std::vector<HourlyPrice>> prices_of(const CompareOptions& options);

}  // namespace fcr
