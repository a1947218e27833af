#include "sim/agreement/figures_of_span.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace fcr {

namespace {

constexpr double kPercent = 100.0;
constexpr std::array<double, 2> kWaitBandsAt{10.0, 60.0};  ///< the national bands

double number(std::int64_t count) {
    return static_cast<double>(count);
}

std::optional<double> ratio(double over, double under) {
    return under > 0.0 ? std::optional(over / under) : std::nullopt;
}

std::optional<double> percent_of(const ServedCalls& served) {
    const auto share = ratio(number(served.within), number(served.offered));
    return share ? std::optional(kPercent * *share) : std::nullopt;
}

ServedCalls block_of(const ComparedService& line, std::size_t from_hour) {
    ServedCalls served;
    for (std::size_t hour = from_hour; hour < from_hour + kHoursOfBlock; ++hour) {
        served.add(line.hours[hour], 1);
    }
    return served;
}

std::string hours_words(std::size_t from_hour) {
    return fmt::format("{:02} to {:02} h", from_hour, from_hour + kHoursOfBlock);
}

/// Below which the share of answered calls waited, by straight lines within the steps.
std::optional<double> wait_percentile(const ComparedService& line, double share) {
    if (line.answered == 0) {
        return std::nullopt;
    }
    const double wanted = share * number(line.answered);
    double below = 0.0;
    for (std::size_t step = 0; step < kWaitSteps; ++step) {
        const double here = number(line.waits[step]);
        if (below + here >= wanted && here > 0.0) {
            const double from = step == 0 ? 0.0 : wait_step_end(step - 1);
            return from + (wait_step_end(step) - from) * (wanted - below) / here;
        }
        below += here;
    }
    return wait_step_end(kWaitSteps - 1);
}

std::optional<double> waited_at_most(const ComparedService& line, double most_s) {
    double within = 0.0;
    for (std::size_t step = 0; step < kWaitSteps && wait_step_end(step) <= most_s; ++step) {
        within += number(line.waits[step]);
    }
    const auto share = ratio(within, number(line.answered));
    return share ? std::optional(kPercent * *share) : std::nullopt;
}

/// Gathers the figures of one scenario.
class FigureList {
public:
    FigureList(const Scenario& scenario, const ComparedDays& compared)
        : scenario_(scenario), compared_(compared) {}

    void add_calls(std::size_t line) {
        const auto all = [line](const DayFacts& facts) { return number(facts.all_calls(line)); };
        add(line,
            "calls, all days",
            AgreementKind::Calls,
            AgreementUnit::Calls,
            all,
            [all](const DayFacts& facts, double replications) {
                return std::optional(all(facts) / replications);
            });
        for (std::size_t from = 0; from < kHoursOfDay; from += kHoursOfBlock) {
            const auto block = [line, from](const DayFacts& facts) {
                double sum = 0.0;
                for (std::size_t hour = from; hour < from + kHoursOfBlock; ++hour) {
                    sum += number(facts.calls[line][hour]);
                }
                return sum;
            };
            add(line,
                "calls, " + hours_words(from),
                AgreementKind::CallsByBlock,
                AgreementUnit::Calls,
                block,
                [block](const DayFacts& facts, double replications) {
                    return std::optional(block(facts) / replications);
                });
        }
        add_shares(line, all);
    }

    /// Where a line has several classes.
    void add_shares(std::size_t line, const std::function<double(const DayFacts&)>& all) {
        std::vector<std::size_t> classes;
        for (std::size_t row = 0; row < scenario_.call_classes.size(); ++row) {
            if (scenario_.call_classes[row].line == compared_.lines()[line].line) {
                classes.push_back(row);
            }
        }
        if (classes.size() < 2) {
            return;
        }
        for (const std::size_t row : classes) {
            add(line,
                fmt::format("of class {}", scenario_.call_classes[row].name),
                AgreementKind::ClassShare,
                AgreementUnit::Percent,
                all,
                [row, all](const DayFacts& facts, double /*replications*/) {
                    const auto share = ratio(number(facts.classes[row]), all(facts));
                    return share ? std::optional(kPercent * *share) : std::nullopt;
                });
        }
    }

