#include "tools/fcrsim/command_line.hpp"

#include "sim/report/text_table.hpp"
#include "sim/scenario/near_name.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/launcher.hpp"
#include "tools/fcrsim/version.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace fcr {
namespace {

/// The number that the words are as a whole.
template <typename Number>
std::optional<Number> parse_number(const std::string& words) {
    Number number{};
    const char* const end = words.data() + words.size();
    const auto [stop, error] = std::from_chars(words.data(), end, number);
    if (error != std::errc{} || stop != end) {
        return std::nullopt;
    }
    return number;
}

[[noreturn]] void refuse(const FlagText& text,
                         const std::string& words,
                         const std::string& remedy) {
    throw CLI::ValidationError(text.name, fmt::format("{} (found \"{}\")", remedy, words));
}

constexpr std::uint32_t kPartsMax = 100'000;
constexpr std::size_t kHelpColumn = 28;
constexpr std::string_view kBareFlag = "true";  // what CLI11 makes of a flag without value

/// The text in lines that fit beside the names of the flags.
std::string in_lines(const std::string& help) {
    std::string lines = wrapped(help, 0, 100 - kHelpColumn);
    lines.pop_back();
    return lines;
}

/// Flags on CLI11.
class CliFlags final : public Flags {
public:
    explicit CliFlags(CLI::App& app) : app_(app) {}

    void argument(const FlagText& text, std::string& value) override {
        app_.add_option(text.name, value, in_lines(text.help))->required()->type_name("");
    }
    void arguments(const FlagText& text, std::vector<std::string>& values) override {
        app_.add_option(text.name, values, in_lines(text.help))->required()->type_name("");
    }
    void flag(const FlagText& text, bool& value) override {
        app_.add_flag(text.name, value, in_lines(text.help));
    }
    void words(const FlagText& text, std::optional<std::string>& value) override {
        add(text, [text, &value](const std::string& words) {
            if (words.empty()) {
                refuse(text, words, "must not be empty");
            }
            value = words;
        });
    }
    void repeated_words(const FlagText& text, std::vector<std::string>& values) override {
        app_.add_option(text.name, values, in_lines(text.help))
            ->type_name(text.value + " ...")
            ->expected(1)
            ->take_all()
            ->allow_extra_args(false);
    }
    void optional_words(const FlagText& text, std::optional<std::string>& value) override {
        optional_.emplace_back(
            app_.add_flag(text.name)->take_last()->description(in_lines(text.help)), &value);
    }
    void whole_number(const FlagText& text,
                      FlagRange<std::uint64_t> range,
                      std::optional<std::uint64_t>& value) override {
        add_number(text, range, value, "a whole number");
    }
    void fraction(const FlagText& text, std::uint32_t& part, std::uint32_t& whole) override {
        add(text, [text, &part, &whole](const std::string& words) {
            const std::size_t slash = std::min(words.find('/'), words.size());
            const auto first = parse_number<std::uint32_t>(words.substr(0, slash));
            const auto second =
                parse_number<std::uint32_t>(words.substr(std::min(slash + 1, words.size())));
            if (!first || !second || *first < 1 || *first > *second || *second > kPartsMax) {
                refuse(text,
                       words,
                       fmt::format("must be I/N with I from 1 to N, and N at most {}", kPartsMax));
            }
            part = *first;
            whole = *second;
        });
    }
    void number(const FlagText& text,
                FlagRange<double> range,
                std::optional<double>& value) override {
        add_number(text, range, value, "a number");
    }

    /// Sets what CLI11 sets only after everything has been read.
    void finish() const {
        for (const auto& [option, value] : optional_) {
            if (option->count() > 0) {
                const std::string words = option->as<std::string>();
                *value = words == kBareFlag ? std::string{} : words;
            }
        }
    }

private:
    template <typename Read>
    void add(const FlagText& text, Read read) {
        app_.add_option_function<std::string>(text.name, std::move(read), in_lines(text.help))
            ->type_name(text.value);
    }

    template <typename Number>
    void add_number(const FlagText& text,
                    FlagRange<Number> range,
                    std::optional<Number>& value,
                    std::string_view kind) {
        const std::string remedy =
            fmt::format("must be {} from {} to {}", kind, range.least, range.most);
        add(text, [text, range, remedy, &value](const std::string& words) {
            const std::optional<Number> number = parse_number<Number>(words);
            if (!number || !(*number >= range.least && *number <= range.most)) {
                refuse(text, words, remedy);
            }
            value = number;
        });
    }

