// A subcommand: what it is called, what flags it takes, what it does.
#pragma once

#include "tools/fcrsim/exit_code.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// The program's words as the user typed them, the program's name first.
using CommandLine = std::vector<std::string>;

/// What a subcommand does once its flags have been read.
using Action = std::function<ExitCode(const CommandLine&)>;

/// A range that a flag's number must lie in, ends included.
template <typename Number>
struct FlagRange {
    Number least{};
    Number most{};
};

/// A flag's name, the name of its value in the help, and what it is for.
struct FlagText {
    std::string name;   ///< `--seed`
    std::string value;  ///< `N`; empty for a flag without value
    std::string help;
};

/// Declares what a subcommand takes. The variables are set when the command line is read and must
/// live as long as the action. What the user did not give stays as it is.
class Flags {
public:
    Flags() = default;
    Flags(const Flags&) = delete;
    Flags& operator=(const Flags&) = delete;
    virtual ~Flags() = default;

    /// A word without a flag, which must be given; in capitals: `SCENARIO`.
    virtual void argument(const FlagText& text, std::string& value) = 0;
    /// One or more of them.
    virtual void arguments(const FlagText& text, std::vector<std::string>& values) = 0;

    virtual void flag(const FlagText& text, bool& value) = 0;
    virtual void words(const FlagText& text, std::optional<std::string>& value) = 0;
    /// May be given again.
    virtual void repeated_words(const FlagText& text, std::vector<std::string>& values) = 0;
    /// `--trace` alone gives an empty text, `--trace=FILE` the words.
    virtual void optional_words(const FlagText& text, std::optional<std::string>& value) = 0;
    virtual void whole_number(const FlagText& text,
                              FlagRange<std::uint64_t> range,
                              std::optional<std::uint64_t>& value) = 0;
    /// `3/8`: two whole numbers from 1, the first at most the second.
    virtual void fraction(const FlagText& text, std::uint32_t& part, std::uint32_t& whole) = 0;
    virtual void number(const FlagText& text,
                        FlagRange<double> range,
                        std::optional<double>& value) = 0;
};

/// One row of the program's table of subcommands, or of a subcommand's own table.
struct Subcommand {
    std::string_view name;
    std::string_view summary;   ///< one line for `fcrsim --help`
    std::string_view examples;  ///< lines for the end of its own help
    Action (*add)(Flags& flags) = nullptr;
    bool uses_ranks = false;  ///< else the first rank of an MPI job does it alone
    /// Commands of its own, as in `fcrsim contract lint`; then it has no `add`.
    std::vector<Subcommand> commands{};
};

}  // namespace fcr
