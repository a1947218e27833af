#include "sim/review/exercise_log.hpp"

#include "sim/exercise/unheard_notices.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace fcr {
namespace {

constexpr std::array<std::string_view, kDebriefHeadings - 1> kHeadings{
    "meant", "happened", "why", "keep", "change", "action"};

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

void keep(const Input& input, const Answer& answer, ExerciseState before, ExerciseLog& log) {
    if (const auto* const action = std::get_if<SupervisorAction>(&input.what)) {
        log.actions.push_back({.number = answer.number,
                               .at = answer.at,
                               .seat = input.seat,
                               .action = *action,
                               .effective = answer.effective,
                               .count = answer.count,
                               .refusal = answer.reason});
    }
    log.refused += answer.accepted ? 0 : 1;
    if (!answer.accepted) {
        return;
    }
    if (const auto* const note = std::get_if<Note>(&input.what)) {
        const bool in_debrief = before == ExerciseState::HotDebrief;
        HeadedText text = in_debrief
                              ? headed(note->text)
                              : HeadedText{.heading = DebriefHeading::None, .text = note->text};
        log.notes.push_back({.number = answer.number,
                             .at = answer.at,
                             .seat = input.seat,
                             .text = std::move(text.text),
                             .heading = text.heading,
                             .in_debrief = in_debrief});
    } else if (const auto* const run = std::get_if<RunControl>(&input.what);
               run != nullptr && run->kind == RunControlKind::SetSpeed) {
        log.speeds.push_back(
            {.number = answer.number, .at = answer.at, .seat = input.seat, .speed = run->speed});
    }
}

}  // namespace

HeadedText headed(const std::string& text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) {
        return {.heading = DebriefHeading::None, .text = text};
    }
    std::string word = text.substr(0, colon);
    std::ranges::transform(word, word.begin(), lower);
    const auto found = std::ranges::find(kHeadings, word);
    if (found == kHeadings.end()) {
        return {.heading = DebriefHeading::None, .text = text};
    }
    const std::size_t begin = text.find_first_not_of(' ', colon + 1);
    return {.heading = static_cast<DebriefHeading>(found - kHeadings.begin()),
            .text = begin == std::string::npos ? std::string{} : text.substr(begin)};
}

Result<ExerciseLog> log_of(std::span<const JournalRecord> records,
                           const ExercisePlan& plan,
                           const std::string& journal) {
    Result<JournalContents> contents = contents_of(records, plan, journal);
    if (!contents) {
        return tl::unexpected(std::move(contents.error()));
    }
    ExerciseLog log;
    log.contents = std::move(*contents);
    static UnheardNotices nobody;  // it keeps nothing
    log.exercise = std::make_unique<Exercise>(plan, nobody);
    Exercise& exercise = *log.exercise;
    for (const RecordedInput& recorded : log.contents.inputs) {
        exercise.advance_to(recorded.at);
        const ExerciseState before = exercise.state();
        const Answer answer = exercise.submit(recorded.input);
        if (answer.number > 0 && !answer.repeated) {
            keep(recorded.input, answer, before, log);
        }
    }
    exercise.advance_to(log.contents.last_at);
    log.until = exercise.now();
    log.digests = compare_digests(exercise, log.contents.digests, log.contents.last_at);
    return log;
}

}  // namespace fcr
