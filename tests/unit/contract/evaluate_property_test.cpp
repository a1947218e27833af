// What holds of every contract and ledger, on generated ones with fixed seeds.
#include "sim/contract/charging.hpp"
#include "sim/contract/evaluate.hpp"
#include "tests/unit/contract/generated_contract.hpp"
#include "tests/unit/contract/pricing_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace fcr {
namespace {

constexpr std::uint64_t kContracts = 60;
constexpr std::size_t kPeriods = 14;  // past the first contract year

struct Case {
    ContractTerms terms;
    std::vector<ServicePeriod> periods;
    std::vector<PeriodLedger> ledgers;
};

Case generated(std::uint64_t seed) {
    Generator generator(seed);
    Case result{.terms = generator.contract(), .periods = {}, .ledgers = {}};
    result.periods = periods_of(result.terms);
    result.periods.resize(kPeriods);
    for (const ServicePeriod& period : result.periods) {
        result.ledgers.push_back(generator.ledger(result.terms, period));
    }
    return result;
}

std::vector<Statement> statements_of(const ContractTerms& terms, const Case& of) {
    Evaluator evaluator(terms);
    std::vector<Statement> statements;
    for (std::size_t row = 0; row < of.periods.size(); ++row) {
        statements.push_back(evaluator.close(of.periods[row], of.ledgers[row]));
    }
    return statements;
}

/// Judges the statements of every generated contract.
template <typename Judge>
void for_each_contract(Judge judge) {
    for (std::uint64_t seed = 1; seed <= kContracts; ++seed) {
        const Case of = generated(seed);
        SCOPED_TRACE(seed);
        judge(of, statements_of(of.terms, of));
    }
}

bool is_whole_pence(Money sum) {
    return sum.units % 100 == 0;
}

TEST(EvaluateProperty, GeneratedContractsFailAndPass) {
    std::int64_t failed = 0;
    std::int64_t passed = 0;
    std::int64_t capped = 0;
    for_each_contract([&](const Case& /*of*/, const std::vector<Statement>& statements) {
        for (const Statement& statement : statements) {
            for (const KpiLine& line : statement.kpis) {
                (line.severity == Severity::Met ? passed : failed) += 1;
            }
            capped += statement.credits.capped ? 1 : 0;
        }
    });
    EXPECT_GT(failed, 500);
    EXPECT_GT(passed, 500);
    EXPECT_GT(capped, 20);
}

TEST(EvaluateProperty, NoCreditWithoutAFailedIndicator) {
    for_each_contract([](const Case& /*of*/, const std::vector<Statement>& statements) {
        for (const Statement& statement : statements) {
            const bool failed = std::ranges::any_of(
                statement.kpis, [](const KpiLine& line) { return line.severity != Severity::Met; });
            EXPECT_TRUE(failed || statement.credits.gross == Money{});
            EXPECT_TRUE(failed || statement.credits.points.after_bedding_in == 0);
            for (const KpiLine& line : statement.kpis) {
                EXPECT_TRUE(line.severity != Severity::Met || line.credit == Money{});
            }
        }
    });
}

TEST(EvaluateProperty, PayableIsNeverAboveTheCap) {
    for_each_contract([](const Case& of, const std::vector<Statement>& statements) {
        const CapTerms& caps = of.terms.caps;
        Money of_liability;
        for (std::size_t row = 0; row < statements.size(); ++row) {
            const CreditSummary& credits = statements[row].credits;
            EXPECT_GE(credits.payable, Money{});
            EXPECT_LE(credits.payable, credits.gross);
            EXPECT_EQ(credits.payable + credits.lost_to_cap, credits.gross);
            of_liability += credits.payable + credits.withheld;
            if (caps.liability) {
                EXPECT_LE(of_liability, *caps.liability);
            }
            if (!caps.service_credit_bp) {
                continue;
            }
            Money rolling;
            Money charges = caps.estimated_year1;
            for (std::size_t back = 0; back < 12 && back <= row; ++back) {
                rolling += statements[row - back].credits.payable;
            }
            if (row >= 12) {
                charges = {};
                for (std::size_t back = 1; back <= 12; ++back) {
                    charges += statements[row - back].charges_for_credits;
                }
            }
            const Money cap = to_pence(
                basis_points(basis_points(charges, *caps.service_credit_bp), caps.element_bp));
            // A cap that falls takes back nothing that was paid under the one before.
            EXPECT_TRUE(rolling <= cap || credits.payable == Money{});
        }
    });
}

TEST(EvaluateProperty, LinesAddUpToTheInvoiceToThePenny) {
    for_each_contract([](const Case& /*of*/, const std::vector<Statement>& statements) {
        for (const Statement& statement : statements) {
            Money gross;
            Money base;
            for (const ChargeLine& line : statement.charges) {
                EXPECT_TRUE(is_whole_pence(line.amount)) << line.code;
                gross += line.amount;
                base += line.after_credits ? Money{} : line.amount;
            }
            Money credit;
            for (const KpiLine& line : statement.kpis) {
                EXPECT_TRUE(is_whole_pence(line.credit));
                credit += line.credit;
            }
            const CreditSummary& credits = statement.credits;
            EXPECT_EQ(statement.gross, gross);
            EXPECT_EQ(statement.charges_for_credits, base);
            EXPECT_EQ(credits.gross, credit);
            EXPECT_EQ(statement.net,
                      gross - credits.payable + credits.earned_back - credits.compensation);
            EXPECT_TRUE(is_whole_pence(statement.net));
        }
    });
}

TEST(EvaluateProperty, TheOrderOfCallsIsIrrelevant) {
    for (std::uint64_t seed = 1; seed <= kContracts; ++seed) {
        Case of = generated(seed);
        const std::vector<Statement> statements = statements_of(of.terms, of);
        Generator generator(seed + 1'000);
        for (PeriodLedger& ledger : of.ledgers) {
            ledger.calls = generator.shuffled(ledger.calls);
        }
        EXPECT_EQ(statements_of(of.terms, of), statements) << seed;
    }
}

TEST(EvaluateProperty, EqualLedgersGiveEqualStatements) {
    for_each_contract([](const Case& of, const std::vector<Statement>& statements) {
        EXPECT_EQ(statements_of(of.terms, of), statements);
    });
}

TEST(EvaluateProperty, ACopyMidTermGoesOnAsTheOriginal) {
    for_each_contract([](const Case& of, const std::vector<Statement>& statements) {
        Evaluator evaluator(of.terms);
        std::optional<Evaluator> copy;
        for (std::size_t row = 0; row < of.periods.size(); ++row) {
            if (row == kPeriods / 2) {
                copy.emplace(evaluator);
            }
            static_cast<void>(evaluator.close(of.periods[row], of.ledgers[row]));
        }
        for (std::size_t row = kPeriods / 2; row < of.periods.size(); ++row) {
            EXPECT_EQ(copy->close(of.periods[row], of.ledgers[row]), statements[row]);
        }
    });
}

TEST(EvaluateProperty, AStricterTargetNeverGivesFewerPoints) {
    for_each_contract([](const Case& of, const std::vector<Statement>& statements) {
        if (of.terms.scoring.mechanism != Mechanism::Points &&
            of.terms.scoring.mechanism != Mechanism::Ratchet) {
            return;  // which of related indicators counts is decided by their money there
        }
        ContractTerms stricter = of.terms;
        for (KpiTerms& kpi : stricter.kpis) {
            const bool higher = kpi.polarity == Polarity::HigherBetter;
            const auto tighten = [&](std::int64_t limit) {
                return higher ? (limit + 10'000) / 2 : limit * 7 / 10;
            };
            kpi.target = tighten(kpi.target);
            for (std::size_t band = 0; band + 1 < kpi.bands.size(); ++band) {
                kpi.bands[band].limit = tighten(kpi.bands[band].limit);
            }
        }
        const std::vector<Statement> harder = statements_of(stricter, of);
        for (std::size_t row = 0; row < statements.size(); ++row) {
            const ScoredViews& before = statements[row].credits.points;
            const ScoredViews& after = harder[row].credits.points;
            EXPECT_GE(after.raw, before.raw);
            EXPECT_GE(after.after_relief, before.after_relief);
            EXPECT_GE(after.after_bedding_in, before.after_bedding_in);
        }
    });
}

TEST(EvaluatePropertyDeathTest, AMalformedContractNeverYieldsAStatement) {
    ContractTerms terms = plain_contract();
    terms.kpis[0].bands[1].limit = 9'950;  // better than the band above it
    EXPECT_DEATH(static_cast<void>(Evaluator(terms)), "bands fall");

    terms = plain_contract();
    terms.charges.clear();
    EXPECT_DEATH(static_cast<void>(Evaluator(terms)), "a charge at least");
}

}  // namespace
}  // namespace fcr
