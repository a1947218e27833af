#include "sim/assurance/assured_run.hpp"

#include "proto/fcr/v1/page.pb.h"
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/report/number.hpp"
#include "sim/report/page.hpp"
#include "sim/report/store_scenarios.hpp"
#include "sim/scenario/describe.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/sha256.hpp"
#include "sim/scenario/sources.hpp"

#include <fmt/format.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace fcr {

namespace {

/// Pages and results are larger than scenarios: a year by quarter-hours.
constexpr std::size_t kPageBytesMax = std::size_t{256} << 20;

constexpr const char* kNotAFolder =
    "must be a folder that fcrsim run, compare or sweep has written with --out";

Problem problem_of(const std::filesystem::path& file, std::string remedy) {
    return {.file = file.string(), .field = {}, .value = {}, .remedy = std::move(remedy)};
}

Result<AssuredRun> refused(const std::filesystem::path& file, std::string remedy) {
    return tl::unexpected(Problems{problem_of(file, std::move(remedy))});
}

std::string_view unit_words(v1::KpiReport::Unit unit) {
    if (unit == v1::KpiReport::PERCENT) {
        return " %";
    }
    return unit == v1::KpiReport::SECONDS ? " s" : "";
}

std::string estimate_words(const v1::EstimateReport& estimate, std::string_view unit) {
    Estimate of{.value = estimate.value(), .half_width = std::nullopt};
    if (estimate.has_half_width()) {
        of.half_width = estimate.half_width();
    }
    return with_half_width(of, unit);
}

std::string value_words(const v1::KpiReport& kpi) {
    return kpi.has_value() ? estimate_words(kpi.value(), unit_words(kpi.unit()))
                           : std::string(kNotMeasured);
}

std::string title_of(const v1::KpiReport& kpi) {
    return kpi.title().empty() ? kpi.id() : kpi.title();
}

RunRecord record_of(const v1::RunRecord& made) {
    RunRecord record;
    record.command_line.assign(made.command_line().begin(), made.command_line().end());
    record.fcrsim_version = made.fcrsim_version();
    record.compiler = made.compiler();
    record.host = made.host();
    record.started = made.started();
    record.wall_s = made.wall_s();
    record.jobs = static_cast<unsigned>(made.jobs());
    record.calls = static_cast<std::uint64_t>(made.calls());
    return record;
}

std::string span_words(const v1::RunSpan& span) {
    std::string words = fmt::format(
        "{:g} h measured{} after {:g} h of warm-up; calls offered in it "
        "are followed for up to {:g} h",
        span.measured_h(),
        span.day_type().empty() ? "" : " (" + span.day_type() + ")",
        span.warm_up_h(),
        span.drain_max_h());
    if (span.has_long_run()) {
        words += "; of the long run, the warm-up told by MSER-5 from pilot runs or by the user";
    }
    return words;
}

/// The facts of a run of one scenario.
void fill_run(const v1::ReportPage& page, AssuredRun& run) {
    const v1::RunReport& report = page.run();
    run.replications = static_cast<std::uint64_t>(report.run().replications());
    run.replications_asked = static_cast<std::uint64_t>(report.run().replications_asked());
    run.confidence = report.run().confidence();
    run.span = span_words(report.run());
    run.changes.assign(report.run().changes().begin(), report.run().changes().end());
    for (const v1::KpiReport& kpi : report.kpis()) {
        run.figures.push_back(
            {.title = title_of(kpi), .definition = kpi.definition(), .value = value_words(kpi)});
    }
    for (const v1::PublishedReport& published : report.published()) {
        const auto kpi = std::ranges::find_if(
            report.kpis(), [&](const auto& row) { return row.id() == published.kpi(); });
        const bool is_known = kpi != report.kpis().end();
        const std::string_view unit = is_known ? unit_words(kpi->unit()) : std::string_view{};
        run.published.push_back(
            {.title = is_known ? title_of(*kpi) : published.kpi(),
             .published = fmt::format("{:g}{}", published.value(), unit),
             .difference = published.has_difference() ? fmt::format("{:+.3g}{}",
                                                                    published.difference(),
                                                                    unit == " %" ? " points" : unit)
                                                      : std::string(kNotMeasured),
             .verdict = !published.has_within_tolerance() ? "no tolerance was set"
                        : published.within_tolerance()
                            ? fmt::format("within {:g}{}", published.tolerance(), unit)
                            : fmt::format("outside {:g}{}", published.tolerance(), unit),
             .source = published.source().empty() ? "no source" : published.source()});
    }
    for (const v1::PrecisionReport& precision : report.precision()) {
        run.precision.push_back(fmt::format("{}: half width {:g} asked for, {}",
                                            precision.kpi(),
                                            precision.half_width(),
                                            precision.reached() ? "reached" : "NOT reached"));
    }
    run.warnings.assign(report.warnings().begin(), report.warnings().end());
}

void fill_comparison(const v1::ReportPage& page, AssuredRun& run) {
    const v1::ComparisonReport& report = page.comparison();
    run.replications = static_cast<std::uint64_t>(report.replications());
    run.replications_asked = static_cast<std::uint64_t>(report.replications_asked());
    run.confidence = report.confidence();
    run.span = fmt::format("as each scenario says; counts are for {:g} h", report.per_h());
    for (const v1::ComparedFigureReport& figure : report.figures()) {
        std::string values;
        for (const v1::ComparedValueReport& value : figure.values()) {
            values += fmt::format("{}{}: {}",
                                  values.empty() ? "" : "; ",
                                  value.scenario(),
                                  value.has_value()
                                      ? estimate_words(value.value(), unit_words(figure.unit()))
                                      : std::string(kNotMeasured));
        }
        run.figures.push_back({.title = figure.title().empty() ? figure.id() : figure.title(),
                               .definition = figure.definition(),
                               .value = values});
    }
}

/// What a factor may be, and what the scenario itself says.
std::string spread_words(const v1::FactorReport& factor) {
    std::string words = factor.distribution();
    for (const std::string& value : factor.values()) {
        words += (words.empty() ? "" : ", ") + value;
    }
    if (!factor.baseline().empty()) {
        words += (words.empty() ? "" : "; ") + ("the scenario has " + factor.baseline());
    }
    return words.empty() ? "as the experiment file says" : words;
}

void fill_sweep(const v1::ReportPage& page, AssuredRun& run) {
    const v1::SweepReport& report = page.sweep();
    run.replications = static_cast<std::uint64_t>(report.replications());
    run.replications_asked = run.replications;
    run.confidence = report.confidence();
    run.span = fmt::format("as the scenario says; counts are for {:g} h", report.per_h());
    run.design = fmt::format("{}; {} of {} points finished",
                             report.design(),
                             report.points_size(),
                             report.points_asked());
    if (report.points_size() < report.points_asked()) {
        run.warnings.push_back("The sweep was stopped before all of its points were finished.");
    }
    for (const v1::FactorReport& factor : report.factors()) {
        run.factors.push_back({.name = factor.title().empty() ? factor.path() : factor.title(),
                               .spread = spread_words(factor),
                               .source = factor.source().empty() ? "no source" : factor.source()});
    }
    for (const v1::SweepFigureReport& figure : report.figures()) {
        run.figures.push_back({.title = figure.title(),
                               .definition = figure.definition(),
                               .value = "at each point: see sweep.csv"});
    }
    run.findings.assign(report.findings().begin(), report.findings().end());
}

/// The bundle whose digest the page names: its text is there, its files are in the store.
std::optional<ScenarioBundle> bundle_of(const v1::ScenarioTextReport& told,
                                        const std::vector<StoredFiles>& stored) {
    std::vector<StoredFiles> candidates = stored;
    candidates.insert(candidates.begin(), StoredFiles{});
    for (StoredFiles& files : candidates) {
        if (digest_of(told.text(), files.files) != told.sha256()) {
            continue;
        }
        v1::Scenario message;
        if (!google::protobuf::TextFormat::ParseFromString(told.text(), &message)) {
            return std::nullopt;
        }
        return ScenarioBundle{.text = told.text(),
                              .files = std::move(files.files),
                              .digest = told.sha256(),
                              .sources = sourced_blocks(message)};
    }
    return std::nullopt;
}

/// Every scenario of the page; why one cannot be had.
std::optional<Problems> fill_scenarios(const std::filesystem::path& folder,
                                       const v1::ReportPage& page,
                                       AssuredRun& run) {
    Result<std::vector<StoredFiles>> stored = stored_files(folder / "results.sqlite");
    if (!stored) {
        return std::move(stored.error());
    }
    if (page.provenance().scenarios().empty()) {
        return Problems{problem_of(folder / "report.html", "must hold the scenario that was run")};
    }
    for (const v1::ScenarioTextReport& told : page.provenance().scenarios()) {
        if (run.kind == AssuredKind::Sweep && !run.scenarios.empty()) {
            break;  // after the scenario comes the experiment, which is a file of the folder
        }
        std::optional<ScenarioBundle> bundle = bundle_of(told, *stored);
        if (!bundle) {
            return Problems{problem_of(
                folder / "results.sqlite",
                fmt::format("must hold the files of scenario {} with digest {}: the folder is not "
                            "whole, or its parts are not of one run",
                            told.file(),
                            told.sha256().substr(0, 12)))};
        }
        Result<Scenario> scenario = load_bundle(*bundle, told.file());
        if (!scenario) {
            return std::move(scenario.error());
        }
        run.scenarios.push_back({.name = told.file(),
                                 .file = told.file(),
                                 .bundle = std::move(*bundle),
                                 .understood = describe(*scenario),
                                 .differs = {}});
    }
    const auto& compared = page.comparison().scenarios();
    for (int row = 0; row < compared.size() && row < static_cast<int>(run.scenarios.size());
         ++row) {
        AssuredScenario& of = run.scenarios[static_cast<std::size_t>(row)];
        of.name = compared[row].name();
        of.differs.assign(compared[row].differs().begin(), compared[row].differs().end());
    }
    return std::nullopt;
}

/// Every regular file of the folder with its digest; the store changes when it is opened.
std::vector<AssuredFile> files_of(const std::filesystem::path& folder) {
    std::vector<AssuredFile> files;
    std::error_code ignored;  // what cannot be listed is not there
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename().string();
        if (!entry.is_regular_file(ignored) || name.starts_with("results.sqlite")) {
            continue;
        }
        if (const Result<std::string> bytes = read_input_file(entry.path(), kPageBytesMax)) {
            Sha256 digest;
            digest.update(*bytes);
            files.push_back({.name = name, .bytes = bytes->size(), .sha256 = digest.hex()});
        }
    }
    std::ranges::sort(files, {}, &AssuredFile::name);
    return files;
}

