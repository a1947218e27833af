// Something that may happen to a service or its contract, and what it does (contracts.md 2.13).
#pragma once

#include "sim/base/time.hpp"
#include "sim/contract/credit_terms.hpp"
#include "sim/contract/money.hpp"
#include "sim/scenario/civil_day.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

enum class RiskKind : std::uint8_t {
    Insolvency,
    SupplierWithdrawal,
    Strike,
    NetworkOutage,
    CommandSystemOutage,
    SiteTelecomLoss,
    Surge,
    VolumeShortfall,
    CallLengthError,
    UnderRecruitment,
    DemandGrowth,
    ScopeCut,
    RecordFalsification,
    Reset,
    Other,
};

/// Whose people it keeps away.
enum class RiskHits : std::uint8_t { Supplier, Force, Everybody };

/// A stage of an event, and what holds while it lasts.
struct RiskStage {
    Duration length{0};
    double staff_multiplier = 1.0;
    double handling_factor = 1.0;
    double arrival_multiplier = 1.0;
    double connect_loss_share = 0.0;
    std::vector<std::string> lines{};  ///< of arrivals and loss; none: every line with callers
    std::string site{};                ///< of the multiplier; empty: every site
    std::string divert_to{};           ///< a call class that some of those lost ring instead
    double divert_share = 0.0;
};

/// At the prices of year 0.
struct RiskCost {
    Money once{};
    Money day{};                  ///< for each day of its stages
    std::int64_t charges_bp = 0;  ///< of the contract's charges while it lasts
    bool procure_again = false;
    bool transfer_back = false;
};

struct RiskTerms {
    std::string id{};
    std::string title{};
    RiskKind kind = RiskKind::Other;
    std::vector<Date> starts{};
    double yearly_rate = 0.0;
    double length_cv = 0.0;  ///< of the lognormal factor of mean 1 on the length of its stages
    std::vector<RiskStage> stages{};
    double warning_months = 0.0;  ///< from its beginning to the first stage
    RiskHits hits = RiskHits::Everybody;
    std::optional<ReliefCause> contract_cause{};
    bool with_contract_only = false;
    RiskCost cost{};
    std::int64_t credits_bp = 10'000;  ///< of the credits of the months it touches
    std::string source{};
};

/// One time that an event happens.
struct RiskOccurrence {
    std::size_t event = 0;       ///< row of the appraisal's events
    Duration start{0};           ///< of the warning, since the start of year 1
    double length_factor = 1.0;  ///< of all stages

    friend bool operator==(const RiskOccurrence&, const RiskOccurrence&) = default;
};

/// A stretch of an occurrence in time.
struct RiskSpan {
    Duration from{0};
    Duration until{0};
    std::size_t stage = 0;
};

/// The stages of an occurrence one after the other, since the start of year 1; those of no length
/// are left out.
[[nodiscard]] std::vector<RiskSpan> stages_of(const RiskTerms& terms,
                                              const RiskOccurrence& occurrence);

/// What an occurrence costs an option that has a contract, or none: `month_charges` are those of
/// an average month of the year it begins in, `again` the cost of procuring and mobilising once
/// more, `back` that of taking the work back.
struct RiskPrices {
    Money month_charges{};
    Money again{};
    Money back{};
};
[[nodiscard]] Money cost_of(const RiskTerms& terms,
                            const RiskOccurrence& occurrence,
                            const RiskPrices& prices);

/// The lengths between moments of a day that rise: 06:24, 07:33, 08:50, 16:56 are stages of 69, 77
/// and 486 minutes. Empty when they do not rise.
[[nodiscard]] std::vector<Duration> lengths_between(const std::vector<Duration>& moments);

}  // namespace fcr
