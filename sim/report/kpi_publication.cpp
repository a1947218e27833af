#include "proto/fcr/v1/publication.pb.h"
#include "sim/base/check.hpp"
#include "sim/contract/contract_summary.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/contract/statement_words.hpp"
#include "sim/report/priced_ledger.hpp"

#include <fmt/format.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>

namespace fcr {

namespace {

template <typename Message>
std::string as_json(const Message& message) {
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    options.preserve_proto_field_names = true;
    std::string text;
    const auto status = google::protobuf::util::MessageToJsonString(message, &text, options);
    FCR_CHECK(status.ok(), "a report of valid names can be printed");
    return text;
}

std::vector<Statement> statements_of(const PricedLedger& priced) {
    std::vector<Statement> statements;
    for (const PricedPeriod& period : priced.periods) {
        statements.push_back(period.statement);
    }
    return statements;
}

/// Measurements of an indicator that ended in a contract year.
std::vector<const KpiLine*> lines_of(const std::vector<Statement>& statements,
                                     const ContractYear& year,
                                     std::size_t kpi) {
    std::vector<const KpiLine*> lines;
    for (const Statement& statement : statements) {
        for (const KpiLine& line : statement.kpis) {
            if (line.kpi == kpi && year.first <= line.until && line.until <= year.last) {
                lines.push_back(&line);
            }
        }
    }
    return lines;
}

}  // namespace

std::string kpi_publication_json(const PricedDocument& document,
                                 const std::string& fcrsim_version) {
    const ContractTerms& terms = document.terms;
    const std::vector<Statement> statements = statements_of(document.priced);
    v1::KpiPublication publication;
    publication.set_format(1);
    publication.set_fcrsim_version(fcrsim_version);
    publication.set_contract_id(terms.id);
    publication.set_contract_title(terms.title);
    publication.set_authority(terms.authority);
    publication.set_supplier(terms.supplier);
    publication.set_contract_hash(terms.hash);
    publication.set_ledger_sha256(document.priced.intake.hash);
    const bool some = std::ranges::any_of(terms.kpis, &KpiTerms::publish);
    for (const ContractYear& year : contract_years(terms, statements)) {
        v1::PublishedYear& published = *publication.add_years();
        published.set_from(date_words(year.first));
        published.set_until(date_words(year.last));
        for (std::size_t row = 0; row < terms.kpis.size(); ++row) {
            const KpiTerms& kpi = terms.kpis[row];
            if (some && !kpi.publish) {
                continue;
            }
            v1::PublishedKpi& message = *published.add_kpis();
            message.set_id(kpi.id);
            message.set_title(kpi.title);
            message.set_target(value_words(kpi, kpi.target));
            message.set_rating(std::string(rating_words(year.kpis[row].rating())));
            for (const KpiLine* line : lines_of(statements, year, row)) {
                v1::RatedMeasurement& measurement = *message.add_measurements();
                measurement.set_from(date_words(line->from));
                measurement.set_until(date_words(line->until));
                measurement.set_value(result_words(kpi, line->after_relief));
                if (line->after_relief.measured()) {
                    measurement.set_numerator(line->after_relief.numerator);
                    measurement.set_denominator(line->after_relief.denominator);
                }
                measurement.set_rating(std::string(rating_words(line->rating)));
            }
        }
    }
    return as_json(publication);
}

// The extension's fields: https://github.com/open-contracting-extensions/
// ocds_performance_failures_extension.
std::string performance_failures_json(const PricedDocument& document) {
    const ContractTerms& terms = document.terms;
    const std::vector<Statement> statements = statements_of(document.priced);
    google::protobuf::ListValue failures;
    for (const ContractYear& year : contract_years(terms, statements)) {
        for (std::size_t row = 0; row < terms.kpis.size(); ++row) {
            const std::vector<const KpiLine*> lines = lines_of(statements, year, row);
            const auto events = std::ranges::count_if(lines, [](const KpiLine* line) {
                return !line->target_met && line->rating != Rating::Other;
            });
            if (events == 0) {
                continue;
            }
            const KpiTerms& kpi = terms.kpis[row];
            auto& fields = *failures.add_values()->mutable_struct_value()->mutable_fields();
            fields["id"].set_string_value(fmt::format("{}-{}", kpi.id, date_words(year.first)));
            auto& period = *fields["period"].mutable_struct_value()->mutable_fields();
            period["startDate"].set_string_value(date_words(year.first) + "T00:00:00Z");
            period["endDate"].set_string_value(date_words(year.last) + "T23:59:59Z");
            fields["category"].set_string_value(
                fmt::format("{}: {} not met", kpi.title, value_words(kpi, kpi.target)));
            fields["events"].set_number_value(static_cast<double>(events));
            fields["penaltyContracted"].set_string_value(scoring_words(terms.scoring));
            fields["penaltyImposed"].set_string_value(
                fmt::format("{} points; service credits of the year for all indicators: {} pounds",
                            points_words(year.kpis[row].points),
                            to_string(year.credits.payable)));
        }
    }
    google::protobuf::Struct release;
    auto& contract = *(*release.mutable_fields())["contracts"]
                          .mutable_list_value()
                          ->add_values()
                          ->mutable_struct_value()
                          ->mutable_fields();
    contract["id"].set_string_value(terms.id);
    auto& implementation = *contract["implementation"].mutable_struct_value()->mutable_fields();
    *implementation["performanceFailures"].mutable_list_value() = failures;
    return as_json(release);
}

}  // namespace fcr
