#include "sim/exercise/journal_contents.hpp"

#include "sim/exercise/input_reading.hpp"
#include "sim/exercise/journal_replay.hpp"
#include "sim/journal/journal_encoder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace fcr {

Result<JournalContents> contents_of(std::span<const JournalRecord> records,
                                    const ExercisePlan& plan,
                                    const std::string& journal) {
    JournalContents contents;
    for (const JournalRecord& record : records) {
        contents.last_at = record.at;
        if (record.kind == kInputRecordKind) {
            const std::string_view bytes(reinterpret_cast<const char*>(record.payload.data()),
                                         record.payload.size());
            Result<Input> input = read_input(bytes, plan);
            if (!input) {
                Problem problem = input.error().front();
                problem.file = journal;
                problem.field = fmt::format("record {}: {}", record.seq, problem.field);
                return tl::unexpected(Problems{std::move(problem)});
            }
            contents.inputs.push_back({.at = record.at, .input = std::move(*input)});
            contents.seqs.push_back(record.seq);
        } else if (const auto digest = state_digest_of(record)) {
            contents.digests.push_back({.at = record.at, .state = digest->state});
        } else if (const auto mark = read_mark(record)) {
            contents.marks.push_back({.at = record.at, .mark = *mark});
        }
    }
    return contents;
}

DigestComparison compare_digests(const Exercise& exercise,
                                 std::span<const ToldDigest> told,
                                 SimTime until) {
    DigestComparison comparison;
    const auto& digests = exercise.digests();
    for (const ToldDigest& digest : told) {
        if (digest.at > until) {
            break;
        }
        const auto made = std::ranges::lower_bound(digests, digest.at, {}, &MinuteDigest::at);
        if (made != digests.end() && made->at == digest.at &&
            journal_digest(*made) == digest.state) {
            ++comparison.met;
            continue;
        }
        ++comparison.missed;
        if (!comparison.differs_at) {
            comparison.differs_at = digest.at;
        }
    }
    return comparison;
}

}  // namespace fcr
