// What fcrsim contract simulate runs: each contract under each way of acting, and the questions
// that are asked about it.
#pragma once

#include "sim/base/result.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract_study/bid_difference.hpp"
#include "sim/contract_study/contract_study.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/report/contract_study_summary.hpp"
#include "tools/fcrsim/console.hpp"

#include <chrono>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

/// The flags, as the user gave them.
struct SimulateOptions {
    std::vector<std::string> contracts;
    std::optional<std::string> scenario;
    std::vector<std::string> set;
    std::vector<std::string> policies;
    std::optional<std::uint64_t> replications;
    std::optional<std::uint64_t> side_replications;
    std::optional<std::uint64_t> pilots;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint64_t> jobs;
    std::optional<std::uint64_t> years;
    std::optional<double> confidence;
    std::optional<double> volume_percent;
    bool as_forecast = false;
    bool honest_too = false;
    bool undisturbed = false;
    bool volume = false;
    bool probes = false;
    bool incentive = false;
    bool json = false;
    std::optional<std::string> out;
};

/// One contract under one way of acting.
struct Bid {
    const ContractTerms* terms = nullptr;
    std::string name;
    std::vector<SupplierPolicyTerms> policies;
};

/// What is run, in the order of the page.
[[nodiscard]] Result<std::vector<Bid>> bids_of(const SimulateOptions& options,
                                               const std::list<ContractTerms>& contracts);

[[nodiscard]] StudyOptions study_options(const SimulateOptions& options, const Bid& bid);

/// What the watch shows: the part of the work in hand.
class Stage {
public:
    void begin(std::string what, std::uint64_t replications);
    [[nodiscard]] std::string line() const;

    ExperimentProgress progress;

private:
    mutable std::mutex mutex_;
    std::string what_ = "beginning";
    std::uint64_t replications_ = 1;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

/// How a bid went.
struct BidOutcome {
    std::optional<ContractStudySummary> summary;  ///< empty: nothing was finished
    BidTotals totals{};
    std::optional<ExitCode> refused;
};

/// Works through the questions about one bid.
[[nodiscard]] BidOutcome run_bid(const SimulateOptions& options,
                                 const Bid& bid,
                                 ContractStudy& study,
                                 Stage& stage);

}  // namespace fcr
