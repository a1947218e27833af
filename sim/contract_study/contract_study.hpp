// A contract in a scenario, run as often and as differently as the questions about it ask.
#pragma once

#include "sim/base/result.hpp"
#include "sim/contract/terms.hpp"
#include "sim/contract_study/incentive.hpp"
#include "sim/contract_study/term_rooms.hpp"
#include "sim/contract_study/term_study.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fcr {

struct StudyOptions {
    std::filesystem::path scenario{};
    std::vector<std::string> set{};
    int months = 0;                     ///< of the term that are run
    double volume = 1.0;                ///< of what is expected, in every run
    bool volume_from_forecast = false;  ///< see RoomRequest
    double volume_most = 1.0;           ///< the largest TermVariant::volume there will be
    std::vector<SupplierPolicyTerms> policies{};
    bool distress_acts = true;
    StudyRequest request{};
    double confidence = 0.95;
};

/// What a run has otherwise than the options say.
struct TermVariant {
    std::vector<SeatsBeside> seats{};
    std::optional<int> months{};
    double volume = 1.0;  ///< times the options', at most their volume_most
};

/// The same callers for equal seeds and replications, whatever the variant: those of a lower volume
/// are among those of a higher one. Not thread-safe; each run uses the options' threads.
class ContractStudy {
public:
    /// Refused: what build_term_rooms refuses. The terms must outlive it.
    [[nodiscard]] static Result<ContractStudy> make(const ContractTerms& terms,
                                                    StudyOptions options);

    /// Chooses what a cost minimiser among the policies would, from pilot replications on callers
    /// of their own; later runs have these seats. Nothing without one. False when it was
    /// interrupted.
    [[nodiscard]] bool choose_levels(ExperimentProgress& progress);
    /// FTE beside those bid that were chosen, by contract year; empty without a cost minimiser.
    [[nodiscard]] const std::vector<int>& levels() const { return levels_; }

    [[nodiscard]] TermResults run(const TermVariant& variant,
                                  std::uint64_t replications,
                                  ExperimentProgress& progress);

    /// The supplier's pool that gets people where they are added: the first with seats. Empty when
    /// there is none.
    [[nodiscard]] std::optional<PoolId> staffed_pool() const;
    /// Seats of such a pool in each hour of the week: the fewest of the first years, with what a
    /// cost minimiser chose.
    [[nodiscard]] SeatsByHour planned_seats(PoolId pool) const;

    /// The room of the first years as the options have it.
    [[nodiscard]] const CompiledScenario& room() const {
        return known_.front().rooms->runs.front()->room;
    }
    [[nodiscard]] const ContractTerms& terms() const { return *terms_; }
    [[nodiscard]] const StudyOptions& options() const { return options_; }

private:
    ContractStudy(const ContractTerms& terms, StudyOptions options)
        : terms_(&terms), options_(std::move(options)) {}

    struct Rooms {
        int months = 0;
        double volume = 1.0;
        std::uint32_t seats_beside = 0;
        std::shared_ptr<const TermRooms> rooms;
    };
    [[nodiscard]] Result<std::shared_ptr<const TermRooms>> rooms(int months,
                                                                 double volume,
                                                                 std::uint32_t seats_beside);
    [[nodiscard]] TermResults run_with(const TermVariant& variant,
                                       const StudyRequest& request,
                                       ExperimentProgress& progress);

    const ContractTerms* terms_;
    StudyOptions options_;
    std::vector<Rooms> known_{};         ///< the last ones built
    std::vector<SeatsBeside> chosen_{};  ///< by a cost minimiser
    std::vector<int> levels_{};
};

}  // namespace fcr
