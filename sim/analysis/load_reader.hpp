// Reads a recorded load from bytes that come in pieces.
#pragma once

#include "sim/analysis/csv_stream.hpp"
#include "sim/analysis/file_feed.hpp"
#include "sim/analysis/intake.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// One extract on its way to a LoadIntake; read_load says what it makes of the bytes. Not
/// thread-safe.
class LoadReader final : public ByteReceiver, private CsvReceiver {
public:
    /// `file` is for the problems. Mapping and scenario must outlive the reader; the mapping's
    /// time format and columns must be sound, as parse_mapping makes them (bug otherwise).
    LoadReader(std::string file, const LoadMapping& mapping, const Scenario& scenario);

    [[nodiscard]] bool feed(std::string_view bytes) override;
    void fail(std::string remedy) override;

    /// The end of the file. The reader is of no use afterwards.
    [[nodiscard]] Result<LoadIntake> finish();

private:
    /// What a value of the class column means.
    struct Meaning {
        std::optional<CallClassId> call_class;  ///< empty: its rows are dropped
        std::size_t dropped = 0;                ///< the row of IntakeCounts::dropped
        bool otherwise = false;
    };

    [[nodiscard]] bool row(const CsvCells& cells) override;
    void read_header(const CsvCells& cells);
    void read_call(const CsvCells& cells);
    [[nodiscard]] bool has_header_width(const CsvCells& cells);
    void keep(LocalTime time, const Meaning& meaning, int line);
    void resolve_classes();
    [[nodiscard]] std::optional<CallClassId> resolve(const MappedValue& value,
                                                     const std::string& field);
    [[nodiscard]] const Meaning* meaning_of(std::string_view value) const;
    void refuse(int line, std::size_t cell, const std::string& value, std::string remedy);
    void add_problem(Problem problem);
    [[nodiscard]] Problem problem_of_file(std::string remedy) const;
    void check_span();
    [[nodiscard]] LoadIntake take();

    std::string file_;
    const LoadMapping& mapping_;
    const Scenario& scenario_;
    TimeReader times_;
    CsvStream csv_;
    std::map<std::string, Meaning, std::less<>> meanings_;
    std::optional<Meaning> otherwise_;
    std::vector<std::string> header_;
    std::size_t time_cell_ = 0;
    std::size_t class_cell_ = 0;
    bool stopped_ = false;
    Problems problems_;
    std::uint64_t problems_untold_ = 0;
    /// Calls kept, in the order of the file; their times count from LocalTime's zero.
    std::vector<RecordedCall> calls_;
    IntakeCounts counts_;
    LocalTime first_;
    LocalTime last_;
    int first_line_ = 0;
    int last_line_ = 0;
};

}  // namespace fcr
