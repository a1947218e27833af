// Scenarios for tests: set only what a test is about.
#pragma once

#include "sim/scenario/scenario.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fcr::test {

struct LineOptions {
    double per_hour = 60.0;              ///< expected calls an hour, all day
    std::vector<double> per_interval{};  ///< or by interval from the start of the run
    Duration interval = std::chrono::minutes{15};
    double day_factor_cv = 0.0;
    bool emergency = true;
    std::optional<OperatorLeg> operator_leg{};
    Law message = ConstantLaw{};
    std::optional<std::uint32_t> lines_max{};
};

struct StepOptions {
    Duration after{0};
    std::vector<std::string> pools{};  ///< names; may be pools that are added later
    bool move = false;
};

struct ClassOptions {
    std::string line{};  ///< name; default: the line added last
    double share = 1.0;
    std::uint32_t priority = 1;
    Duration time_credit{0};
    Law talk = ExponentialLaw{300.0};
    Law wrap_up = ConstantLaw{};
    Law patience = NeverLaw{};
    double balk_probability = 0.0;
    std::vector<StepOptions> route{};  ///< default: one step with every pool that has the skill
};

struct PoolOptions {
    std::uint32_t seats = 10;
    std::vector<SeatChange> seat_changes{};  ///< instead of `seats`
    std::optional<Staff> staff{};            ///< instead of either
    std::vector<std::string> skills{};       ///< names of classes; default: all
    std::string employer = "force";          ///< made when it is new
    bool contractor = false;                 ///< of an employer that is new
    std::string site{};                      ///< default: the employer's name
    Law pick_up = ConstantLaw{};
    Law after_call_gap = ConstantLaw{};
    double handling_factor = 1.0;
    std::vector<std::pair<std::string, std::uint32_t>> seats_kept_free{};  ///< by class
};

/// Builds a Scenario. Without calls: one line "999" of 60 calls an hour, on every line one class
/// of its name with exponential talk of 300 s and endless patience, one pool "in_house" of 10
/// seats, no warm-up, one measured hour. A name that is not there is a bug of the test.
class ScenarioBuilder {
public:
    ScenarioBuilder& line(std::string name, LineOptions options = {});
    ScenarioBuilder& call_class(std::string name, ClassOptions options = {});
    ScenarioBuilder& pool(std::string name, PoolOptions options = {});
    ScenarioBuilder& kpi(std::string id, KpiDefinition definition);
    ScenarioBuilder& published(std::string kpi, double value, std::optional<double> tolerance = {});
    ScenarioBuilder& warm_up(Duration span);
    ScenarioBuilder& measured(Duration span);
    ScenarioBuilder& drain_max(Duration span);
    ScenarioBuilder& day_factor_correlation(double correlation);
    ScenarioBuilder& time_credit();  ///< longest wait with credit first, not strict priority
    ScenarioBuilder& load(std::vector<RecordedCall> calls);
    ScenarioBuilder& response(ResponsePlan plan);

    [[nodiscard]] Scenario build() const;

private:
    struct PublishedOptions {
        std::string kpi;
        double value = 0.0;
        std::optional<double> tolerance;
    };

    RunPlan run_{.warm_up = Duration::zero(),
                 .measured = std::chrono::hours{1},
                 .drain_max = std::chrono::hours{24},
                 .day_type = {}};
    double day_factor_correlation_ = 0.0;
    bool time_credit_ = false;
    std::vector<std::pair<std::string, LineOptions>> lines_;
    std::vector<std::pair<std::string, ClassOptions>> classes_;
    std::vector<std::pair<std::string, PoolOptions>> pools_;
    std::vector<Kpi> kpis_;
    std::vector<PublishedOptions> published_;
    std::optional<std::vector<RecordedCall>> load_;
    std::optional<ResponsePlan> response_;
};

}  // namespace fcr::test
