#include "sim/analysis/load_reader.hpp"

#include "sim/base/check.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

constexpr Duration kDay = std::chrono::hours{24};

TimeReader reader_of(const std::string& format) {
    auto reader = TimeReader::make(format);
    FCR_CHECK(reader.has_value(), "the mapping's time format was not checked");
    return std::move(*reader);
}

/// A cell fit for a message, even where it is no UTF-8.
std::string told(std::string_view cell) {
    if (is_utf8(cell)) {
        return as_shown(cell);
    }
    std::string text(cell);
    std::ranges::replace_if(
        text, [](char letter) { return static_cast<unsigned char>(letter) >= 0x80; }, '?');
    return as_shown(text);
}

/// A time that counts from LocalTime's zero until the load's own midnight is known.
SimTime provisional(LocalTime time) {
    return kStartOfRun + time.time_since_epoch();
}

std::int64_t days_between(LocalTime from, LocalTime to) {
    return (to - from + kDay - Duration{1}) / kDay;
}

}  // namespace

LoadReader::LoadReader(std::string file, const LoadMapping& mapping, const Scenario& scenario)
    : file_(std::move(file)),
      mapping_(mapping),
      scenario_(scenario),
      times_(reader_of(mapping.time_format)),
      csv_({.delimiter = mapping.delimiter}, *this) {
    counts_.by_class.resize(scenario.call_classes.size());
    resolve_classes();
}

bool LoadReader::feed(std::string_view bytes) {
    return !stopped_ && csv_.feed(bytes);
}

void LoadReader::fail(std::string remedy) {
    stopped_ = true;
    add_problem(problem_of_file(std::move(remedy)));
}

Result<LoadIntake> LoadReader::finish() {
    if (!stopped_) {
        csv_.finish();
    }
    if (csv_.problem()) {
        Problem problem = *csv_.problem();
        problem.file = file_;
        add_problem(std::move(problem));
    } else if (header_.empty() && !stopped_) {
        add_problem(problem_of_file("must have a header row with the names of its columns"));
    } else if (problems_.empty() && calls_.empty()) {
        std::uint64_t dropped = 0;
        for (const DroppedRows& row : counts_.dropped) {
            dropped += row.rows;
        }
        add_problem(problem_of_file(
            fmt::format("must have a row to keep; of {} rows {} are before the span, {} after it, "
                        "{} dropped, {} empty",
                        counts_.read,
                        counts_.before,
                        counts_.after,
                        dropped,
                        counts_.empty)));
    } else if (problems_.empty()) {
        check_span();
    }
    if (problems_untold_ > 0) {
        problems_.push_back(problem_of_file(fmt::format("{} more problems", problems_untold_)));
    }
    if (!problems_.empty()) {
        return tl::unexpected(std::move(problems_));
    }
    return take();
}

void LoadReader::resolve_classes() {
    for (std::size_t row = 0; row < mapping_.values.size(); ++row) {
        const MappedValue& value = mapping_.values[row];
        if (const auto call_class = resolve(value, fmt::format("values[{}].call_class", row))) {
            meanings_[value.value] = Meaning{.call_class = call_class};
        }
    }
    for (std::size_t row = 0; row < mapping_.dropped.size(); ++row) {
        counts_.dropped.push_back({.value = mapping_.dropped[row], .rows = 0});
        meanings_[mapping_.dropped[row]] = Meaning{.call_class = std::nullopt, .dropped = row};
    }
    if (mapping_.otherwise) {
        if (const auto call_class = resolve(*mapping_.otherwise, "default_call_class")) {
            otherwise_ = Meaning{.call_class = call_class, .otherwise = true};
        }
    }
    // Without its classes no row can be understood.
    stopped_ = !problems_.empty();
}

std::optional<CallClassId> LoadReader::resolve(const MappedValue& value, const std::string& field) {
    std::vector<std::string> names;
    for (std::size_t row = 0; row < scenario_.call_classes.size(); ++row) {
        if (scenario_.call_classes[row].name == value.call_class) {
            return CallClassId{row};
        }
        names.push_back(scenario_.call_classes[row].name);
    }
    add_problem({.file = mapping_.file,
                 .line = value.place.line,
                 .column = value.place.column,
                 .field = field,
                 .value = told(value.call_class),
                 .remedy = "must be the name of a call class of the scenario" +
                           suggest(value.call_class, names)});
    return std::nullopt;
}

bool LoadReader::row(const CsvCells& cells) {
    if (!header_.empty()) {
        ++counts_.read;
        if (cells.all_empty()) {
            ++counts_.empty;
        } else if (has_header_width(cells)) {
            read_call(cells);
        }
    } else if (!cells.all_empty()) {
        read_header(cells);
    }
    return !stopped_;
}

void LoadReader::read_header(const CsvCells& cells) {
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        header_.push_back(told(cells[cell]));
    }
    const auto find = [&](const std::string& name, const char* field) {
        std::size_t found = cells.size();
        for (std::size_t cell = 0; cell < cells.size(); ++cell) {
            if (cells[cell] == name && found < cells.size()) {
                refuse(cells.line(cell), cell, name, "must be the name of one column only");
            }
            found = cells[cell] == name ? cell : found;
        }
        if (found == cells.size()) {
            add_problem({.file = file_,
                         .line = cells.line(0),
                         .column = 0,
                         .field = field,
                         .value = told(name),
                         .remedy = "must be the name of a column" + suggest(name, header_)});
        }
        return found;
    };
    time_cell_ = find(mapping_.time_column, "time_column");
    class_cell_ = find(mapping_.class_column, "class_column");
    stopped_ = !problems_.empty();
}

