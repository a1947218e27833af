#include "sim/report/beside_report.hpp"

#include "proto/fcr/v1/beside.pb.h"
#include "sim/base/check.hpp"
#include "sim/report/number.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>

namespace fcr {
namespace {

/// Values at nearest rank.
struct FigureRange {
    std::size_t count = 0;
    std::optional<double> p10;
    std::optional<double> p50;
    std::optional<double> p90;
};

FigureRange range_of(std::vector<double> values) {
    FigureRange spread;
    spread.count = values.size();
    if (values.empty()) {
        return spread;
    }
    std::ranges::sort(values);
    const auto at = [&](double share) {
        const auto rank =
            static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
        return values[std::max<std::size_t>(rank, 1) - 1];
    };
    spread.p10 = at(0.1);
    spread.p50 = at(0.5);
    spread.p90 = at(0.9);
    return spread;
}

FigureRange of_days(const AnswerFigures& figures, std::size_t figure) {
    std::vector<double> values;
    for (const auto& day : figures.days) {
        if (day[figure]) {
            values.push_back(*day[figure]);
        }
    }
    return range_of(std::move(values));
}

FigureRange of_rows(const std::vector<PublicRow>& rows, std::size_t figure) {
    std::vector<double> values;
    for (const PublicRow& row : rows) {
        if (row.figures[figure]) {
            values.push_back(*row.figures[figure]);
        }
    }
    return range_of(std::move(values));
}

std::string_view name_of(PublicService service) {
    switch (service) {
        case PublicService::Police999: return "police 999";
        case PublicService::Ambulance999: return "ambulance 999";
        case PublicService::Nhs111: break;
    }
    return "NHS 111";
}

std::string cell(const std::optional<double>& value) {
    return value ? one_decimal(*value) : std::string("-");
}

/// What the rows are of, in a few words: a name, or how many of them; a period, or from when to
/// when.
std::string rows_words(const BesideReport& report) {
    std::set<std::string> names;
    std::set<std::string> periods;
    for (const PublicRow& row : report.rows) {
        names.insert(row.name);
        periods.insert(row.period);
    }
    std::string words = names.size() == 1 ? *names.begin() : fmt::format("{} names", names.size());
    if (periods.size() > 1) {
        words += fmt::format(", {} to {}", *periods.begin(), *periods.rbegin());
    } else if (!periods.begin()->empty()) {
        words += ", " + *periods.begin();
    }
    return words;
}

constexpr std::array kOfParts{PublicFigure::MeanWait,
                              PublicFigure::MedianWait,
                              PublicFigure::Wait90,
                              PublicFigure::Wait95,
                              PublicFigure::Wait99};

std::string_view words_of(PercentilesOf percentiles) {
    switch (percentiles) {
        case PercentilesOf::AllCalls: return "of the parts' calls together";
        case PercentilesOf::MeanOfParts: break;
    }
    return "the mean of the parts' own, weighted by the calls they answered";
}

/// The parts of a mixture, and what is supposed of them.
std::string mixture_text(const BesideReport& report) {
    const Mixture& mixture = report.mixture;
    TextTable table(
        mixture.title,
        {"load", "answered\na day", "mean\ns", "median\ns", "p90\ns", "p95\ns", "p99\ns"});
    int number = 0;
    for (const PartFigures& part : report.figures.parts) {
        std::vector<std::string> cells{fmt::format("{:.3f}", part.load),
                                       one_decimal(static_cast<double>(part.figures.answered) /
                                                   static_cast<double>(report.replications))};
        for (const PublicFigure figure : kOfParts) {
            cells.push_back(cell(part.figures.together[static_cast<std::size_t>(figure)]));
        }
        table.add_row(fmt::format("part {}", ++number), std::move(cells));
    }
    return table.to_string() +
           wrapped(fmt::format("Parts: {}. {}", mixture.parts, mixture.parts_source), 2) +
           wrapped(fmt::format("Coefficient of variation of their loads: {}. {}",
                               mixture.load_cv,
                               mixture.load_source),
                   2) +
           wrapped(fmt::format("Median and percentiles are {}. {}",
                               words_of(mixture.percentiles),
                               mixture.percentiles_source),
                   2);
}

void fill_mixture(v1::BesideReport::Mixture& to, const BesideReport& report) {
    const Mixture& mixture = report.mixture;
    to.set_title(mixture.title);
    to.set_parts_source(mixture.parts_source);
    to.set_load_cv(six_digits(mixture.load_cv));
    to.set_load_source(mixture.load_source);
    to.set_percentiles(std::string(words_of(mixture.percentiles)));
    to.set_percentiles_source(mixture.percentiles_source);
    for (const PartFigures& part : report.figures.parts) {
        v1::BesideReport::Mixture::Part& row = *to.add_parts();
        row.set_load(six_digits(part.load));
        row.set_offered(static_cast<double>(part.figures.offered));
        row.set_answered(static_cast<double>(part.figures.answered));
        for (std::size_t figure = 0; figure < kPublicFigures; ++figure) {
            if (const auto& value = part.figures.together[figure]) {
                v1::BesideReport::Mixture::Part::Figure& own = *row.add_figures();
                own.set_name(std::string(title_of(static_cast<PublicFigure>(figure))));
                own.set_simulated(six_digits(*value));
            }
        }
    }
}

}  // namespace

std::string beside_text(const BesideReport& report) {
    const bool single = report.rows.size() == 1;
    std::vector<std::string> columns{"simulated", "days\np10", "days\np90"};
    if (single) {
        columns.emplace_back("published");
    } else {
        columns.insert(columns.end(),
                       {"published\np10", "published\nmedian", "published\np90", "rows"});
    }
    TextTable table(fmt::format("{} beside {}", report.line, name_of(report.service)), columns);
    for (std::size_t figure = 0; figure < kPublicFigures; ++figure) {
        const FigureRange published = of_rows(report.rows, figure);
        const std::optional<double>& simulated = report.figures.whole.together[figure];
        if (published.count == 0 || !simulated) {
            continue;
        }
        const FigureRange days = of_days(report.figures.whole, figure);
        const PublicFigure code = static_cast<PublicFigure>(figure);
        std::vector<std::string> cells{cell(simulated), cell(days.p10), cell(days.p90)};
        if (single) {
            cells.push_back(cell(published.p50));
        } else {
            cells.insert(cells.end(),
                         {cell(published.p10),
                          cell(published.p50),
                          cell(published.p90),
                          fmt::format("{}", published.count)});
        }
        table.add_row(fmt::format("{}, {}", title_of(code), unit_of(code)), std::move(cells));
    }
    return table.to_string() +
           wrapped(fmt::format("Simulated: line {} of {}, {} days, seed {}, {} calls offered, {} "
                               "answered. Published: {} of {}.",
                               report.line,
                               report.scenario,
                               report.replications,
                               report.seed,
                               report.figures.whole.offered,
                               report.figures.whole.answered,
                               rows_words(report),
                               report.table),
                   2) +
           (report.figures.parts.size() > 1 ? "\n" + mixture_text(report) : std::string{});
}

std::string beside_json(const BesideReport& report) {
    v1::BesideReport message;
    message.set_fcrsim_version(report.fcrsim_version);
    message.set_scenario(report.scenario);
    message.set_line(report.line);
    message.set_table(report.table);
    message.set_service(std::string(name_of(report.service)));
    if (!report.row.empty()) {
        message.set_row(report.row);
    }
    if (!report.period.empty()) {
        message.set_period(report.period);
    }
    message.set_seed(static_cast<double>(report.seed));
    message.set_replications(static_cast<double>(report.replications));
    message.set_offered(static_cast<double>(report.figures.whole.offered));
    message.set_answered(static_cast<double>(report.figures.whole.answered));
    for (std::size_t figure = 0; figure < kPublicFigures; ++figure) {
        v1::BesideReport::Figure& row = *message.add_figures();
        const PublicFigure code = static_cast<PublicFigure>(figure);
        row.set_name(std::string(title_of(code)));
        row.set_unit(std::string(unit_of(code)));
        const FigureRange days = of_days(report.figures.whole, figure);
        const FigureRange published = of_rows(report.rows, figure);
        row.set_rows(static_cast<std::int32_t>(published.count));
        const auto set = [&row](void (v1::BesideReport::Figure::*setter)(double),
                                const std::optional<double>& value) {
            if (value) {
                (row.*setter)(six_digits(*value));
            }
        };
        set(&v1::BesideReport::Figure::set_simulated, report.figures.whole.together[figure]);
        set(&v1::BesideReport::Figure::set_days_p10, days.p10);
        set(&v1::BesideReport::Figure::set_days_p90, days.p90);
        set(&v1::BesideReport::Figure::set_published_p10, published.p10);
        set(&v1::BesideReport::Figure::set_published_p50, published.p50);
        set(&v1::BesideReport::Figure::set_published_p90, published.p90);
    }
    if (report.figures.parts.size() > 1) {
        fill_mixture(*message.mutable_mixture(), report);
    }
    google::protobuf::util::JsonPrintOptions options;
    options.add_whitespace = true;
    options.preserve_proto_field_names = true;
    std::string text;
    const auto status = google::protobuf::util::MessageToJsonString(message, &text, options);
    FCR_CHECK(status.ok(), "a report of finite numbers and valid names can be printed");
    return text;
}

}  // namespace fcr
