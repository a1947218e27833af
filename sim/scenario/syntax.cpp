#include "sim/scenario/syntax.hpp"

#include "sim/scenario/input_file.hpp"
#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/message.h>

#include <map>
#include <utility>
#include <vector>

namespace fcr {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::TextFormat;
using google::protobuf::io::ArrayInputStream;
using google::protobuf::io::Tokenizer;

constexpr int kDepthMax = 32;  // the schema nests six deep

/// Keeps the first error: a parser that has lost its way reports many.
class FirstError : public google::protobuf::io::ErrorCollector {
public:
    void AddError(int line, int column, const std::string& message) override {
        if (!found_) {
            found_ = true;
            at_ = {line, column};
            message_ = message;
        }
    }

    [[nodiscard]] TextFormat::ParseLocation at() const { return at_; }
    [[nodiscard]] const std::string& message() const { return message_; }

private:
    bool found_ = false;
    TextFormat::ParseLocation at_{0, 0};
    std::string message_ = "cannot be read";
};

/// Follows the tokens up to a place and so knows which field stands there.
class FieldFinder {
public:
    explicit FieldFinder(const Descriptor& root) { frames_.push_back({.type = &root}); }

    void read_until(const std::string& text, TextFormat::ParseLocation end) {
        ArrayInputStream stream(text.data(), static_cast<int>(text.size()));
        FirstError ignored;
        Tokenizer tokenizer(&stream, &ignored);
        tokenizer.set_comment_style(Tokenizer::SH_COMMENT_STYLE);
        tokenizer.set_require_space_after_number(false);
        tokenizer.set_allow_multiline_strings(true);
        while (tokenizer.Next()) {
            const Tokenizer::Token& token = tokenizer.current();
            if (token.line > end.line || (token.line == end.line && token.column >= end.column)) {
                return;
            }
            read(token);
        }
    }

    /// The field that was begun last in the block that is open; null when there is none or it is
    /// unknown.
    [[nodiscard]] const FieldDescriptor* field() const {
        const Frame& frame = frames_.back();
        return frame.type == nullptr ? nullptr : frame.type->FindFieldByName(frame.field);
    }
    [[nodiscard]] const std::string& field_name() const { return frames_.back().field; }
    [[nodiscard]] const Descriptor* block() const { return frames_.back().type; }
    [[nodiscard]] bool wants_value() const {
        return frames_.back().wants_value || frames_.back().in_list;
    }
    [[nodiscard]] TextFormat::ParseLocation name_at() const { return name_at_; }
    [[nodiscard]] TextFormat::ParseLocation value_at() const { return value_at_; }

    /// Such as pools[2].seats.
    [[nodiscard]] std::string path() const {
        std::string path;
        for (const Frame& frame : frames_) {
            if (frame.field.empty()) {
                break;
            }
            path += path.empty() ? frame.field : '.' + frame.field;
            const FieldDescriptor* known =
                frame.type == nullptr ? nullptr : frame.type->FindFieldByName(frame.field);
            if (known != nullptr && known->is_repeated()) {
                path += fmt::format("[{}]", frame.counts.at(frame.field) - 1);
            }
        }
        return path;
    }

private:
    /// A block that is open.
    struct Frame {
        const Descriptor* type = nullptr;
        std::map<std::string, int> counts{};  ///< how often each field was begun
        std::string field{};
        bool wants_value = false;
        bool in_list = false;
    };

    void read(const Tokenizer::Token& token) {
        Frame& frame = frames_.back();
        if (token.text == "{" || token.text == "<") {
            open(frame);
        } else if (token.text == "}" || token.text == ">") {
            close();
        } else if (token.text == ":") {
            frame.wants_value = true;
        } else if (token.text == "[") {
            frame.in_list = frame.wants_value;
        } else if (token.text == "]") {
            frame.in_list = false;
            frame.wants_value = false;
        } else if (token.text == "," && frame.in_list) {
            ++frame.counts[frame.field];
        } else if (frame.wants_value || frame.in_list) {
            value_at_ = {token.line, token.column};
            frame.wants_value = frame.in_list || token.text == "-";
        } else if (token.type == Tokenizer::TYPE_IDENTIFIER) {
            name_at_ = {token.line, token.column};
            frame.field = token.text;
            ++frame.counts[token.text];
        }
    }

    void open(Frame& frame) {
        const FieldDescriptor* field =
            frame.type == nullptr ? nullptr : frame.type->FindFieldByName(frame.field);
        frame.wants_value = false;
        Frame inner;
        inner.type = field == nullptr || field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE
                         ? nullptr
                         : field->message_type();
        if (frames_.size() <= kDepthMax) {
            frames_.push_back(std::move(inner));
        }
    }

    void close() {
        if (frames_.size() > 1) {
            frames_.pop_back();
        }
    }

