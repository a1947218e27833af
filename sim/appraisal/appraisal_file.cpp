#include "sim/appraisal/appraisal_file.hpp"

#include "proto/fcr/v1/appraisal.pb.h"
#include "sim/appraisal/appraisal_reading.hpp"
#include "sim/contract/contract_reading.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace fcr {
namespace {

using A = v1::Appraisal;

constexpr int kRatesMax = 8;
constexpr int kChangesMax = 64;
constexpr std::uint64_t kReplications = 20;
/// Real rates and uplifts on charges unless said (contracts.md 2.14).
const std::vector<std::int64_t> kDiscountBp{350, 300, 150};
const std::vector<std::int64_t> kOptimismBp{0, 1'000, 4'100};

std::vector<std::int64_t> read_rates(const Block& root,
                                     int field,
                                     double most,
                                     const std::vector<std::int64_t>& otherwise) {
    if (root.size(field) == 0) {
        return otherwise;
    }
    const auto count = static_cast<std::size_t>(root.rows(field, 1, kRatesMax));
    std::vector<std::int64_t> rates;
    for (const double rate :
         root.numbers(field, {.min = 0.0, .max = most, .unit = "basis points (350 is 3.5 %)"})) {
        const auto value = static_cast<std::int64_t>(rate);
        if (std::ranges::count(rates, value) > 0) {
            root.refuse(field, static_cast<int>(rates.size()), "must be given once");
        }
        rates.push_back(value);
    }
    rates.resize(std::min(rates.size(), count));
    return rates;
}

std::string listed_bp(const std::vector<std::int64_t>& rates) {
    std::string words;
    for (const std::int64_t rate : rates) {
        words += fmt::format("{}{}", words.empty() ? "" : ", ", hundredths_words(rate));
    }
    return words + " %";
}

void read_words(AppraisalReading& reading) {
    const Block& root = reading.root;
    AppraisalPlan& plan = reading.plan;
    plan.title = read_line_of_text(root, A::kTitleFieldNumber);
    plan.description = root.text(A::kDescriptionFieldNumber);
    if (!is_utf8(plan.description)) {
        root.refuse(A::kDescriptionFieldNumber, "must be UTF-8 text");
        plan.description.clear();
    }
    if (plan.title.empty()) {
        plan.title = std::filesystem::path(plan.file).stem().string();
    }
}

void read_term(AppraisalReading& reading) {
    const Block& root = reading.root;
    AppraisalPlan& plan = reading.plan;
    if (const auto start = read_date(root, A::kStartFieldNumber)) {
        if (std::chrono::year_month_day{*start}.day() == std::chrono::day{1}) {
            plan.start = *start;
        } else {
            root.refuse(A::kStartFieldNumber, "must be the first day of a month");
        }
    } else if (!root.has(A::kStartFieldNumber)) {
        root.missing(A::kStartFieldNumber, "must be given, such as \"2027-04-01\"");
    }
    plan.years = static_cast<int>(needed_whole(
        root,
        A::kYearsFieldNumber,
        {.min = 1.0, .max = static_cast<double>(kAppraisalYearsMax), .unit = "years"}));
}

void read_size(AppraisalReading& reading) {
    const Block& root = reading.root;
    AppraisalPlan& plan = reading.plan;
    constexpr double exact = 9'007'199'254'740'991.0;  // 2^53 - 1
    plan.seed = static_cast<std::uint64_t>(
        whole_or(root, A::kSeedFieldNumber, {.min = 0.0, .max = exact}, 1));
    plan.replications =
        root.count_or(A::kReplicationsFieldNumber,
                      {.min = 2.0, .max = static_cast<double>(kAppraisalReplicationsMax)},
                      static_cast<std::uint32_t>(kReplications));
    plan.sensitivity_replications = root.count_or(
        A::kSensitivityReplicationsFieldNumber,
        {.min = 2.0, .max = static_cast<double>(plan.replications)},
        static_cast<std::uint32_t>(std::max<std::uint64_t>(2, plan.replications / 4)));
}

void read_staff(AppraisalReading& reading) {
    using S = v1::AppraisedStaff;
    const std::optional<Block> block = reading.root.has(A::kStaffFieldNumber)
                                           ? std::optional(reading.root.child(A::kStaffFieldNumber))
                                           : std::nullopt;
    const Figures figures(reading, "", block, S::kSourceFieldNumber);
    AppraisedStaff staff;
    staff.fte = figures.money({S::kFteGbpFieldNumber, "Cost of an FTE", " a year"}, {staff.fte});
    staff.salary =
        figures.money({S::kSalaryGbpFieldNumber, "Pay of an FTE", " a year"}, {staff.salary});
    staff.productive_hours =
        figures.whole({S::kProductiveHoursFieldNumber, "Productive hours of an FTE", " a year"},
                      {.min = 100.0, .max = 3'000.0, .unit = "hours"},
                      {static_cast<int>(staff.productive_hours)});
    staff.growth_bp =
        figures.share_bp({S::kGrowthBpFieldNumber, "Growth of pay over prices", " a year"},
                         {.min = 0.0, .max = 1'000.0, .unit = "basis points"},
                         {0, FigureOrigin::Default, "assumption: pay follows prices"});
    staff.pipeline.attrition_bp =
        figures.share_bp({S::kAttritionBpFieldNumber, "Attrition", " a year"},
                         kBasisPoints,
                         {staff.pipeline.attrition_bp});
    const Range weeks{.min = 0.0, .max = 104.0, .unit = "weeks"};
    staff.pipeline.vetting_weeks =
        figures.number({S::kVettingWeeksFieldNumber, "Vetting of a recruit", " weeks"},
                       weeks,
                       {staff.pipeline.vetting_weeks});
    staff.pipeline.training_weeks =
        figures.number({S::kTrainingWeeksFieldNumber, "Training of a recruit", " weeks"},
                       weeks,
                       {staff.pipeline.training_weeks});
    staff.pipeline.mentoring_weeks =
        figures.number({S::kMentoringWeeksFieldNumber, "Mentoring of a recruit", " weeks"},
                       weeks,
                       {staff.pipeline.mentoring_weeks});
    staff.overtime_bp = figures.share_bp(
        {S::kOvertimeBpFieldNumber, "Cost of an hour of overtime", " of an ordinary one"},
        {.min = 10'000.0, .max = 30'000.0, .unit = "basis points"},
        {staff.overtime_bp, FigureOrigin::Default, "assumption: time and a half"});
    staff.gap_covered_bp = figures.share_bp(
        {S::kGapCoveredBpFieldNumber, "Hours of vacancies worked as overtime", ""},
        kBasisPoints,
        {staff.gap_covered_bp, FigureOrigin::Default, "assumption: seats are filled as planned"});
    staff.follows_work_bp = figures.share_bp(
        {S::kFollowsWorkBpFieldNumber, "Posts that follow the work", " of its change"},
        kBasisPoints,
        {staff.follows_work_bp,
         FigureOrigin::Default,
         "assumption: in proportion, where volume or handling time are changed"});
    reading.plan.staff = staff;
}

}  // namespace

void read_plan(AppraisalReading& reading) {
    const Block& root = reading.root;
    AppraisalPlan& plan = reading.plan;
    read_words(reading);
    read_term(reading);
    plan.discount_bp = read_rates(root, A::kDiscountBpFieldNumber, 2'000.0, kDiscountBp);
    plan.optimism_bp = read_rates(root, A::kOptimismBpFieldNumber, 20'000.0, kOptimismBp);
    const Figures figures(reading, "", root, A::kSourceFieldNumber);
    const auto origin = [&](int field) {
        return root.size(field) > 0 ? FigureOrigin::Stated : FigureOrigin::Default;
    };
    figures.note("Real discount rates a year",
                 listed_bp(plan.discount_bp),
                 origin(A::kDiscountBpFieldNumber),
                 "HM Treasury, Green Book: 3.5 %; a review reported on 30 June 2026 (contracts.md "
                 "2.14)");
    plan.deflator_bp =
        figures.share_bp({A::kDeflatorBpFieldNumber, "Rise of prices a year", ""},
                         {.min = 0.0, .max = 2'000.0, .unit = "basis points"},
                         {200, FigureOrigin::Default, "assumption: the Bank of England's target"});
    figures.note("Optimism bias on charges",
                 listed_bp(plan.optimism_bp),
                 origin(A::kOptimismBpFieldNumber),
                 "10 % central (assumption), 41 % upper: Mott MacDonald 2002 (contracts.md 4.2)");
    read_size(reading);
    plan.changes.resize(static_cast<std::size_t>(root.rows(A::kSetFieldNumber, 0, kChangesMax)));
    for (std::size_t row = 0; row < plan.changes.size(); ++row) {
        plan.changes[row] = root.text(A::kSetFieldNumber, static_cast<int>(row));
    }
    read_staff(reading);
}

Result<AppraisalPlan> parse_appraisal(std::string text, const std::string& file) {
    google::protobuf::TextFormat::ParseInfoTree locations;
    A message;
    const TextOrigin origin{.file = file,
                            .text = SourceText(without_byte_order_mark(std::move(text))),
                            .locations = &locations};
    if (auto problem = parse_filled_text(file,
                                         origin.text,
                                         "an appraisal needs at least start, years and two options",
                                         message,
                                         locations)) {
        return tl::unexpected(Problems{std::move(*problem)});
    }
    Findings findings;
    AppraisalReading reading{.root = Block(message, origin, findings), .plan = {}};
    reading.plan.file = file;
    read_plan(reading);
    read_options(reading);
    read_rooms(reading);
    read_sourcing(reading);
    read_risks(reading);
    read_questions(reading);
    if (!findings.empty()) {
        return tl::unexpected(findings.take());
    }
    return std::move(reading.plan);
}

Result<AppraisalPlan> load_appraisal(const std::filesystem::path& file) {
    Result<std::string> text = read_input_file(file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    return parse_appraisal(std::move(*text), file.string());
}

}  // namespace fcr