    void add_service(std::size_t line) {
        using Value = std::function<std::optional<double>(const ComparedService&)>;
        const auto add_of = [&](std::string measure,
                                AgreementKind kind,
                                AgreementUnit unit,
                                std::function<double(const ComparedService&)> calls,
                                Value value) {
            add(
                line,
                std::move(measure),
                kind,
                unit,
                [line, calls = std::move(calls)](const DayFacts& facts) {
                    return calls(facts.service[line]);
                },
                [line, value = std::move(value)](const DayFacts& facts, double /*replications*/) {
                    return value(facts.service[line]);
                });
        };
        const auto answered = [](const ComparedService& of) { return number(of.answered); };
        const auto queued = [](const ComparedService& of) { return number(of.served().offered); };
        add_of("mean wait",
               AgreementKind::MeanWait,
               AgreementUnit::Seconds,
               answered,
               [](const ComparedService& of) {
                   return ratio(number(of.wait_us) / 1e6, number(of.answered));
               });
        add_of("90 % waited at most",
               AgreementKind::WaitPercentile,
               AgreementUnit::Seconds,
               answered,
               [](const ComparedService& of) { return wait_percentile(of, 0.9); });
        for (const double most_s : kWaitBandsAt) {
            add_of(fmt::format("waited {:g} s at most", most_s),
                   AgreementKind::WaitBand,
                   AgreementUnit::Percent,
                   answered,
                   [most_s](const ComparedService& of) { return waited_at_most(of, most_s); });
        }
        const std::string level =
            fmt::format("within {:g} s", to_seconds(compared_.lines()[line].within));
        add_of("answered " + level,
               AgreementKind::ServiceLevel,
               AgreementUnit::Percent,
               queued,
               [](const ComparedService& of) { return percent_of(of.served()); });
        for (std::size_t from = 0; from < kHoursOfDay; from += kHoursOfBlock) {
            add_of(
                fmt::format("{}, {}", level, hours_words(from)),
                AgreementKind::ServiceInPart,
                AgreementUnit::Percent,
                [from](const ComparedService& of) { return number(block_of(of, from).offered); },
                [from](const ComparedService& of) { return percent_of(block_of(of, from)); });
        }
        constexpr std::array<const char*, kLoadBands> kBandWords{"quiet", "middle", "busy"};
        for (std::size_t band = 0; band < kLoadBands; ++band) {
            add_of(
                fmt::format("{}, {} hours", level, kBandWords[band]),
                AgreementKind::ServiceInPart,
                AgreementUnit::Percent,
                [band](const ComparedService& of) { return number(of.bands[band].offered); },
                [band](const ComparedService& of) { return percent_of(of.bands[band]); });
        }
        add_of("gave up",
               AgreementKind::Abandoned,
               AgreementUnit::Percent,
               queued,
               [](const ComparedService& of) {
                   const auto share = ratio(number(of.abandoned), number(of.served().offered));
                   return share ? std::optional(kPercent * *share) : std::nullopt;
               });
        if (compared_.tells().talk) {
            add_of(
                compared_.tells().wrap_up ? "mean talk and wrap-up" : "mean talk",
                AgreementKind::Handling,
                AgreementUnit::Seconds,
                [](const ComparedService& of) { return number(of.handled); },
                [](const ComparedService& of) {
                    return ratio(number(of.handling_us) / 1e6, number(of.handled));
                });
        }
    }

    /// Handling of the compared calls over the time on duty that the scenario has; of one pool, or
    /// of all where the extract does not tell pools.
    void add_occupancy(std::span<const std::int64_t> on_duty_us, double replications) {
        if (!compared_.tells().talk) {
            return;
        }
        const char* measure = compared_.tells().wrap_up ? "occupancy" : "occupancy, talk alone";
        const auto add_pool = [&](const std::string& name,
                                  double duty_us,
                                  const std::function<double(const DayFacts&)>& calls,
                                  const std::function<double(const DayFacts&)>& work) {
            SpanFigure figure{.of = name,
                              .measure = measure,
                              .kind = AgreementKind::Occupancy,
                              .unit = AgreementUnit::Percent,
                              .replayed = true,
                              .is_sum = true,
                              .line = std::nullopt,
                              .calls = {},
                              .value = {}};
            figure.calls = calls;
            figure.value = [work, duty_us](const DayFacts& facts, double of) {
                const auto share = ratio(work(facts) / of, duty_us);
                return share ? std::optional(kPercent * *share) : std::nullopt;
            };
            figures.push_back(std::move(figure));
        };
        if (compared_.tells_pools()) {
            for (std::size_t pool = 0; pool < on_duty_us.size(); ++pool) {
                add_pool(
                    scenario_.pools[pool].name,
                    number(on_duty_us[pool]) / replications,
                    [pool](const DayFacts& facts) { return number(facts.work[pool].calls); },
                    [pool](const DayFacts& facts) { return number(facts.work[pool].us); });
            }
            return;
        }
        double duty = 0.0;
        for (const std::int64_t pool : on_duty_us) {
            duty += number(pool) / replications;
        }
        const auto all = [](std::int64_t PoolWork::*part) {
            return [part](const DayFacts& facts) {
                double sum = 0.0;
                for (const PoolWork& pool : facts.work) {
                    sum += number(pool.*part);
                }
                return sum;
            };
        };
        add_pool("all pools", duty, all(&PoolWork::calls), all(&PoolWork::us));
    }