/// True when results.json says the same as the page.
bool has_same_results(const std::filesystem::path& file, const v1::ReportPage& page) {
    const Result<std::string> text = read_input_file(file, kPageBytesMax);
    v1::RunReport results;
    google::protobuf::util::JsonParseOptions options;
    options.ignore_unknown_fields = true;
    return text && google::protobuf::util::JsonStringToMessage(*text, &results, options).ok() &&
           google::protobuf::util::MessageDifferencer::Equals(results, page.run());
}

}  // namespace

Result<AssuredRun> read_assured_run(const std::filesystem::path& folder) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        return refused(folder, kNotAFolder);
    }
    const std::filesystem::path page_file = folder / "report.html";
    const Result<std::string> html = read_input_file(page_file, kPageBytesMax);
    if (!html) {
        return refused(folder, fmt::format("{}; it has no report.html", kNotAFolder));
    }
    const auto data = data_of_page(*html);
    v1::ReportPage page;
    google::protobuf::util::JsonParseOptions options;
    options.ignore_unknown_fields = true;
    if (!data ||
        !google::protobuf::util::JsonStringToMessage(std::string(*data), &page, options).ok()) {
        return refused(page_file, "must be a report page that fcrsim has written; it is damaged");
    }
    AssuredRun run;
    const std::filesystem::path named = std::filesystem::absolute(folder, error);
    run.folder =
        (named.has_filename() ? named : named.parent_path()).lexically_normal().filename().string();
    run.title = page.title();
    run.seed = static_cast<std::uint64_t>(page.provenance().seed());
    run.first_replication = static_cast<std::uint64_t>(page.provenance().first_replication());
    run.record = record_of(page.made());
    if (page.kind() == v1::ReportPage::RUN) {
        run.kind = AssuredKind::Run;
        if (!has_same_results(folder / "results.json", page)) {
            return refused(folder / "results.json",
                           "must say what report.html says: one of them is missing or has been "
                           "changed since the run");
        }
        fill_run(page, run);
    } else if (page.kind() == v1::ReportPage::COMPARISON) {
        run.kind = AssuredKind::Comparison;
        fill_comparison(page, run);
    } else if (page.kind() == v1::ReportPage::SWEEP) {
        run.kind = AssuredKind::Sweep;
        fill_sweep(page, run);
    } else {
        return refused(page_file,
                       "must be of a run, a comparison or a sweep; contracts and appraisals have "
                       "documents of their own");
    }
    for (const std::string& warning : page.warnings()) {
        run.warnings.push_back(warning);
    }
    if (auto problems = fill_scenarios(folder, page, run)) {
        return tl::unexpected(std::move(*problems));
    }
    run.files = files_of(folder);
    return run;
}

}  // namespace fcr
