// Inputs without a person: the name and what the person wrote, taken out of a journal.
#pragma once

#include "sim/exercise/exercise_plan.hpp"
#include "sim/journal/journal_record.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// Who is to be forgotten.
struct ForgottenPerson {
    std::string seat;
    std::vector<std::string> names;  ///< under which somebody joined at the seat
};

/// The person of a seat; none of its names are known where nobody joined there.
[[nodiscard]] ForgottenPerson person_at(const std::string& seat,
                                        std::span<const JournalRecord> records);

/// What was changed in one input.
struct ForgottenInput {
    std::string bytes;        ///< of the input, v1::ExerciseInput
    std::uint32_t texts = 0;  ///< taken out or changed
};

/// The input without the person: a name and all that the seat wrote are replaced by a word, and the
/// person's name, and each of its words of three letters or more, by stars in what others wrote.
/// Whether a text is empty or too long stays as it was, so the exercise stays the same. Bytes that
/// are no input stay as they are.
[[nodiscard]] ForgottenInput without(const ForgottenPerson& person, std::string_view bytes);

}  // namespace fcr
