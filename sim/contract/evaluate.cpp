#include "sim/contract/evaluate.hpp"

#include "sim/contract/measuring.hpp"
#include "sim/contract/pricing.hpp"

namespace fcr {

struct ContractHistory {
    explicit ContractHistory(const ContractTerms& contract) : terms(contract), pricing(contract) {}

    const ContractTerms& terms;
    MeasuringHistory measuring;
    Pricing pricing;
};

Evaluator::Evaluator(const ContractTerms& terms)
    : history_(std::make_unique<ContractHistory>(terms)) {}

Evaluator::Evaluator(const Evaluator& other)
    : history_(std::make_unique<ContractHistory>(*other.history_)) {}

Evaluator::~Evaluator() = default;

Statement Evaluator::close(const ServicePeriod& period,
                           const PeriodLedger& ledger,
                           const AuthorityChoice& choice) {
    return history_->pricing.close(
        period, ledger, measure(history_->terms, period, ledger, history_->measuring), choice);
}

}  // namespace fcr
