// The terms of a contract, validated: what the file means.
#pragma once

#include "sim/contract/charge_terms.hpp"
#include "sim/contract/credit_terms.hpp"
#include "sim/contract/kpi_terms.hpp"
#include "sim/contract/supplier_terms.hpp"
#include "sim/domain/ids.hpp"
#include "sim/scenario/civil_day.hpp"
#include "sim/scenario/findings.hpp"
#include "sim/scenario/profiles.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

enum class ContractForm : std::uint8_t { ModelServices, MidTier, ShortForm, CallOff, Bespoke };
enum class Party : std::uint8_t { Force, Supplier };
enum class Attribution : std::uint8_t { LastPresented, Nobody, ProRata };
enum class BelongsTo : std::uint8_t { Offered, Answered };

struct ScopePool {
    std::string name;
    Party owner = Party::Supplier;
    std::string site;
};

/// What the contract is about. The rows of `lines` and `pools` are the LineId and PoolId of every
/// ledger that is priced under it.
struct ScopeTerms {
    std::vector<std::string> lines;
    std::vector<ScopePool> pools;
    bool shared_queue = false;
    Attribution attribution = Attribution::LastPresented;
    bool clock_from_offered = false;  ///< of a call that overflows; else from its own presentation
    std::optional<std::int64_t> calls_min;  ///< a month
    std::optional<std::int64_t> calls_max;
};

struct FteTerms {
    std::int64_t paid_hours = 1'931;
    std::int64_t productive_hours = 1'313;
};

struct TermTerms {
    Date start;
    int months = 0;
    std::vector<int> extension_months;
    std::vector<Date> break_dates;
    int notice_months = 12;
};

struct MobilisationTerms {
    std::vector<MilestoneCharge> milestones;
    int months = 3;
    int parallel_weeks = 4;
};

struct PeopleTerms {
    std::int64_t transferring_hundredths = 0;  ///< FTE times 100
    int protected_months = 0;
    std::int64_t pension_bp = 0;
    Money redundancy;
    std::int64_t zero_hours_bp = 0;      ///< permitted share of hours
    std::int64_t zero_hours_bid_bp = 0;  ///< the share that the bid's staffing relies on
    Date zero_hours_law;                 ///< from when guaranteed hours have to be offered
};

struct ExitTermsMoney {
    Money plan;
    Money transfer_back;
    std::vector<Money> breakage;  ///< by contract year
    Money investment;
    int investment_years = 0;
};

struct MonitoringTerms {
    int report_due_days = 0;
    std::int64_t audit_bp = 0;
    bool audit_right = false;
    Party data_owner = Party::Supplier;
    Party clock_owner = Party::Supplier;
    Party test_flags = Party::Supplier;
};

/// What was expected of a line in a month of the term.
struct MonthForecast {
    LineId line;
    std::int64_t calls = 0;
    Duration handling{0};  ///< of a call
};

/// Where both months and a profile are given, the months say how many calls and the profile how
/// they spread over days and hours; forecast.hpp makes cells of them.
struct ForecastTerms {
    Party issued_by = Party::Supplier;
    bool locked = false;
    std::vector<MonthForecast> months;  ///< of each line in order; its last goes on
    std::optional<Profile> profile;     ///< its columns are names of lines
};

/// A field that the file states, by its path, and where it stands. Paths are those of problems:
/// `kpis[K1].threshold_s`.
struct Clause {
    std::string path;
    Place place;
};

struct ContractTerms {
    std::string file;
    std::string hash;  ///< of the file's text, for statements
    std::string id;
    std::string title;
    std::string description;
    std::string source;
    ContractForm form = ContractForm::Bespoke;
    std::string authority;
    std::string supplier;
    Date signed_on;
    TermTerms term;
    ScopeTerms scope;
    FteTerms fte;
    BelongsTo belongs_to = BelongsTo::Offered;
    std::vector<KpiTerms> kpis;
    ScoringTerms scoring;
    CapTerms caps;
    std::vector<ReliefTerms> relief;
    std::optional<BeddingInTerms> bedding_in;
    LadderTerms ladder;
    std::vector<ChargeTerms> charges;
    std::optional<IndexationTerms> indexation;
    std::optional<MobilisationTerms> mobilisation;
    std::optional<PeopleTerms> people;
    std::optional<ExitTermsMoney> exit;
    std::optional<MonitoringTerms> monitoring;
    std::optional<ForecastTerms> forecast;
    SupplierTerms supplier_model;  ///< of a simulation only
    std::vector<Clause> clauses;   ///< all that the file states, in the order of its places

    /// Whether the file states a field, or leaves it to the default.
    [[nodiscard]] bool states(std::string_view path) const;
    /// Where a field stands; where it is left out, the block that it would stand in.
    [[nodiscard]] Place place_of(std::string_view path) const;
};

}  // namespace fcr