    std::vector<Frame> frames_;
    TextFormat::ParseLocation name_at_{0, 0};
    TextFormat::ParseLocation value_at_{0, 0};
};

/// The word or quoted text that begins at a place.
std::string word_at(const SourceText& text, TextFormat::ParseLocation at) {
    const std::string_view rest = text.between(at, {at.line + 1, 0});
    if (rest.empty()) {
        return {};
    }
    const bool quoted = rest.front() == '"' || rest.front() == '\'';
    const std::size_t end =
        quoted ? rest.find(rest.front(), 1) : rest.find_first_of(" \t\r\n,;{}[]#");
    return as_shown(rest.substr(0, quoted && end != std::string_view::npos ? end + 1 : end));
}

std::vector<std::string> enumerator_names(const FieldDescriptor& field) {
    std::vector<std::string> names;
    for (int row = 0; row < field.enum_type()->value_count(); ++row) {
        if (field.enum_type()->value(row)->number() != 0) {
            names.push_back(field.enum_type()->value(row)->name());
        }
    }
    return names;
}

/// The parser's own words, as a sentence part, unless there are better ones.
std::string in_its_words(const std::string& message) {
    constexpr std::string_view no_name = "Expected identifier, got: ";
    if (message == no_name) {
        return "the text ends inside a block: a } is missing";
    }
    if (message.starts_with(no_name)) {
        return "a field name must stand here, or the } of the block";
    }
    std::string_view words = message;
    while (!words.empty() && words.back() == '.') {
        words.remove_suffix(1);
    }
    return "cannot be read: " + as_shown(words, 100);
}

/// Says what the parser's message means for the scenario and puts the place where the fault is:
/// the parser tells some faults one token late.
Problem explain(const FirstError& error, const FieldFinder& finder, const SourceText& text) {
    Problem problem;
    TextFormat::ParseLocation at = error.at();
    const std::string& message = error.message();
    const FieldDescriptor* field = finder.field();
    problem.field = as_shown(finder.path(), 200);
    problem.remedy = in_its_words(message);
    if (message.find("has no field named") != std::string::npos && finder.block() != nullptr) {
        at = finder.name_at();
        problem.remedy = fmt::format("there is no such field in {}{}",
                                     finder.block()->name(),
                                     suggest(finder.field_name(), field_names(*finder.block())));
    } else if (message.find("specified multiple times") != std::string::npos) {
        at = finder.name_at();
        problem.remedy = "must be given once";
    } else if (message.find("another member of oneof") != std::string::npos && field != nullptr) {
        at = finder.name_at();
        problem.remedy = fmt::format("only one {} may be given", field->containing_oneof()->name());
    } else if (message.starts_with("Unknown enumeration value") && field != nullptr) {
        at = finder.value_at();
        problem.value = word_at(text, at);
        problem.remedy = fmt::format("must be one of {}", listed(enumerator_names(*field)));
    } else if (message.starts_with("Expected identifier")) {
        problem.value = word_at(text, at);
    } else if (field != nullptr && finder.wants_value()) {
        problem.value = word_at(text, at);
        problem.remedy = expectation(*field);
    }
    problem.line = at.line + 1;
    problem.column = at.column + 1;
    return problem;
}

}  // namespace

std::optional<Problem> parse_text(const std::string& file,
                                  const SourceText& text,
                                  google::protobuf::Message& message,
                                  TextFormat::ParseInfoTree& locations) {
    FirstError error;
    TextFormat::Parser parser;
    parser.RecordErrorsTo(&error);
    parser.WriteLocationsTo(&locations);
    parser.SetRecursionLimit(kDepthMax);
    if (parser.ParseFromString(text.all(), &message)) {
        return std::nullopt;
    }
    FieldFinder finder(*message.GetDescriptor());
    finder.read_until(text.all(), error.at());
    Problem problem = explain(error, finder, text);
    problem.file = file;
    return problem;
}

std::optional<Problem> parse_filled_text(const std::string& file,
                                         const SourceText& text,
                                         std::string_view needs,
                                         google::protobuf::Message& message,
                                         google::protobuf::TextFormat::ParseInfoTree& locations) {
    if (auto problem = parse_text(file, text, message, locations)) {
        return problem;
    }
    if (message.ByteSizeLong() > 0) {
        return std::nullopt;
    }
    return Problem{.file = file,
                   .line = 1,
                   .column = 1,
                   .field = {},
                   .value = {},
                   .remedy = "is empty; " + std::string(needs)};
}

std::string expectation(const FieldDescriptor& field) {
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_DOUBLE:
        case FieldDescriptor::CPPTYPE_FLOAT: return "must be a number";
        case FieldDescriptor::CPPTYPE_UINT32:
        case FieldDescriptor::CPPTYPE_UINT64: return "must be a whole number from 0 to 4294967295";
        case FieldDescriptor::CPPTYPE_INT32:
        case FieldDescriptor::CPPTYPE_INT64: return "must be a whole number";
        case FieldDescriptor::CPPTYPE_BOOL: return "must be true or false";
        case FieldDescriptor::CPPTYPE_ENUM:
            return fmt::format("must be one of {}", listed(enumerator_names(field)));
        case FieldDescriptor::CPPTYPE_STRING: return "must be text in quotes";
        case FieldDescriptor::CPPTYPE_MESSAGE:
            return fmt::format("must be a block in braces with {}",
                               listed(field_names(*field.message_type())));
    }
    return "must be a value";
}

std::vector<std::string> field_names(const Descriptor& type) {
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(type.field_count()));
    for (int row = 0; row < type.field_count(); ++row) {
        names.push_back(type.field(row)->name());
    }
    return names;
}

}  // namespace fcr
