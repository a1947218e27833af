// An appraisal that has a meaning: what the file says, with nothing left open.
#pragma once

#include "sim/appraisal/appraised_input.hpp"
#include "sim/contract/cash_flow.hpp"
#include "sim/contract/money.hpp"
#include "sim/contract/risk_event.hpp"
#include "sim/contract/supply_pipeline.hpp"
#include "sim/contract/terms.hpp"
#include "sim/domain/ids.hpp"
#include "sim/scenario/civil_day.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

// Limits of an appraisal; each is named in the problem it causes.
inline constexpr int kAppraisalYearsMax = 30;
inline constexpr std::uint64_t kAppraisalReplicationsMax = 100'000;

enum class OptionKind : std::uint8_t { InHouse, InHouseImproved, Outsource, Hybrid };

/// `In-house`, `Hybrid`.
[[nodiscard]] std::string_view to_string(OptionKind kind);

/// Where a figure of an appraisal comes from.
enum class FigureOrigin : std::uint8_t {
    Stated,    ///< in the appraisal file
    Contract,  ///< in the contract's file
    Derived,   ///< from other figures
    Default,   ///< contracts.md 3
};

/// A figure that the appraisal rests on, as the report shows it.
struct Assumption {
    std::string option{};  ///< its title; empty: of all
    std::string what{};    ///< `Cost of an FTE`
    std::string value{};   ///< `43,190 pounds a year`
    FigureOrigin origin = FigureOrigin::Default;
    std::string source{};
};

/// What people of the force cost.
struct AppraisedStaff {
    Money fte = Money::pounds(43'190);     ///< a year
    Money salary = Money::pounds(33'288);  ///< of it the pay
    std::int64_t productive_hours = 1'313;
    std::int64_t growth_bp = 0;
    SupplyPipeline pipeline{};
    std::int64_t overtime_bp = 15'000;
    std::int64_t gap_covered_bp = 10'000;
    std::int64_t follows_work_bp = 10'000;
};

/// A cost that no other block has, at the prices of year 0.
struct CostItem {
    CostLine line = CostLine::Overhead;
    std::string title{};
    Money amount{};  ///< of each year, or once
    int from_year = 1;
    int until_year = 1;  ///< the last
    bool once = false;
    std::int64_t growth_bp = 0;
    std::string source{};
};

struct ProcurementPlan {
    Money cost = Money::pounds(500'000);
    int months = 12;
    Money bidders{};  ///< owed when it is cancelled in its second half
};

/// How late a start is: not at all, or with `chance` anything up to `most`, all as likely.
struct SlipLaw {
    double chance = 0.0;
    double most_months = 0.0;
};

/// The law that has this mean and this 90th percentile, which lies from 1.8 to 5 times the mean;
/// both 0: never late. Empty where there is none.
[[nodiscard]] std::optional<SlipLaw> slip_law(double mean_months, double p90_months);

struct MobilisationPlan {
    int months = 3;
    Money month{};  ///< of the force's own team and works
    SlipLaw slip{};
    std::int64_t old_service_bp = 10'000;
};

struct ParallelPlan {
    double weeks = 4.0;
    std::int64_t share_bp = 5'000;
};

struct TransferPlan {
    std::int64_t share_bp = 10'000;
    std::optional<std::int64_t> posts_hundredths{};  ///< instead of the share
    int protected_months = 12;
    std::int64_t terms_bp = 0;
    std::int64_t pension_bp = 1'700;
    std::int64_t borne_bp = 0;
    Money advice{};
};

struct RedundancyPlan {
    std::optional<std::int64_t> posts_hundredths{};  ///< empty: what is left over
    std::int64_t salary_bp = 5'000;
    std::optional<Money> sum{};  ///< instead of both
};

struct ClientTeamPlan {
    std::int64_t share_bp = 300;
    std::int64_t fte_min_hundredths = 200;
    Money fte{};
};

/// All that a contract brings beside its charges.
struct SourcingPlan {
    ProcurementPlan procurement{};
    MobilisationPlan mobilisation{};
    ParallelPlan parallel{};
    TransferPlan transfer{};
    RedundancyPlan redundancy{};
    ClientTeamPlan client_team{};
    ExitTermsMoney exit{};
};

struct AppraisalOption {
    std::string id{};
    std::string title{};
    OptionKind kind = OptionKind::InHouse;
    std::filesystem::path scenario{};    ///< to be opened from here
    std::vector<std::string> changes{};  ///< path=value, those of all options first
    std::filesystem::path contract_file{};
    std::optional<ContractTerms> contract{};
    std::vector<std::string> staffed_pools{};
    std::int64_t handler_hundredths = 0;  ///< FTE times 100
    std::vector<CostItem> costs{};
    std::optional<SourcingPlan> sourcing{};  ///< of an option with a contract
};

/// Waits that are counted: longer than so many seconds.
inline constexpr std::array<int, 4> kOverSeconds{10, 30, 60, 120};

/// Whether callers are worse off than today.
struct ServiceTest {
    LineId line{};
    std::size_t over = 2;  ///< row of kOverSeconds
    std::int64_t margin_bp = 0;
};

struct Sensitivity {
    AppraisedInput input = AppraisedInput::Charges;
    double low = 0.0;
    double high = 0.0;
};

struct InputSetting {
    AppraisedInput input = AppraisedInput::Charges;
    double value = 0.0;
};

/// Several inputs changed together.
struct AppraisalCase {
    std::string title{};
    std::vector<InputSetting> settings{};
};

struct AppraisalPlan {
    std::string file{};  ///< as the user named it
    std::string title{};
    std::string description{};
    Date start{};
    int years = 1;
    std::vector<std::int64_t> discount_bp{350, 300, 150};
    std::int64_t deflator_bp = 200;
    std::vector<std::int64_t> optimism_bp{0, 1'000, 4'100};
    std::size_t today = 0;  ///< row of options
    std::uint64_t seed = 1;
    std::uint64_t replications = 20;
    std::uint64_t sensitivity_replications = 5;
    std::vector<std::string> changes{};  ///< path=value, of every option's scenario
    AppraisedStaff staff{};
    std::vector<std::string> lines{};  ///< of callers, the same in every option's scenario
    std::vector<ServiceTest> service_tests{};
    std::vector<AppraisalOption> options{};
    std::vector<RiskTerms> risks{};
    std::vector<Sensitivity> sensitivities{};
    std::vector<AppraisalCase> cases{};
    std::vector<Assumption> assumptions{};  ///< every figure, in the order of the file's fields
};

}  // namespace fcr
