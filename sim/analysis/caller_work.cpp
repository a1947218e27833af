#include "sim/analysis/caller_work.hpp"

#include "sim/base/check.hpp"
#include "sim/random/streams.hpp"

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

/// Most parts first.
constexpr std::array<std::size_t, 6> kParts{12, 6, 4, 3, 2, 1};

/// The share of an interval that lies in a stretch.
double share_in(SimTime from, Duration interval, SimTime begin, SimTime end) {
    const Duration inside = std::min(from + interval, end) - std::max(from, begin);
    return std::max(0.0, static_cast<double>(inside.count())) /
           static_cast<double>(interval.count());
}

double mean_work_s(const CompiledScenario& scenario, Rows classes) {
    double mean = 0.0;
    double before = 0.0;
    for (std::uint32_t row = 0; row < classes.count; ++row) {
        const ClassShare& share = scenario.class_shares[ClassShareId{classes.first + row}];
        const CompiledClass& facts = scenario.classes[share.call_class];
        mean += (share.cumulative - before) * (facts.talk.mean() + facts.wrap_up.mean());
        before = share.cumulative;
    }
    return mean;
}

}  // namespace

CallerWork::CallerWork(const CompiledScenario& scenario, std::uint64_t seed)
    : scenario_(scenario), seed_(seed) {
    for (std::size_t row = 0; scenario.load.size() == 0 && row < scenario.lines.size(); ++row) {
        const LineId line{row};
        if (scenario.lines[line].rates.count > 0) {
            lines_.push_back(line);
            sources_.emplace_back(scenario, line);
            expected_.push_back(expected_of(line));
        }
    }
}

std::size_t CallerWork::parts_for(std::size_t replications) const {
    const auto fits = [&](std::size_t parts) {
        return lines_.size() * parts * kReplicationsOfControl <= replications;
    };
    const auto found = std::ranges::find_if(kParts, fits);
    return lines_.empty() || found == kParts.end() ? 0 : *found;
}

/// Where the stretch begins; the one after the last is the end of the measured part.
SimTime CallerWork::begin_of(std::int64_t stretch) const {
    const Duration measured = scenario_.measured_until - scenario_.measured_from;
    return scenario_.measured_from + measured / kStretches * stretch +
           measured % kStretches * stretch / kStretches;
}

CallerWork::Work CallerWork::expected_of(LineId line) const {
    const CompiledLine& facts = scenario_.lines[line];
    const double work_s = mean_work_s(scenario_, facts.classes);
    Work expected{};
    for (std::int64_t stretch = 0; stretch < kStretches; ++stretch) {
        double callers = 0.0;
        for (std::uint32_t row = 0; row < facts.rates.count; ++row) {
            callers += scenario_.rates[RateId{facts.rates.first + row}] *
                       share_in(kStartOfRun + row * facts.interval,
                                facts.interval,
                                begin_of(stretch),
                                begin_of(stretch + 1));
        }
        expected[static_cast<std::size_t>(stretch)] = callers * work_s;
    }
    return expected;
}

/// Of the callers that the replication's room met, drawn again.
std::vector<CallerWork::Work> CallerWork::draw(std::uint64_t replication) {
    const Streams streams(seed_, replication);
    std::vector<Work> drawn(lines_.size(), Work{});
    for (std::size_t row = 0; row < lines_.size(); ++row) {
        ArrivalSource& source = sources_[row];
        source.reset(streams);
        std::int64_t stretch = 0;
        while (source.next_arrival() < kNever) {
            const Caller& caller = source.take();
            if (caller.dialled < scenario_.measured_from || !is_of_line(caller.key)) {
                continue;
            }
            // They come in order of reaching the switch, which is not quite that of dialling.
            while (stretch > 0 && caller.dialled < begin_of(stretch)) {
                --stretch;
            }
            while (stretch + 1 < kStretches && caller.dialled >= begin_of(stretch + 1)) {
                ++stretch;
            }
            drawn[row][static_cast<std::size_t>(stretch)] +=
                caller.draws.talk_s + caller.draws.wrap_up_s;
        }
    }
    return drawn;
}

std::vector<Control> CallerWork::controls(std::span<const ReplicationResult> replications,
                                          std::size_t parts) {
    FCR_CHECK(std::ranges::count(kParts, parts) == 1, "parts are made of whole stretches");
    const std::size_t together = kStretches / parts;
    const auto in_part = [&](const Work& work, std::size_t part) {
        double sum = 0.0;
        for (std::size_t stretch = part * together; stretch < (part + 1) * together; ++stretch) {
            sum += work[stretch];
        }
        return sum;
    };
    std::vector<Control> controls;
    for (const Work& expected : expected_) {
        for (std::size_t part = 0; part < parts; ++part) {
            controls.push_back({.samples = {}, .mean = in_part(expected, part)});
        }
    }
    for (const ReplicationResult& replication : replications) {
        auto found = drawn_.find(replication.number);
        if (found == drawn_.end()) {
            found = drawn_.emplace(replication.number, draw(replication.number)).first;
        }
        for (std::size_t row = 0; row < controls.size(); ++row) {
            controls[row].samples.push_back(in_part(found->second[row / parts], row % parts));
        }
    }
    return controls;
}

}  // namespace fcr
