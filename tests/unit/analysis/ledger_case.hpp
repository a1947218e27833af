// A contract and files of ledgers for tests of reading them.
#pragma once

#include "sim/analysis/ledger_reading.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace fcr {

/// A period as it was handed out, with its calls copied.
struct GivenPeriod {
    int number = 0;
    PeriodLedger ledger;
    PeriodTruth truth;
};

/// The contract has lines 101 and 999, the pools in_house and contractor, and three months from
/// 2027-04-01. Files go into a folder of the test's own.
struct LedgerCase : PeriodReceiver {
    ContractTerms terms;
    LedgerMapping mapping = own_ledger();
    Date ledger_start = *parse_date("2027-04-01");
    std::filesystem::path folder;
    LedgerSources sources;
    std::vector<GivenPeriod> periods;
    std::vector<std::string> problems;
    LedgerIntake intake;

    LedgerCase() {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder = std::filesystem::path(testing::TempDir()) /
                 (std::string(test->test_suite_name()) + "_" + test->name());
        std::filesystem::create_directories(folder);
        terms.id = "case";
        terms.term.start = *parse_date("2027-04-01");
        terms.term.months = 3;
        terms.scope.lines = {"101", "999"};
        terms.scope.pools = {{.name = "in_house", .owner = Party::Force, .site = {}},
                             {.name = "contractor", .owner = Party::Supplier, .site = {}}};
        KpiTerms kpi;
        kpi.id = "K1";
        kpi.counting.clock = ClockStart::Offered;
        terms.kpis = {kpi};
    }
    ~LedgerCase() override { std::filesystem::remove_all(folder); }

    std::filesystem::path write(const char* name, const std::string& text) const {
        std::ofstream(folder / name) << text;
        return folder / name;
    }

    /// Reads the calls; problems as one line each, without the folder.
    void read(const std::string& calls) {
        sources.calls = write("calls.csv", calls);
        sources.mapping = mapping;
        sources.ledger_start = ledger_start;
        const auto of_term = service_periods(terms.term.start, terms.term.months, ledger_start);
        periods.clear();
        problems.clear();
        Result<LedgerIntake> result = read_ledgers(sources, terms, of_term, *this);
        if (result) {
            intake = *result;
            return;
        }
        for (const Problem& problem : result.error()) {
            std::string told = to_string(problem);
            const std::string prefix = folder.string() + "/";
            if (told.starts_with(prefix)) {
                told.erase(0, prefix.size());
            }
            problems.push_back(told);
        }
    }

    void period(const ServicePeriod& period,
                const PeriodLedger& ledger,
                const PeriodTruth& truth) override {
        periods.push_back({.number = period.number, .ledger = ledger, .truth = truth});
    }
};

}  // namespace fcr
