// The whole part of a damaged journal as a journal of its own.
#pragma once

#include "sim/live/journal_file_reading.hpp"
#include "tl/expected.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace fcr {

/// What was copied and what not.
struct Salvage {
    RecoveredJournal whole;             ///< what the copy holds
    std::optional<std::string> damage;  ///< words of it; empty when the journal was sound
    std::uint64_t bytes_left_out =
        0;  ///< of all segments, up to their last bytes that are not zero
};

/// Copies what recovery can read before the damage, byte for byte, into files of a folder that is
/// there and empty, and makes them durable. Refused when there is nothing to copy.
[[nodiscard]] tl::expected<Salvage, JournalFault> salvage(const std::filesystem::path& folder,
                                                          const std::filesystem::path& to);

}  // namespace fcr