    std::vector<SpanFigure> figures;

private:
    void add(std::size_t line,
             std::string measure,
             AgreementKind kind,
             AgreementUnit unit,
             std::function<double(const DayFacts&)> calls,
             std::function<std::optional<double>(const DayFacts&, double)> value) {
        const bool of_demand = kind == AgreementKind::Calls ||
                               kind == AgreementKind::CallsByBlock ||
                               kind == AgreementKind::ClassShare;
        figures.push_back({.of = scenario_.lines[compared_.lines()[line].line.index()].name,
                           .measure = std::move(measure),
                           .kind = kind,
                           .unit = unit,
                           .replayed = !of_demand,
                           .is_sum = unit == AgreementUnit::Calls,
                           .line = line,
                           .calls = std::move(calls),
                           .value = std::move(value)});
    }

    const Scenario& scenario_;
    const ComparedDays& compared_;
};

/// Empty where either does not differ.
std::optional<double> correlation(const std::vector<double>& first,
                                  const std::vector<double>& second) {
    const auto count = static_cast<double>(first.size());
    double mean_first = 0.0;
    double mean_second = 0.0;
    for (std::size_t row = 0; row < first.size(); ++row) {
        mean_first += first[row] / count;
        mean_second += second[row] / count;
    }
    double both = 0.0;
    double of_first = 0.0;
    double of_second = 0.0;
    for (std::size_t row = 0; row < first.size(); ++row) {
        both += (first[row] - mean_first) * (second[row] - mean_second);
        of_first += (first[row] - mean_first) * (first[row] - mean_first);
        of_second += (second[row] - mean_second) * (second[row] - mean_second);
    }
    return of_first > 0.0 && of_second > 0.0 ? std::optional(both / std::sqrt(of_first * of_second))
                                             : std::nullopt;
}

/// Between which nine of ten values lie, nearest rank.
void put_ends(std::vector<double> values, SpreadFigure& figure) {
    if (values.empty()) {
        return;
    }
    std::ranges::sort(values);
    const auto rank = [&](double share) {
        const auto place =
            static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
        return values[std::clamp<std::size_t>(place, 1, values.size()) - 1];
    };
    figure.low = rank(0.05);
    figure.high = rank(0.95);
}

/// A figure with its spread over replications.
template <typename OfFacts>
SpreadFigure spread_of(const DayFacts& observed,
                       const DayFacts& pooled,
                       const SimulatedDays& side,
                       const OfFacts& value) {
    SpreadFigure figure{.observed = value(observed, 1.0),
                        .simulated = value(pooled, static_cast<double>(side.replications.size())),
                        .low = std::nullopt,
                        .high = std::nullopt};
    std::vector<double> values;
    for (const SimulatedSpan& span : side.replications) {
        if (const auto one = value(span.total, 1.0)) {
            values.push_back(*one);
        }
    }
    put_ends(std::move(values), figure);
    return figure;
}

/// The same of one day and line.
template <typename OfDay>
SpreadFigure spread_of_day(std::size_t line,
                           std::size_t day,
                           const SimulatedDays& side,
                           const OfDay& value) {
    SpreadFigure figure;
    std::vector<double> values;
    for (const SimulatedSpan& span : side.replications) {
        if (const auto one = value(span.days[line][day])) {
            values.push_back(*one);
        }
    }
    put_ends(std::move(values), figure);
    return figure;
}

DayFacts all_of(const SimulatedDays& side, const ComparedDays& compared) {
    DayFacts sum = compared.no_facts();
    for (const DayFacts& day : side.pooled) {
        sum.add(day);
    }
    return sum;
}

std::vector<double> cumulative(const ComparedService& line) {
    std::vector<double> shares;
    double below = 0.0;
    for (const std::int64_t count : line.waits) {
        below += number(count);
        shares.push_back(line.answered > 0 ? below / number(line.answered) : 0.0);
    }
    return shares;
}

void picture_calls(AgreementLine& picture,
                   std::size_t line,
                   const ComparedDays& compared,
                   const DayFacts& observed,
                   const SimulatedDays& generated) {
    const DayFacts pooled = all_of(generated, compared);
    const auto day_count = static_cast<double>(compared.lines()[line].days());
    for (std::size_t hour = 0; hour < kHoursOfDay; ++hour) {
        picture.calls_by_hour.push_back(
            spread_of(observed, pooled, generated, [&](const DayFacts& facts, double replications) {
                return std::optional(number(facts.calls[line][hour]) / replications / day_count);
            }));
    }
    const auto count = static_cast<double>(generated.replications.size());
    for (std::size_t day = 0; day < compared.dates().size(); ++day) {
        SpreadFigure& figure = picture.calls_by_day.emplace_back();
        if (!compared.lines()[line].has(day)) {
            continue;
        }
        figure = spread_of_day(line, day, generated, [](const DayOfLine& of) {
            return std::optional(number(of.calls));
        });
        figure.observed = number(compared.observed()[day].all_calls(line));
        figure.simulated = number(generated.pooled[day].all_calls(line)) / count;
    }
}

void picture_service(AgreementLine& picture,
                     std::size_t line,
                     const ComparedDays& compared,
                     const DayFacts& observed,
                     const SimulatedDays& replay) {
    const DayFacts pooled = all_of(replay, compared);
    for (std::size_t hour = 0; hour < kHoursOfDay; ++hour) {
        picture.level_by_hour.push_back(
            spread_of(observed, pooled, replay, [&](const DayFacts& facts, double /*of*/) {
                return percent_of(facts.service[line].hours[hour]);
            }));
    }
    for (std::size_t band = 0; band < kLoadBands; ++band) {
        picture.level_by_band.push_back(
            spread_of(observed, pooled, replay, [&](const DayFacts& facts, double /*of*/) {
                return percent_of(facts.service[line].bands[band]);
            }));
    }
    const auto mean_wait = [](const ComparedService& of) {
        return ratio(number(of.wait_us) / 1e6, number(of.answered));
    };
    for (std::size_t day = 0; day < compared.dates().size(); ++day) {
        SpreadFigure& figure = picture.waits_by_day.emplace_back();
        if (!compared.lines()[line].has(day)) {
            continue;
        }
        figure =
            spread_of_day(line, day, replay, [](const DayOfLine& of) { return of.mean_wait_s(); });
        figure.observed = mean_wait(compared.observed()[day].service[line]);
        figure.simulated = mean_wait(replay.pooled[day].service[line]);
    }
    picture.waits_observed = cumulative(observed.service[line]);
    picture.waits_simulated = cumulative(pooled.service[line]);
}

}  // namespace