    CLI::App& app_;
    std::vector<std::pair<CLI::Option*, std::optional<std::string>*>> optional_;
};

/// The commands of a table; `who` is what the user typed to reach it.
std::string help(std::string_view who,
                 std::string_view about,
                 std::span<const Subcommand> commands) {
    std::string text = fmt::format("{}\n\nUsage: {} COMMAND ...\n\nCommands:\n", about, who);
    for (const Subcommand& command : commands) {
        text += fmt::format("  {:<10}{}\n", command.name, command.summary);
    }
    text += fmt::format("\n{} COMMAND --help tells more and gives examples.", who);
    return text;
}

ExitCode refuse_words(std::string_view who, std::string_view problem) {
    say(fmt::format("{}: {}\n{} --help shows what it takes.", who, problem, who));
    return ExitCode::BadInput;
}

/// What to say of words that no flag and no argument takes.
std::string unexpected(const CLI::App& app, const std::vector<std::string>& extras) {
    const std::string& word = extras.front();
    if (word.size() < 2 || word.front() != '-') {
        return fmt::format("one argument too many: \"{}\"", word);
    }
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        if (!option->get_lnames().empty()) {
            names.push_back("--" + option->get_lnames().front());
        }
    }
    const std::string name = word.substr(0, word.find('='));
    return fmt::format("there is no flag {}{}", name, suggest(name, names));
}

/// What to say of a flag that has too few values or too many.
std::string miscounted(const std::string& flag, const CommandLine& words) {
    const auto times = std::ranges::count_if(words, [&flag](const std::string& word) {
        return word == flag || word.starts_with(flag + "=");
    });
    return times > 1 ? flag + " is given twice" : flag + " needs a value, and one only";
}

/// Reads the flags, which follow the first `read` words, and acts. `who` is those words.
ExitCode act(const Subcommand& subcommand,
             const std::string& who,
             const CommandLine& words,
             std::ptrdiff_t read) {
    CLI::App app(std::string(subcommand.summary), who);
    app.set_help_flag("-h,--help", "shows this");
    app.allow_extras();
    app.footer(fmt::format("Examples:\n{}", subcommand.examples));
    app.get_formatter()->column_width(kHelpColumn);
    app.get_formatter()->label("REQUIRED", "");
    app.get_formatter()->label("Positionals", "Arguments");
    CliFlags flags(app);
    const Action action = subcommand.add(flags);
    try {
        // CLI11 takes them last first.
        app.parse(std::vector<std::string>(words.rbegin(), words.rend() - read));
        const std::vector<std::string> extras = app.remaining();
        if (!extras.empty()) {
            return refuse_words(who, unexpected(app, extras));
        }
        flags.finish();
    } catch (const CLI::CallForHelp&) {
        return print(app.help());
    } catch (const CLI::ArgumentMismatch& error) {
        const std::string problem = error.what();
        return refuse_words(who, miscounted(problem.substr(0, problem.find(':')), words));
    } catch (const CLI::RequiredError& error) {
        // A flag that is wrong is told before an argument that is missing.
        const std::vector<std::string> extras = app.remaining();
        return refuse_words(who, extras.empty() ? error.what() : unexpected(app, extras));
    } catch (const CLI::ParseError& error) {
        return refuse_words(who, error.what());
    }
    if (is_silent_copy() && !subcommand.uses_ranks) {
        return ExitCode::Done;
    }
    return action(words);
}

bool asks_for_help(std::string_view word) {
    return word == "--help" || word == "-h" || word == "help";
}

/// Finds the command that the next word names, in the table reached by the first `read` words.
ExitCode dispatch(const std::string& who,
                  std::string_view about,
                  const CommandLine& words,
                  std::ptrdiff_t read,
                  std::span<const Subcommand> commands) {
    if (static_cast<std::size_t>(read) >= words.size() ||
        asks_for_help(words[static_cast<std::size_t>(read)])) {
        return print(help(who, about, commands) + "\n");
    }
    const std::string& word = words[static_cast<std::size_t>(read)];
    const auto found = std::ranges::find(commands, word, &Subcommand::name);
    if (found == commands.end()) {
        std::vector<std::string> names;
        for (const Subcommand& command : commands) {
            names.emplace_back(command.name);
        }
        return refuse_words(
            who, fmt::format("there is no command \"{}\"{}", word, suggest(word, names)));
    }
    const std::string next = fmt::format("{} {}", who, found->name);
    return found->commands.empty()
               ? act(*found, next, words, read + 1)
               : dispatch(next, found->summary, words, read + 1, found->commands);
}

}  // namespace

ExitCode run_command_line(const CommandLine& words, std::span<const Subcommand> subcommands) {
    if (words.size() > 1 && words[1] == "--version") {
        return print(fmt::format("fcrsim {}\n", version()));
    }
    constexpr std::string_view about =
        "Simulates a police force control room: who waits, how long, and what it takes to answer "
        "them.";
    if (words.size() < 2 || asks_for_help(words[1])) {
        return print(help("fcrsim", about, subcommands) + " fcrsim --version tells the version.\n");
    }
    return dispatch("fcrsim", about, words, 1, subcommands);
}

}  // namespace fcr
