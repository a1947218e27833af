#include "sim/intake/extract_scan.hpp"

#include "sim/analysis/text_key.hpp"

#include <cstring>

namespace fcr {

namespace {

/// Adds a cell to the key of a row, eight letters at a time.
std::uint64_t with_cell(std::uint64_t key, std::string_view cell) {
    constexpr std::uint64_t kOdd = 0x9E37'79B9'7F4A'7C15U;
    const auto add = [&key](std::uint64_t word) {
        key = (key ^ word) * kOdd;
        key ^= key >> 32U;
    };
    while (cell.size() >= sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, cell.data(), sizeof word);
        add(word);
        cell.remove_prefix(sizeof word);
    }
    // The length tells cells apart that differ in where they end.
    std::uint64_t rest = cell.size() + 1;
    for (const char letter : cell) {
        rest = rest << 8U | static_cast<unsigned char>(letter);
    }
    add(rest);
    return key;
}

}  // namespace

std::optional<std::uint64_t> row_key(const CsvCells& cells, std::optional<std::size_t> id_cell) {
    if (id_cell) {
        return cells[*id_cell].empty() ? std::nullopt : std::optional(key_of(cells[*id_cell]));
    }
    std::uint64_t key = 0;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        key = with_cell(key, cells[cell]);
    }
    return key;
}

ExtractScan::ExtractScan(const std::string& file, const LedgerMapping& mapping)
    : CsvTable(file, CsvForm{.delimiter = mapping.delimiter, .quote = mapping.quote}),
      mapping_(mapping),
      clock_(kDateMin),
      times_(mapping_, clock_) {}

void ExtractScan::begin() {
    offered_ = needed_column(mapping_.column(LedgerColumn::Offered), mapping_.file);
    date_ = find_column(mapping_.column(LedgerColumn::OfferedDate));
    if (const std::string& id = mapping_.column(LedgerColumn::RowId); !id.empty()) {
        id_ = find_column(id);
    }
}

void ExtractScan::table_row(const CsvCells& cells) {
    if (const auto key = row_key(cells, id_)) {
        repeats_.see(*key);
    }
    const std::string_view text = cells[offered_];
    const ExtractTimes::Reading reading =
        times_.read(text, date_ ? cells[*date_] : std::string_view{});
    if (!reading) {
        return;
    }
    const LocalTime time = clock_.shown_at(reading->first);
    const LoadSpan& span = mapping_.span;
    if ((span.from && time < *span.from) || (span.to && time >= *span.to)) {
        return;
    }
    if (!first_ || time < first_->time) {
        first_ = ScannedTime{.time = time, .line = cells.line(offered_)};
    }
    if (!last_ || time > last_->time) {
        last_ = ScannedTime{.time = time, .line = cells.line(offered_)};
    }
}

}  // namespace fcr
