#include "sim/experiment/part.hpp"

#include "proto/fcr/v1/part.pb.h"
#include "sim/base/check.hpp"
#include "sim/metrics/words.hpp"

#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/gzip_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace fcr {
namespace {

constexpr std::int32_t kFormat = 2;
constexpr int kWholeStream = 1;  // Z_STREAM_END: the checksum at the end was there and right

class WordRow final : public WordWriter {
public:
    std::vector<std::int64_t> row;

private:
    void take(std::span<const std::int64_t> words) override {
        row.insert(row.end(), words.begin(), words.end());
    }
};

template <typename T>
void write_rows(WordWriter& words, const std::vector<T>& rows) {
    words.count(rows.size());
    for (const T& row : rows) {
        words.value(row);
    }
}

/// Reads as many rows as the scenario has.
template <typename T>
void read_rows(WordReader& words, std::size_t count, std::vector<T>& rows) {
    words.count(count);
    rows.resize(count);
    for (T& row : rows) {
        words.value(row);
    }
}

void write(WordWriter& words, const ReplicationResult& replication) {
    words.value(replication.number);
    words.value(replication.counts);
    write_rows(words, replication.populations);
    write_rows(words, replication.kpis);
    words.value(replication.response.counts);
    write_rows(words, replication.response.grades);
    write_rows(words, replication.response.units);
    write_rows(words, replication.response.desks);
}

void read(WordReader& words,
          const CompiledScenario& scenario,
          std::size_t populations,
          ReplicationResult& replication) {
    words.value(replication.number);
    words.value(replication.counts);
    read_rows(words, populations, replication.populations);
    read_rows(words, scenario.kpis.size(), replication.kpis);
    words.value(replication.response.counts);
    const auto& response = scenario.response;
    read_rows(words, response ? response->grades.size() : 0, replication.response.grades);
    read_rows(words, response ? response->groups.size() : 0, replication.response.units);
    read_rows(words, response ? response->talkgroups.size() : 0, replication.response.desks);
}

Problem problem(const std::string& file, std::string remedy) {
    return {.file = file, .field = {}, .value = {}, .remedy = std::move(remedy)};
}

}  // namespace

ShardRows rows_of(Shard shard, std::uint64_t replications) {
    // The first shards take one more where they do not come out even.
    const std::uint64_t least = replications / shard.of;
    const std::uint64_t more = replications % shard.of;
    const std::uint64_t before = shard.number - 1;
    return {.first = before * least + std::min(before, more),
            .count = least + (before < more ? 1 : 0)};
}

std::string part_file_name(Shard shard) {
    return fmt::format("part_{}_of_{}.fcrpart", shard.number, shard.of);
}

std::vector<std::int64_t> to_words(const ExperimentResult& result) {
    FCR_CHECK(!result.limit, "a result that reached a limit was kept");
    WordRow words;
    words.count(result.replications.size());
    words.count(result.stopped ? 1 : 0);
    for (const ReplicationResult& replication : result.replications) {
        write(words, replication);
    }
    result.totals->write_totals(words);
    return std::move(words.row);
}

std::optional<ExperimentResult> from_words(const CompiledScenario& scenario,
                                           std::span<const std::int64_t> words) {
    WordReader reader(words);
    ExperimentResult result;
    result.totals = std::make_unique<Recorder>(scenario);
    const auto count = static_cast<std::uint64_t>(reader.next());
    result.stopped = reader.next() != 0;
    if (count > words.size()) {
        return std::nullopt;
    }
    result.replications.resize(count);
    for (ReplicationResult& replication : result.replications) {
        read(reader, scenario, result.totals->populations(), replication);
        if (!reader.good()) {
            return std::nullopt;
        }
    }
    if (!result.totals->read_totals(reader) || !reader.finished()) {
        return std::nullopt;
    }
    return result;
}

void join(ExperimentResult& into, ExperimentResult&& part) {
    const auto middle = static_cast<std::ptrdiff_t>(into.replications.size());
    std::ranges::move(part.replications, std::back_inserter(into.replications));
    std::inplace_merge(into.replications.begin(),
                       into.replications.begin() + middle,
                       into.replications.end(),
                       [](const ReplicationResult& left, const ReplicationResult& right) {
                           return left.number < right.number;
                       });
    into.totals->merge(*part.totals);
    into.stopped = into.stopped || part.stopped;
    if (part.limit && (!into.limit || part.limit->replication < into.limit->replication)) {
        into.limit = part.limit;
    }
}

