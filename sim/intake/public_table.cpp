#include "sim/intake/public_table.hpp"

#include "sim/analysis/csv_table.hpp"
#include "sim/analysis/file_feed.hpp"
#include "sim/analysis/seconds_text.hpp"
#include "sim/base/time.hpp"
#include "sim/intake/header_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

struct FigureText {
    std::string_view title;
    std::string_view unit;
};
constexpr std::array<FigureText, kPublicFigures> kFigureTexts{{
    {"mean answer time", "s"},
    {"median answer time", "s"},
    {"90th percentile", "s"},
    {"95th percentile", "s"},
    {"99th percentile", "s"},
    {"answered below 10 s", "%"},
    {"answered 10 to below 60 s", "%"},
    {"answered in 60 s or more", "%"},
    {"answered within 60 s", "%"},
    {"not answered", "% of offered"},
}};

/// What a column may tell.
enum class Column : std::uint8_t {
    Name,
    Code,
    Period,
    Year,
    Month,
    Offered,
    Answered,
    Total,  ///< answer time of all calls
    Mean,
    Median,
    P90,
    P95,
    P99,
    Below10,
    From10Below60,
    From60,
    Within60,
    ShareBelow10,  ///< these four in percent
    Share10Below60,
    ShareFrom60,
    ShareWithin60,
};
constexpr std::size_t kColumns = 21;

/// Words of a header that make it a column; the first whose words are all there, and in which none
/// of `without` is.
struct ColumnWords {
    Column column;
    std::array<std::string_view, 3> words;
    std::string_view without;
};
constexpr std::array kColumnWords{
    ColumnWords{Column::Name, {"force"}, "code"},
    ColumnWords{Column::Name, {"org name"}, ""},
    ColumnWords{Column::Name, {"contract name"}, ""},
    ColumnWords{Column::Name, {"provider"}, "code"},
    ColumnWords{Column::Code, {"code"}, ""},
    ColumnWords{Column::Year, {"year"}, ""},
    ColumnWords{Column::Month, {"month"}, ""},
    ColumnWords{Column::Period, {"date"}, ""},
    ColumnWords{Column::Period, {"period"}, ""},
    ColumnWords{Column::Share10Below60, {"percent", "10", "60"}, ""},
    ColumnWords{Column::Share10Below60, {"pct", "10", "60"}, ""},
    ColumnWords{Column::ShareBelow10, {"percent", "10"}, ""},
    ColumnWords{Column::ShareBelow10, {"pct", "10"}, ""},
    ColumnWords{Column::ShareWithin60, {"percent", "within", "60"}, ""},
    ColumnWords{Column::ShareFrom60, {"percent", "60"}, ""},
    ColumnWords{Column::ShareFrom60, {"pct", "60"}, ""},
    ColumnWords{Column::From10Below60, {"10", "60"}, ""},
    ColumnWords{Column::Below10, {"10"}, ""},
    ColumnWords{Column::Within60, {"within", "60"}, ""},
    ColumnWords{Column::From60, {"60"}, ""},
    ColumnWords{Column::Total, {"answer", "time", "total"}, ""},
    ColumnWords{Column::Median, {"answer", "median"}, ""},
    ColumnWords{Column::Median, {"median", "time"}, ""},
    ColumnWords{Column::Mean, {"answer", "mean"}, ""},
    ColumnWords{Column::Mean, {"mean", "time"}, ""},
    ColumnWords{Column::Mean, {"average", "time"}, ""},
    ColumnWords{Column::P90, {"answer", "p 90"}, ""},
    ColumnWords{Column::P95, {"answer", "p 95"}, ""},
    ColumnWords{Column::P99, {"answer", "p 99"}, ""},
    ColumnWords{Column::Offered, {"calls", "offered"}, ""},
    ColumnWords{Column::Answered, {"calls", "answered"}, ""},
    ColumnWords{Column::Offered, {"calls"}, "triaged"},
};

/// Whether the words stand in the text as whole words.
bool has_words(const std::string& text, std::string_view words) {
    const std::string padded = " " + text + " ";
    return padded.find(" " + std::string(words) + " ") != std::string::npos;
}

/// `2023-1` as `2023-01`; other words as they are.
std::string month_of(std::string_view year, std::string_view month) {
    return fmt::format("{}-{}{}", year, month.size() == 1 ? "0" : "", month);
}

class PublicReader final : public CsvTable {
public:
    PublicReader(const std::string& file, CsvForm form) : CsvTable(file, form) {}
    [[nodiscard]] PublicTable take() { return std::move(table_); }

private:
    void begin() override {
        for (std::size_t cell = 0; cell < header().size(); ++cell) {
            const std::string words = header_words(header()[cell]);
            const auto found = std::ranges::find_if(kColumnWords, [&](const ColumnWords& row) {
                return std::ranges::all_of(row.words,
                                           [&](std::string_view word) {
                                               return word.empty() || has_words(words, word);
                                           }) &&
                       (row.without.empty() || !has_words(words, row.without));
            });
            if (found != kColumnWords.end() && !cell_of(found->column)) {
                cells_[static_cast<std::size_t>(found->column)] = cell;
            }
        }
        if (!cell_of(Column::Name)) {
            refuse_header("must have a column with the name of the force, trust or provider");
        }
        const bool of_days = cell_of(Column::Within60) && cell_of(Column::Offered);
        const bool of_trusts = cell_of(Column::P99).has_value();
        const bool of_forces = cell_of(Column::Below10) || cell_of(Column::ShareBelow10);
        table_.service = of_trusts ? PublicService::Ambulance999
                         : of_days ? PublicService::Nhs111
                                   : PublicService::Police999;
        if (!of_trusts && !of_days && !of_forces) {
            refuse_header(
                "must be the police 999 table (force, calls under 10 seconds), the ambulance table "
                "(org_name, answer_p99_s) or the NHS 111 table (calls_offered, "
                "answered_within_60s)");
        }
    }

