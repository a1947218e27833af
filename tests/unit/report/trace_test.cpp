// The whole trace of a run, as CSV files and as one file of protobuf.
#include "proto/fcr/v1/trace.pb.h"
#include "sim/report/ledger_csv.hpp"
#include "sim/report/trace_pb.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/support/any_room.hpp"
#include "tests/unit/report/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/util/delimited_message_util.h>

#include <map>
#include <sstream>

namespace fcr::test {
namespace {

/// Keeps what it is given.
class Kept final : public LedgerConsumer {
public:
    void replication(std::uint64_t number, const ReplicationLedgers& ledgers) override {
        all.emplace(number, ledgers);
    }
    std::map<std::uint64_t, ReplicationLedgers> all;
};

/// A room with every mechanism, with a response; two replications.
CompiledScenario whole_room() {
    std::uint64_t seed = 1;
    while (!any_whole_room(seed).response) {
        ++seed;
    }
    return *compile(any_whole_room(seed));
}

void run_two(const CompiledScenario& scenario, LedgerConsumer& consumer, unsigned jobs = 1) {
    ExperimentProgress progress;
    const ExperimentResult result = run_experiment(
        scenario,
        {.seed = 3, .first_replication = 5, .replications = 2, .jobs = jobs, .ledgers = &consumer},
        progress);
    ASSERT_EQ(result.replications.size(), 2U);
}

std::vector<v1::TraceRecord> records_of(const std::string& bytes) {
    google::protobuf::io::ArrayInputStream stream(bytes.data(), static_cast<int>(bytes.size()));
    std::vector<v1::TraceRecord> records;
    bool clean_end = false;
    v1::TraceRecord record;
    while (google::protobuf::util::ParseDelimitedFromZeroCopyStream(&record, &stream, &clean_end)) {
        records.push_back(record);
        record.Clear();  // the parser merges into what is there
    }
    EXPECT_TRUE(clean_end);
    return records;
}

std::string protobuf_trace(const CompiledScenario& scenario, unsigned jobs) {
    const TemporaryFolder folder;
    AtomicFile file(folder.path() / "trace.pb");
    ExperimentProgress progress;
    TracePb trace(scenario, file, progress);
    run_two(scenario, trace, jobs);
    EXPECT_FALSE(file.commit());
    return folder.read("trace.pb");
}

std::size_t lines_of(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

TEST(Trace, ProtobufHasEveryRowOfEveryLedger) {
    const CompiledScenario scenario = whole_room();
    Kept kept;
    run_two(scenario, kept);
    const auto records = records_of(protobuf_trace(scenario, 1));

    ASSERT_FALSE(records.empty());
    ASSERT_TRUE(records[0].has_names());
    EXPECT_EQ(records[0].names().call_classes(0), scenario.classes[CallClassId{0}].name);
    EXPECT_EQ(static_cast<std::size_t>(records[0].names().grades_size()),
              scenario.response->grades.size());
    std::map<std::uint64_t, std::map<v1::TraceRecord::RecordCase, std::size_t>> rows;
    for (const v1::TraceRecord& record : records) {
        ++rows[record.replication()][record.record_case()];
    }
    for (const auto& [number, ledgers] : kept.all) {
        EXPECT_EQ(rows[number][v1::TraceRecord::kCall], ledgers.calls.size());
        EXPECT_EQ(rows[number][v1::TraceRecord::kStaffing], ledgers.staffing.size());
        EXPECT_EQ(rows[number][v1::TraceRecord::kIncident], ledgers.incidents.size());
        EXPECT_EQ(rows[number][v1::TraceRecord::kAssignment], ledgers.assignments.size());
        EXPECT_EQ(rows[number][v1::TraceRecord::kDuty], ledgers.duty.size());
        EXPECT_GT(ledgers.incidents.size(), 0U);
        EXPECT_GT(ledgers.duty.size(), 0U);
    }
}

TEST(Trace, ProtobufHasTheStampsOfACallAndOfAnIncident) {
    const CompiledScenario scenario = whole_room();
    Kept kept;
    run_two(scenario, kept);
    std::map<std::uint64_t, CallRecord> calls;
    for (const CallLedgerRow& row : kept.all.at(5).calls) {
        calls[row.call.number] = row.call;
    }
    std::map<std::uint64_t, IncidentRecord> incidents;
    for (const IncidentRecord& row : kept.all.at(5).incidents) {
        incidents[row.number] = row;
    }
    const auto us = [](SimTime at) { return (at - kStartOfRun).count(); };

    for (const v1::TraceRecord& record : records_of(protobuf_trace(scenario, 1))) {
        if (record.has_call() && record.replication() == 5) {
            const v1::TraceCall& row = record.call();
            const CallRecord& call = calls.at(row.number());
            EXPECT_EQ(row.caller(), call.caller);
            EXPECT_EQ(row.lineage(), call.lineage);
            EXPECT_EQ(static_cast<int>(row.outcome()) - 1, static_cast<int>(call.outcome));
            EXPECT_EQ(row.network_arrive_us(), us(call.times.network_arrive));
            EXPECT_EQ(row.has_answered_us(), call.times.answered != kNever);
            if (call.times.answered != kNever) {
                EXPECT_EQ(row.answered_us(), us(call.times.answered));
                EXPECT_EQ(row.ready_us(), us(call.times.ready));
                EXPECT_EQ(row.handler(), call.handler->index());
            }
        }
        if (record.has_incident() && record.replication() == 5) {
            const v1::TraceIncident& row = record.incident();
            const IncidentRecord& incident = incidents.at(row.number());
            EXPECT_EQ(row.call(), incident.call);
            EXPECT_EQ(row.graded_us(), us(incident.times.graded));
            EXPECT_EQ(row.has_at_scene_us(), incident.times.at_scene != kNever);
        }
    }
}

TEST(Trace, ProtobufIsTheSameOnOneThreadAndOnTwo) {
    const CompiledScenario scenario = whole_room();
    EXPECT_EQ(protobuf_trace(scenario, 1), protobuf_trace(scenario, 2));
}

TEST(Trace, CsvHasARowForEachIncidentAssignmentAndChangeOfDuty) {
    const CompiledScenario scenario = whole_room();
    Kept kept;
    run_two(scenario, kept);
    const TemporaryFolder folder;
    AtomicFile incidents(folder.path() / "incidents.csv");
    AtomicFile assignments(folder.path() / "assignments.csv");
    AtomicFile duty(folder.path() / "duty.csv");
    ExperimentProgress progress;
    LedgerCsv csv(
        scenario, {.incidents = &incidents, .assignments = &assignments, .duty = &duty}, progress);
    run_two(scenario, csv);
    for (AtomicFile* file : {&incidents, &assignments, &duty}) {
        EXPECT_FALSE(file->commit());
    }

    const ReplicationLedgers& one = kept.all.at(5);
    const ReplicationLedgers& two = kept.all.at(6);
    const std::string text = folder.read("incidents.csv");
    EXPECT_EQ(lines_of(text), 1 + one.incidents.size() + two.incidents.size());
    EXPECT_EQ(lines_of(folder.read("assignments.csv")),
              1 + one.assignments.size() + two.assignments.size());
    EXPECT_EQ(lines_of(folder.read("duty.csv")), 1 + one.duty.size() + two.duty.size());
    // Every row has as many cells as the heading; no name of this room has a comma.
    std::istringstream rows(text);
    std::string row;
    while (std::getline(rows, row)) {
        EXPECT_EQ(std::ranges::count(row, ','), 24) << row;
    }
}

}  // namespace
}  // namespace fcr::test