namespace {

void add_words(v1::Part& message, std::span<const std::int64_t> words) {
    message.mutable_words()->Add(words.begin(), words.end());
    message.set_word_count(words.size());
}

/// The message, compressed.
std::string pack(const v1::Part& message) {
    std::string bytes;
    google::protobuf::io::StringOutputStream out(&bytes);
    google::protobuf::io::GzipOutputStream packed(&out);
    {
        google::protobuf::io::CodedOutputStream coded(&packed);
        coded.SetSerializationDeterministic(true);
        message.SerializeToCodedStream(&coded);
    }
    FCR_CHECK(packed.Close(), "a part could not be packed in memory");
    return bytes;
}

/// The length that the last four bytes of a gzip stream tell, least first (RFC 1952).
std::uint32_t unpacked_size(std::string_view bytes) {
    std::uint32_t size = 0;
    for (std::size_t row = 0; row < std::min<std::size_t>(4, bytes.size()); ++row) {
        size = size << 8U | static_cast<unsigned char>(bytes[bytes.size() - 1 - row]);
    }
    return size;
}

std::optional<v1::Part> unpack(std::string_view bytes) {
    google::protobuf::io::ArrayInputStream in(bytes.data(), static_cast<int>(bytes.size()));
    google::protobuf::io::GzipInputStream unpacked(&in);
    v1::Part message;
    const bool parsed = message.ParseFromZeroCopyStream(&unpacked);
    if (!parsed || unpacked.ZlibErrorCode() != kWholeStream ||
        unpacked_size(bytes) != static_cast<std::uint32_t>(unpacked.ByteCount())) {
        return std::nullopt;
    }
    const bool whole = message.has_format() && message.has_word_count() &&
                       message.word_count() == static_cast<std::uint64_t>(message.words_size());
    if (!whole) {
        return std::nullopt;
    }
    return message;
}

}  // namespace

std::string pack_words(std::span<const std::int64_t> words) {
    v1::Part message;
    message.set_format(kFormat);
    add_words(message, words);
    return pack(message);
}

std::optional<std::vector<std::int64_t>> unpack_words(std::string_view bytes) {
    const std::optional<v1::Part> message = unpack(bytes);
    if (!message || message->format() != kFormat) {
        return std::nullopt;
    }
    return std::vector<std::int64_t>(message->words().begin(), message->words().end());
}

std::string encode(const Part& part) {
    const PartOrigin& origin = part.origin;
    v1::Part message;
    message.set_format(kFormat);
    message.set_fcrsim_version(origin.fcrsim_version);
    message.set_digest(origin.scenario.digest);
    message.set_scenario_name(origin.scenario_name);
    message.set_scenario(origin.scenario.text);
    for (const ScenarioBundle::File& file : origin.scenario.files) {
        v1::Part::File& added = *message.add_files();
        added.set_name(file.name);
        added.set_content(file.bytes);
    }
    for (const std::string& change : origin.scenario.changes) {
        message.add_changes(change);
    }
    message.set_seed(origin.seed);
    message.set_first_replication(origin.first_replication);
    message.set_replications(origin.replications);
    message.set_confidence(origin.confidence);
    message.set_shard(origin.shard.number);
    message.set_shards(origin.shard.of);
    add_words(message, part.words);
    return pack(message);
}

Result<Part> decode_part(std::string_view bytes, const std::string& file) {
    std::optional<v1::Part> unpacked = unpack(bytes);
    if (!unpacked) {
        return tl::unexpected(
            Problems{problem(file, "must be a part as `fcrsim run --shard` writes it, whole")});
    }
    v1::Part& message = *unpacked;
    if (message.format() != kFormat) {
        return tl::unexpected(Problems{problem(
            file,
            fmt::format("is of format {}, written by fcrsim {}; this program reads format {}",
                        message.format(),
                        message.fcrsim_version(),
                        kFormat))});
    }
    Part part;
    PartOrigin& origin = part.origin;
    origin.fcrsim_version = message.fcrsim_version();
    origin.scenario_name = message.scenario_name();
    origin.scenario.text = message.scenario();
    for (v1::Part::File& added : *message.mutable_files()) {
        origin.scenario.files.push_back(
            {.name = added.name(), .bytes = std::move(*added.mutable_content())});
    }
    origin.scenario.changes.assign(message.changes().begin(), message.changes().end());
    origin.scenario.digest = digest_of(origin.scenario.text, origin.scenario.files);
    origin.seed = message.seed();
    origin.first_replication = message.first_replication();
    origin.replications = message.replications();
    origin.confidence = message.confidence();
    origin.shard = {.number = message.shard(), .of = message.shards()};
    if (origin.scenario.digest != message.digest() || origin.shard.number < 1 ||
        origin.shard.number > origin.shard.of) {
        return tl::unexpected(Problems{problem(file, "is damaged: its digest is another")});
    }
    part.words.assign(message.words().begin(), message.words().end());
    return part;
}

}  // namespace fcr
