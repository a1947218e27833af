// A message of a scenario file under validation: its values, where they stand, what is wrong.
#pragma once

#include "sim/base/check.hpp"
#include "sim/scenario/findings.hpp"

#include <google/protobuf/text_format.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// What a number may be; both ends belong to it unless `above_min`.
struct Range {
    double min = 0.0;
    double max = 0.0;
    bool above_min = false;
    std::string_view unit{};  ///< such as "seconds"
};

inline constexpr double kSecondsMax = 366.0 * 86'400.0;  ///< no time of a scenario is longer

inline constexpr Range kSpan{.min = 0.0, .max = kSecondsMax, .unit = "seconds"};
inline constexpr Range kSpanAboveZero{.min = 1e-6, .max = kSecondsMax, .unit = "seconds"};
inline constexpr Range kShare{.min = 0.0, .max = 1.0};

/// `from 0 to 31622400 seconds`, or `above 0 and at most 2`.
[[nodiscard]] std::string to_string(const Range& range);

/// The names of one kind of thing, in the order of their ids.
struct Names {
    std::string_view kind;  ///< in the singular, with its article: "a pool"
    std::vector<std::string> names{};

    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
};

/// A text that can be looked up by line.
class SourceText {
public:
    SourceText() = default;
    explicit SourceText(std::string text);

    [[nodiscard]] const std::string& all() const { return text_; }

    /// The bytes from one zero-based place to another, as the parser counts columns: a tab goes on
    /// to the next multiple of eight. Places outside the text give an empty view.
    [[nodiscard]] std::string_view between(google::protobuf::TextFormat::ParseLocation from,
                                           google::protobuf::TextFormat::ParseLocation until) const;

private:
    [[nodiscard]] std::size_t offset(google::protobuf::TextFormat::ParseLocation at) const;

    std::string text_;
    std::vector<std::size_t> lines_;  ///< where each line begins
};

/// Where a scenario came from, and what was changed in it afterwards.
struct TextOrigin {
    std::string file;  ///< as the user named it
    SourceText text;   ///< of the file
    const google::protobuf::TextFormat::ParseInfoTree* locations = nullptr;
    std::vector<std::string> overridden{};  ///< keys, see Block::key, of what --set changed
};

/// A message, its path and its place; complaints go to the findings. A view: origin, findings and
/// message outlive it. Field numbers are those of the message (bug otherwise).
class Block {
public:
    Block(const google::protobuf::Message& message, const TextOrigin& origin, Findings& findings);

    /// The message itself, as the type it has.
    template <typename Message>
    [[nodiscard]] const Message& as() const {
        FCR_CHECK(message_->GetDescriptor() == Message::descriptor(), "a block of another type");
        return static_cast<const Message&>(*message_);
    }

    [[nodiscard]] bool has(int field) const;
    [[nodiscard]] int size(int field) const;
    [[nodiscard]] Block child(int field) const;
    [[nodiscard]] Block child(int field, int index) const;
    [[nodiscard]] Findings& findings() const { return *findings_; }

    /// Path for people: pools[in_house].seats; by name where there is one, else by index.
    [[nodiscard]] std::string path(int field, int index = -1) const;
    /// Path for the program: pools[0].seats; always by index.
    [[nodiscard]] std::string key(int field, int index = -1) const;
    /// Where the field stands, or the block when the field is not there.
    [[nodiscard]] Place place(int field, int index = -1) const;

    // Reading. What is wrong is refused at once and answered with a harmless value.

    /// The number, if it is there and in range.
    [[nodiscard]] std::optional<double> number(int field, const Range& range) const;
    [[nodiscard]] double number_or(int field, const Range& range, double otherwise) const;
    /// Refuses its absence too; the range's lower end is the harmless value.
    [[nodiscard]] double needed_number(int field, const Range& range) const;
    /// A whole number; the range's ends fit into 32 bits (bug otherwise).
    [[nodiscard]] std::uint32_t count_or(int field,
                                         const Range& range,
                                         std::uint32_t otherwise) const;
    /// A list of numbers, of which those out of range become its lower end.
    [[nodiscard]] std::vector<double> numbers(int field, const Range& range) const;
    /// An enumerator by number: never 0, never unknown.
    [[nodiscard]] std::optional<int> enumerator(int field) const;
    /// A list of enumerators by number, without those that are 0 or unknown.
    [[nodiscard]] std::vector<int> enumerators(int field) const;
    [[nodiscard]] std::string text(int field, int index = -1) const;
    /// Refuses a list with too few or too many elements; the number of those to look at.
    [[nodiscard]] int rows(int field, int min, int max) const;
    /// The row of the thing that the field names.
    [[nodiscard]] std::optional<std::size_t> named(int field,
                                                   const Names& names,
                                                   int index = -1) const;

    // Complaining.

    /// The field's value is wrong; it is told as written.
    void refuse(int field, std::string remedy) const;
    void refuse(int field, int index, std::string remedy) const;
    /// The field is not there.
    void missing(int field, std::string remedy) const;
    /// The block as a whole is wrong.
    void refuse_block(std::string value, std::string remedy) const;
    /// The field names a file in which something is wrong.
    void refuse_file(int field, Problem problem) const;

private:
    Block() = default;
    [[nodiscard]] const google::protobuf::FieldDescriptor& descriptor(int field) const;
    [[nodiscard]] std::string value(int field, int index) const;
    [[nodiscard]] bool overridden(const std::string& key) const;
    [[nodiscard]] double raw_number(int field, int index) const;
    void add(const std::string& key,
             Place place,
             std::string path,
             std::string value,
             std::string remedy) const;

    const google::protobuf::Message* message_ = nullptr;
    const google::protobuf::TextFormat::ParseInfoTree* tree_ = nullptr;
    const TextOrigin* origin_ = nullptr;
    Findings* findings_ = nullptr;
    std::string path_;
    std::string key_;
    Place place_;
};

/// The name by which an element of a list is called: its `name`, `id`, `call_class` or `kpi`.
/// Empty when it has none that can stand in a path.
[[nodiscard]] std::string name_of(const google::protobuf::Message& message);

/// Whether a name can be shown and put into a path: 1 to 64 bytes of UTF-8, no control characters,
/// no space at its ends and none of []{}",;=
[[nodiscard]] bool is_name(std::string_view name);

/// What `is_name` asks for, as a sentence part.
inline constexpr std::string_view kNameRemedy =
    "must be a name of 1 to 64 bytes, without control characters and []{}\",;=";

}  // namespace fcr
