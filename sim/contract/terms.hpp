// The terms of a contract, validated: what the file means.
#pragma once

#include "sim/contract/charge_terms.hpp"
#include "sim/contract/credit_terms.hpp"
#include "sim/contract/kpi_terms.hpp"
#include "sim/domain/ids.hpp"
#include "sim/scenario/civil_day.hpp"

#include <cstdint>
#include <optional>
#include <string>
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
    std::int64_t zero_hours_bp = 0;
    Date zero_hours_law;
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

struct ForecastTerms {
    Party issued_by = Party::Supplier;
    bool locked = false;
    std::vector<MonthForecast> months;  ///< of each line in order; its last goes on
    std::string file;                   ///< cells; see load_forecast
};

/// A field that lint asks for by name: whether the file states it or leaves it to the default.
struct Stated {
    bool fte = false;
    bool attribution = false;
    bool repeat_multiplier = false;
    bool monitoring = false;
    bool exit = false;
    bool forecast = false;
    /// By indicator.
    struct Kpi {
        bool clock = false;
        bool comparator = false;
        bool rounding = false;
    };
    std::vector<Kpi> kpis;
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
    Stated stated;
};

}  // namespace fcr