bool LoadReader::has_header_width(const CsvCells& cells) {
    std::size_t width = cells.size();
    while (width > header_.size() && cells[width - 1].empty()) {
        --width;
    }
    if (width == header_.size()) {
        return true;
    }
    // One delimiter too many or too few, and a cell is read as its neighbour.
    add_problem({.file = file_,
                 .line = cells.line(0),
                 .column = 0,
                 .field = {},
                 .value = fmt::format("{} cells", width),
                 .remedy = fmt::format("must have {} cells as the header has", header_.size())});
    return false;
}

const LoadReader::Meaning* LoadReader::meaning_of(std::string_view value) const {
    const auto found = meanings_.find(value);
    if (found != meanings_.end()) {
        return &found->second;
    }
    return otherwise_ ? &*otherwise_ : nullptr;
}

void LoadReader::read_call(const CsvCells& cells) {
    const std::string_view value = cells[class_cell_];
    const Meaning* meaning = meaning_of(value);
    const bool dropped = meaning != nullptr && !meaning->call_class;
    const std::optional<LocalTime> time = times_.read(cells[time_cell_]);
    if (!time && !dropped) {
        refuse(cells.line(time_cell_),
               time_cell_,
               told(cells[time_cell_]),
               fmt::format("must be a local time written as {}, 1970 to 2199", times_.format()));
    } else if (time && mapping_.span.from && *time < *mapping_.span.from) {
        ++counts_.before;
    } else if (time && mapping_.span.to && *time >= *mapping_.span.to) {
        ++counts_.after;
    } else if (dropped) {
        ++counts_.dropped[meaning->dropped].rows;
    } else if (meaning == nullptr) {
        refuse(cells.line(class_cell_),
               class_cell_,
               told(value),
               "must be one of the mapping's values or dropped_values; or give default_call_class");
    } else {
        keep(*time, *meaning, cells.line(time_cell_));
    }
}

void LoadReader::keep(LocalTime time, const Meaning& meaning, int line) {
    if (counts_.kept == kLoadCallsMax) {
        fail(fmt::format("limit reached: at most {} calls; take a part of it with from and to",
                         kLoadCallsMax));
        return;
    }
    if (counts_.kept == 0 || time < first_) {
        first_ = time;
        first_line_ = line;
    }
    if (counts_.kept == 0 || time >= last_) {
        last_ = time;
        last_line_ = line;
    } else {
        ++counts_.out_of_order;
    }
    ++counts_.kept;
    ++counts_.by_class[meaning.call_class->index()];
    counts_.otherwise += meaning.otherwise ? 1 : 0;
    if (problems_.empty()) {
        calls_.push_back({.at = provisional(time), .call_class = *meaning.call_class});
    }
}

/// Refuses a load that spans more days than a run may: often one year is misspelt.
void LoadReader::check_span() {
    const LocalTime from = midnight_of(mapping_.span.from.value_or(first_));
    const LocalTime to = mapping_.span.to.value_or(last_ + Duration{1});
    if (days_between(from, to) > kLoadDaysMax) {
        add_problem(problem_of_file(
            fmt::format("limit reached: must span at most {} days; the first call is {} in line "
                        "{}, the last {} in line {}; take a part with from and to",
                        kLoadDaysMax,
                        to_string(first_),
                        first_line_,
                        to_string(last_),
                        last_line_)));
    }
}

LoadIntake LoadReader::take() {
    LoadIntake intake;
    intake.midnight = midnight_of(mapping_.span.from.value_or(first_));
    intake.days = days_between(intake.midnight, mapping_.span.to.value_or(last_ + Duration{1}));
    if (counts_.out_of_order > 0) {
        std::ranges::stable_sort(calls_, {}, &RecordedCall::at);
    }
    std::int64_t days_with_calls = 0;
    std::optional<std::int64_t> day_before;
    const RecordedCall* before = nullptr;
    for (RecordedCall& call : calls_) {
        call.at -= intake.midnight.time_since_epoch();
        if (before != nullptr) {
            counts_.repeated +=
                call.at == before->at && call.call_class == before->call_class ? 1 : 0;
            if (call.at - before->at > intake.longest_gap.length) {
                intake.longest_gap = {.from = before->at, .length = call.at - before->at};
            }
        }
        before = &call;
        const std::int64_t day = (call.at - kStartOfRun) / kDay;
        days_with_calls += day_before != day ? 1 : 0;
        day_before = day;
    }
    intake.days_without_calls = intake.days - days_with_calls;
    intake.calls = std::move(calls_);
    intake.counts = std::move(counts_);
    return intake;
}

void LoadReader::refuse(int line, std::size_t cell, const std::string& value, std::string remedy) {
    add_problem({.file = file_,
                 .line = line,
                 .column = static_cast<int>(cell) + 1,
                 .field = header_[cell],
                 .value = value,
                 .remedy = std::move(remedy)});
}

void LoadReader::add_problem(Problem problem) {
    if (problems_.empty()) {
        // There will be no load: its calls need no memory any more.
        calls_ = {};
    }
    if (problems_.size() < kLoadProblemsTold) {
        problems_.push_back(std::move(problem));
    } else {
        ++problems_untold_;
    }
}

Problem LoadReader::problem_of_file(std::string remedy) const {
    return {.file = file_,
            .line = 0,
            .column = 0,
            .field = {},
            .value = {},
            .remedy = std::move(remedy)};
}

}  // namespace fcr