std::vector<SpanFigure> figures_of_span(const Scenario& scenario,
                                        const ComparedDays& compared,
                                        std::span<const std::int64_t> on_duty_us,
                                        std::size_t replications) {
    FigureList list(scenario, compared);
    for (std::size_t line = 0; line < compared.lines().size(); ++line) {
        list.add_calls(line);
        if (compared.tells().outcomes) {
            list.add_service(line);
        }
    }
    if (!on_duty_us.empty()) {
        list.add_occupancy(on_duty_us, static_cast<double>(replications));
    }
    return std::move(list.figures);
}

WaitsByDay::WaitsByDay(const ComparedDays& compared,
                       const SimulatedDays& replay,
                       std::size_t line) {
    replications_.resize(replay.replications.size());
    for (std::size_t day = 0; day < compared.dates().size(); ++day) {
        const ComparedService& seen = compared.observed()[day].service[line];
        const ComparedService& pooled = replay.pooled[day].service[line];
        const bool told = std::ranges::all_of(replay.replications, [&](const SimulatedSpan& span) {
            return span.days[line][day].answered > 0;
        });
        if (!compared.lines()[line].has(day) || seen.answered == 0 || !told) {
            continue;
        }
        observed_.push_back(number(seen.wait_us) / 1e6 / number(seen.answered));
        pooled_.push_back({.answered = pooled.answered, .wait_us = pooled.wait_us});
        for (std::size_t row = 0; row < replications_.size(); ++row) {
            replications_[row].push_back(replay.replications[row].days[line][day]);
        }
    }
}

std::optional<double> WaitsByDay::observed() const {
    if (observed_.size() < kDaysOfWaits) {
        return std::nullopt;
    }
    std::vector<double> simulated;
    for (const DayOfLine& day : pooled_) {
        simulated.push_back(*day.mean_wait_s());
    }
    return correlation(observed_, simulated);
}

std::vector<double> WaitsByDay::of_replications() const {
    std::vector<double> correlations;
    for (const std::vector<DayOfLine>& of_days : replications_) {
        std::vector<double> own;
        std::vector<double> others;
        for (std::size_t day = 0; day < of_days.size(); ++day) {
            const DayOfLine rest{.answered = pooled_[day].answered - of_days[day].answered,
                                 .wait_us = pooled_[day].wait_us - of_days[day].wait_us};
            own.push_back(*of_days[day].mean_wait_s());
            others.push_back(rest.mean_wait_s().value_or(0.0));
        }
        if (const auto found = correlation(own, others)) {
            correlations.push_back(*found);
        }
    }
    return correlations;
}

AgreementLine picture_of(std::size_t line,
                         const ComparedDays& compared,
                         const DayFacts& observed,
                         const SimulatedDays& generated,
                         const SimulatedDays* replay) {
    AgreementLine picture;
    picture.line = compared.lines()[line].line;
    picture.within = compared.lines()[line].within;
    picture_calls(picture, line, compared, observed, generated);
    if (replay != nullptr) {
        picture_service(picture, line, compared, observed, *replay);
    }
    return picture;
}

}  // namespace fcr
