// Tables that services publish of how they answer: police 999, ambulance 999, NHS 111.
#pragma once

#include "sim/base/result.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// Which table it is; what answer times it counts is the service's own clock.
enum class PublicService : std::uint8_t {
    Police999,     ///< by force and month: the operator connects to the force's answer
    Ambulance999,  ///< by trust and month: the operator connects to the trust's answer
    Nhs111,        ///< by provider and day: the message ends to the answer
};

/// A figure of a row. Times are in seconds, shares in percent.
enum class PublicFigure : std::uint8_t {
    MeanWait,
    MedianWait,
    Wait90,
    Wait95,
    Wait99,
    Below10,        ///< of answered calls
    From10Below60,  ///< of answered calls
    From60,         ///< of answered calls
    Within60,       ///< of answered calls
    NotAnswered,    ///< of offered calls
};
inline constexpr std::size_t kPublicFigures = 10;

[[nodiscard]] std::string_view title_of(PublicFigure figure);
[[nodiscard]] std::string_view unit_of(PublicFigure figure);

/// A row of a table. Figures that it does not tell are empty.
struct PublicRow {
    std::string name;    ///< of the force, trust or provider
    std::string code;    ///< empty where the table has none
    std::string period;  ///< 2023-11, or 2025-11-24; empty where the table has none
    std::array<std::optional<double>, kPublicFigures> figures{};
    std::optional<double> calls;  ///< answered; where that is not told, offered

    [[nodiscard]] std::optional<double> figure(PublicFigure figure) const {
        return figures[static_cast<std::size_t>(figure)];
    }
};

struct PublicTable {
    PublicService service = PublicService::Police999;
    std::vector<PublicRow> rows;

    /// The rows of a name or code, in any letters, and of periods that begin so; empty words: all.
    [[nodiscard]] std::vector<PublicRow> find(std::string_view name, std::string_view period) const;
};

/// Reads a table as published, plain or gzip: which it is, its header tells. Columns may stand in
/// any order; docs/import.md has the words by which each is known. Empty cells are not told.
[[nodiscard]] Result<PublicTable> read_public_table(const std::filesystem::path& file);

}  // namespace fcr