    void table_row(const CsvCells& cells) override {
        PublicRow row;
        row.name = text(cells, Column::Name);
        row.code = text(cells, Column::Code);
        row.period = cell_of(Column::Year) && cell_of(Column::Month)
                         ? month_of(text(cells, Column::Year), text(cells, Column::Month))
                         : std::string(text(
                               cells, cell_of(Column::Period) ? Column::Period : Column::Month));
        const auto set = [&row](PublicFigure figure, std::optional<double> value) {
            if (value) {
                row.figures[static_cast<std::size_t>(figure)] = value;
            }
        };
        set(PublicFigure::MeanWait, number(cells, Column::Mean));
        set(PublicFigure::MedianWait, number(cells, Column::Median));
        set(PublicFigure::Wait90, number(cells, Column::P90));
        set(PublicFigure::Wait95, number(cells, Column::P95));
        set(PublicFigure::Wait99, number(cells, Column::P99));
        const std::optional<double> offered = number(cells, Column::Offered);
        const std::optional<double> answered = number(cells, Column::Answered);
        row.calls = answered ? answered : offered;
        if (const auto total = number(cells, Column::Total); total && answered && *answered > 0) {
            set(PublicFigure::MeanWait, *total / *answered);
        }
        const auto share = [&](Column percent, Column count) -> std::optional<double> {
            const std::optional<double> of_calls = number(cells, count);
            if (const std::optional<double> told = number(cells, percent)) {
                return told;
            }
            return of_calls && row.calls && *row.calls > 0
                       ? std::optional(100.0 * *of_calls / *row.calls)
                       : std::nullopt;
        };
        set(PublicFigure::Below10, share(Column::ShareBelow10, Column::Below10));
        set(PublicFigure::From10Below60, share(Column::Share10Below60, Column::From10Below60));
        set(PublicFigure::From60, share(Column::ShareFrom60, Column::From60));
        set(PublicFigure::Within60, share(Column::ShareWithin60, Column::Within60));
        if (offered && answered && *offered > 0) {
            set(PublicFigure::NotAnswered, 100.0 * (*offered - *answered) / *offered);
        }
        table_.rows.push_back(std::move(row));
    }

    [[nodiscard]] std::optional<std::size_t> cell_of(Column column) const {
        return cells_[static_cast<std::size_t>(column)];
    }
    [[nodiscard]] std::string_view text(const CsvCells& cells, Column column) const {
        const auto cell = cell_of(column);
        return cell ? cells[*cell] : std::string_view{};
    }

    /// A number from 0, with a comma between thousands or a percent sign behind, as tables have
    /// them.
    [[nodiscard]] std::optional<double> number(const CsvCells& cells, Column column) {
        const auto cell = cell_of(column);
        if (!cell || cells[*cell].empty() || cells[*cell] == "-") {
            return std::nullopt;
        }
        std::string digits(cells[*cell]);
        std::erase(digits, ',');
        if (digits.ends_with('%')) {
            digits.pop_back();
        }
        const std::optional<Duration> value = parse_seconds(digits);
        if (!value || *value < Duration{0}) {
            refuse(cells, *cell, "must be a number from 0, or empty");
            return std::nullopt;
        }
        return to_seconds(*value);
    }

    std::array<std::optional<std::size_t>, kColumns> cells_{};
    PublicTable table_;
};

}  // namespace

std::string_view title_of(PublicFigure figure) {
    return kFigureTexts[static_cast<std::size_t>(figure)].title;
}

std::string_view unit_of(PublicFigure figure) {
    return kFigureTexts[static_cast<std::size_t>(figure)].unit;
}

std::vector<PublicRow> PublicTable::find(std::string_view name, std::string_view period) const {
    const std::string wanted = header_words(name);
    std::vector<PublicRow> found;
    std::ranges::copy_if(rows, std::back_inserter(found), [&](const PublicRow& row) {
        return (wanted.empty() || header_words(row.name) == wanted ||
                header_words(row.code) == wanted) &&
               row.period.starts_with(period);
    });
    return found;
}

Result<PublicTable> read_public_table(const std::filesystem::path& file) {
    PublicReader reader(file.string(), CsvForm{});
    feed_file(file, reader);
    if (Problems problems = reader.finish(); !problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    PublicTable table = reader.take();
    if (table.rows.empty()) {
        return tl::unexpected(Problems{
            {.file = file.string(), .field = {}, .value = {}, .remedy = "must have a row"}});
    }
    return table;
}

}  // namespace fcr
