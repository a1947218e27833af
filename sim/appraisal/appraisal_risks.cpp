// What may happen: events of the library and the appraisal's own.
#include "proto/fcr/v1/appraisal.pb.h"
#include "sim/appraisal/appraisal_file.hpp"
#include "sim/appraisal/appraisal_reading.hpp"
#include "sim/contract/contract_reading.hpp"
#include "sim/contract/service_calendar.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/near_name.hpp"
#include "sim/scenario/syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace fcr {
namespace {

using A = v1::Appraisal;
using R = v1::RiskEvent;

constexpr int kEventsMax = 64;
constexpr int kStagesMax = 16;
constexpr int kStartsMax = 64;
constexpr int kLinesMax = 16;

/// `06:24`.
std::optional<Duration> parse_moment(std::string_view text) {
    int hour = 0;
    int minute = 0;
    if (text.size() != 5 || text[2] != ':') {
        return std::nullopt;
    }
    const auto hours = std::from_chars(text.data(), text.data() + 2, hour);
    const auto minutes = std::from_chars(text.data() + 3, text.data() + 5, minute);
    const bool good =
        hours.ptr == text.data() + 2 && minutes.ptr == text.data() + 5 && hour < 24 && minute < 60;
    return good ? std::optional<Duration>(std::chrono::hours{hour} + std::chrono::minutes{minute})
                : std::nullopt;
}

RiskStage read_stage(const Block& block, bool timed) {
    using S = v1::RiskStage;
    RiskStage stage;
    refuse_unused(block, S::kLengthMinFieldNumber, !timed, "events without a clock");
    if (!timed) {
        const double minutes = block.needed_number(
            S::kLengthMinFieldNumber,
            {.min = 0.0, .max = 366.0 * 24.0 * 60.0 * 30.0, .above_min = true, .unit = "minutes"});
        stage.length = duration_from_seconds(minutes * 60.0);
    }
    stage.staff_multiplier =
        block.number_or(S::kStaffMultiplierFieldNumber, {.min = 0.0, .max = 10.0}, 1.0);
    stage.handling_factor =
        block.number_or(S::kHandlingFactorFieldNumber, {.min = 0.1, .max = 10.0}, 1.0);
    stage.arrival_multiplier =
        block.number_or(S::kArrivalMultiplierFieldNumber, {.min = 0.0, .max = 100.0}, 1.0);
    stage.connect_loss_share = block.number_or(S::kConnectLossShareFieldNumber, kShare, 0.0);
    const int lines = block.rows(S::kLinesFieldNumber, 0, kLinesMax);
    for (int row = 0; row < lines; ++row) {
        stage.lines.push_back(block.text(S::kLinesFieldNumber, row));
    }
    stage.site = block.text(S::kSiteFieldNumber);
    stage.divert_to = block.text(S::kDivertToFieldNumber);
    stage.divert_share = block.number_or(S::kDivertShareFieldNumber, kShare, 0.0);
    refuse_unused(block, S::kDivertShareFieldNumber, !stage.divert_to.empty(), "divert_to");
    return stage;
}

/// The lengths of stages between moments of the day.
void read_clock(const Block& block, std::vector<RiskStage>& stages) {
    std::vector<Duration> moments;
    for (int row = 0; row < block.size(R::kClockFieldNumber); ++row) {
        const auto moment = parse_moment(block.text(R::kClockFieldNumber, row));
        if (!moment) {
            block.refuse(R::kClockFieldNumber, row, "must be a time of day such as \"06:24\"");
            return;
        }
        moments.push_back(*moment);
    }
    const std::vector<Duration> lengths = lengths_between(moments);
    if (moments.size() != stages.size() + 1 || lengths.empty()) {
        block.refuse(R::kClockFieldNumber,
                     0,
                     fmt::format("must be {} times of day that rise: one more than stages",
                                 stages.size() + 1));
        return;
    }
    for (std::size_t row = 0; row < stages.size(); ++row) {
        stages[row].length = lengths[row];
    }
}

RiskCost read_risk_cost(const Block& block) {
    using C = v1::RiskCost;
    const v1::RiskCost& message = block.as<C>();
    return {
        .once = read_money(block, C::kOnceGbpFieldNumber, kAppraisedPoundsMax).value_or(Money{}),
        .day = read_money(block, C::kDayGbpFieldNumber, kAppraisedPoundsMax).value_or(Money{}),
        .charges_bp = whole_or(block,
                               C::kChargesBpFieldNumber,
                               {.min = 0.0, .max = 100'000.0, .unit = "basis points"},
                               0),
        .procure_again = message.procure_again(),
        .transfer_back = message.transfer_back()};
}

/// One event as a message states it. `whole`: with what the library says, so that nothing is left
/// open.
RiskTerms read_event(const Block& block, bool whole) {
    RiskTerms terms;
    terms.id = block.text(R::kIdFieldNumber);
    if (!is_name(terms.id)) {
        block.refuse(R::kIdFieldNumber, std::string(kNameRemedy));
    }
    terms.title = read_line_of_text(block, R::kTitleFieldNumber);
    if (terms.title.empty()) {
        terms.title = terms.id;
    }
    if (whole && !block.has(R::kKindFieldNumber)) {
        block.missing(R::kKindFieldNumber, "must be given, such as STRIKE");
    }
    terms.kind = enum_or(block, R::kKindFieldNumber, RiskKind::Other);
    terms.yearly_rate = block.number_or(
        R::kYearlyRateFieldNumber, {.min = 0.0, .max = 12.0, .unit = "a year"}, 0.0);
    terms.length_cv = block.number_or(R::kLengthCvFieldNumber, {.min = 0.0, .max = 5.0}, 0.0);
    const int stages = block.rows(R::kStagesFieldNumber, 0, kStagesMax);
    const bool timed = block.size(R::kClockFieldNumber) > 0;
    for (int row = 0; row < stages; ++row) {
        terms.stages.push_back(read_stage(block.child(R::kStagesFieldNumber, row), timed));
    }
    if (timed && (whole || stages > 0)) {
        read_clock(block, terms.stages);
    }
    terms.warning_months = block.number_or(
        R::kWarningMonthsFieldNumber, {.min = 0.0, .max = 60.0, .unit = "months"}, 0.0);
    terms.hits = enum_or(block, R::kHitsFieldNumber, RiskHits::Everybody);
    terms.contract_cause = read_enum<ReliefCause>(block, R::kContractCauseFieldNumber);
    terms.with_contract_only = block.as<R>().with_contract_only();
    if (block.has(R::kCostFieldNumber)) {
        terms.cost = read_risk_cost(block.child(R::kCostFieldNumber));
    }
    terms.credits_bp = whole_or(block, R::kCreditsBpFieldNumber, kBasisPoints, 10'000);
    terms.source = read_line_of_text(block, R::kSourceFieldNumber);
    if (whole && terms.source.empty()) {
        block.missing(R::kSourceFieldNumber,
                      "must be given: where it comes from, or \"assumption: why\"");
    }
    return terms;
}

/// A library of events.
class Library {
public:
    /// What is wrong with it; it then has the events that could be read.
    [[nodiscard]] Problems read(const std::string& file) {
        Result<std::string> text = read_input_file(file, kScenarioBytesMax);
        if (!text) {
            return std::move(text.error());
        }
        origin_ = {.file = file,
                   .text = SourceText(without_byte_order_mark(std::move(*text))),
                   .locations = &locations_};
        if (auto problem = parse_text(file, origin_.text, message_, locations_)) {
            return {std::move(*problem)};
        }
        Findings findings;
        const Block library(message_, origin_, findings);
        const int count = library.rows(v1::RiskLibrary::kEventsFieldNumber, 1, kEventsMax);
        for (int row = 0; row < count; ++row) {
            const Block block = library.child(v1::RiskLibrary::kEventsFieldNumber, row);
            events_.push_back(read_event(block, true));
            if (std::ranges::count(ids_, events_.back().id) > 0) {
                block.refuse(R::kIdFieldNumber, "must be unique");
            }
            ids_.push_back(events_.back().id);
        }
        return findings.take();
    }

    [[nodiscard]] const R* find(const std::string& id) const {
        const auto found = std::ranges::find(ids_, id);
        return found == ids_.end() ? nullptr
                                   : &message_.events(static_cast<int>(found - ids_.begin()));
    }
    [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }
    [[nodiscard]] std::vector<RiskTerms>& events() { return events_; }

private:
    google::protobuf::TextFormat::ParseInfoTree locations_;
    TextOrigin origin_;
    v1::RiskLibrary message_;
    std::vector<RiskTerms> events_;
    std::vector<std::string> ids_;
};

/// What the event states, and else what the library says of it.
R merged(const R& event, const R* base) {
    if (base == nullptr) {
        return event;
    }
    R all = *base;
    if (event.stages_size() > 0 || event.clock_size() > 0) {
        all.clear_clock();
    }
    if (event.stages_size() > 0) {
        all.clear_stages();
    }
    if (event.starts_size() > 0) {
        all.clear_starts();
    }
    all.MergeFrom(event);
    return all;
}

void read_starts(const AppraisalReading& reading, const Block& block, RiskTerms& terms) {
    const int starts = block.rows(R::kStartsFieldNumber, 0, kStartsMax);
    const Date last = term_end(reading.plan.start, 12 * reading.plan.years) - std::chrono::days{1};
    for (int row = 0; row < starts; ++row) {
        if (const auto date = read_date_within(block,
                                               R::kStartsFieldNumber,
                                               row,
                                               reading.plan.start,
                                               last,
                                               "the appraised years")) {
            terms.starts.push_back(*date);
        }
    }
}

/// Names of the scenarios that stages use.
void check_names(const AppraisalReading& reading, const Block& block, const RiskTerms& terms) {
    for (const RiskStage& stage : terms.stages) {
        for (const std::string& line : stage.lines) {
            const bool known = std::ranges::count(reading.lines.names, line) > 0;
            if (!known && !reading.lines.names.empty()) {
                block.refuse_block(line,
                                   fmt::format("must name lines with callers in its stages{}",
                                               suggest(line, reading.lines.names)));
            }
        }
    }
}

/// The event with what the library says of it. What only both together make wrong is told of the
/// event.
RiskTerms read_whole(const Block& block, const R& whole) {
    Findings findings;
    const TextOrigin nowhere;
    RiskTerms terms = read_event(Block(whole, nowhere, findings), true);
    const bool stated_is_sound = block.findings().empty();
    for (const Problem& problem : findings.take()) {
        if (stated_is_sound) {
            block.refuse_block(problem.value, "with its library's event: " + problem.remedy);
        }
    }
    return terms;
}

void note_event(AppraisalReading& reading, const RiskTerms& terms, bool stated) {
    std::string value;
    if (terms.yearly_rate > 0.0) {
        value = fmt::format("{:.4g} a year", terms.yearly_rate);
    }
    if (!terms.starts.empty()) {
        value += fmt::format("{}on {} date{}",
                             value.empty() ? "" : ", ",
                             terms.starts.size(),
                             terms.starts.size() == 1 ? "" : "s");
    }
    if (value.empty()) {
        value = "never: neither yearly_rate nor starts is stated";
    }
    reading.plan.assumptions.push_back(
        {.option = "",
         .what = fmt::format("Risk: {}", terms.title),
         .value = std::move(value),
         .origin = stated ? FigureOrigin::Stated : FigureOrigin::Default,
         .source = terms.source});
}

}  // namespace

Result<std::vector<RiskTerms>> load_risk_library(const std::filesystem::path& file) {
    Library library;
    Problems problems = library.read(file.string());
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return std::move(library.events());
}

void read_risks(AppraisalReading& reading) {
    const Block& root = reading.root;
    Library library;
    const bool has_library = root.has(A::kRiskLibraryFieldNumber);
    if (has_library) {
        const std::string file = reading.beside(root.text(A::kRiskLibraryFieldNumber)).string();
        for (const Problem& problem : library.read(file)) {
            root.refuse_file(A::kRiskLibraryFieldNumber, problem);
        }
    }
    const int events = root.rows(A::kRisksFieldNumber, 0, kEventsMax / 2);
    for (int row = 0; row < events; ++row) {
        const Block block = root.child(A::kRisksFieldNumber, row);
        const R& stated = block.as<R>();
        const bool takes = block.has(R::kTakeFieldNumber);
        const std::string id = takes ? stated.take() : stated.id();
        const R* const base = library.find(id);
        if (takes && base == nullptr) {
            block.refuse(R::kTakeFieldNumber,
                         has_library ? fmt::format("must be an event of the library{}",
                                                   suggest(id, library.ids()))
                                     : "needs risk_library, the file that has it");
            continue;
        }
        // What is stated is judged where it stands, what comes of it as a whole.
        RiskTerms own = read_event(block, base == nullptr);
        if (base != nullptr) {
            R whole = merged(stated, base);
            whole.clear_take();
            own = read_whole(block, whole);
        }
        read_starts(reading, block, own);
        check_names(reading, block, own);
        if (std::ranges::count(reading.plan.risks, own.id, &RiskTerms::id) > 0) {
            block.refuse(R::kIdFieldNumber, "must be unique");
        }
        note_event(reading, own, base == nullptr || stated.has_yearly_rate());
        reading.plan.risks.push_back(std::move(own));
    }
}

}  // namespace fcr
