// What follows from calls and what goes wrong, in words: a line for each rule.
#include "sim/scenario/describe_follow_ups.hpp"

#include <fmt/format.h>

#include <string_view>

namespace fcr {

namespace {

std::string number(double value) {
    return fmt::format("{:.6g}", value);
}

std::string percent(double share) {
    return number(share * 100.0) + " %";
}

std::string seconds(Duration span) {
    return number(to_seconds(span)) + " s";
}

std::string delayed(const FollowUp& follow_up) {
    const std::string law = to_string(follow_up.delay);
    return law == "none" ? "at once" : "after " + law;
}

/// One class's rules, each a line of its own.
class Lines {
public:
    Lines(const Scenario& scenario, const CallClass& call_class)
        : scenario_(scenario), call_class_(call_class) {}

    [[nodiscard]] std::string text() {
        tell_losses();
        tell_work();
        tell_clusters();
        tell_stages();
        tell_interruptions();
        return std::move(text_);
    }

private:
    template <typename... Parts>
    void tell(fmt::format_string<Parts...> form, Parts&&... parts) {
        text_ += fmt::format("  {}: ", call_class_.name) +
                 fmt::format(form, std::forward<Parts>(parts)...) + '\n';
    }
    [[nodiscard]] const std::string& name(CallClassId id) const {
        return scenario_.call_classes[id.index()].name;
    }

    void tell_losses() {
        if (const auto& loss = call_class_.after_loss) {
            tell("of those lost {} ring again{}, later {}, after {}, at most {} attempts",
                 percent(loss->redial_first),
                 loss->same_patience ? " with the same patience" : "",
                 percent(loss->redial_later),
                 to_string(loss->redial_delay),
                 loss->attempts_max);
            if (loss->change_share > 0.0) {
                tell("of the others {} become {}, after a wait of {} or more",
                     percent(loss->change_share),
                     name(loss->change_to),
                     seconds(loss->change_after_wait));
            }
        }
        if (const auto& repeat = call_class_.repeat) {
            tell("of those answered {} ring again as {}, {} after a wait over {}",
                 percent(repeat->share),
                 name(repeat->call.to),
                 percent(repeat->share_after_wait),
                 seconds(repeat->after_wait));
        }
    }

    void tell_work() {
        if (const auto& ring_back = call_class_.ring_back) {
            tell("{} of those abandoned are rung back as {}, {}",
                 percent(ring_back->share),
                 name(ring_back->work.to),
                 delayed(ring_back->work));
        }
        if (const auto& offer = call_class_.call_back) {
            tell("where a wait over {} is expected {} accept a call back as {}, {}",
                 seconds(offer->when_wait_over),
                 percent(offer->accept),
                 name(offer->work.to),
                 delayed(offer->work));
        }
        if (const auto& outbound = call_class_.outbound) {
            tell("{} are reached at an attempt, at most {} attempts",
                 percent(outbound->reached),
                 outbound->attempts_max);
        }
    }

    void tell_clusters() {
        if (const auto& cluster = call_class_.cluster) {
            tell("an incident begets {} calls in the mean, at most {}; later ones {} {}",
                 number(cluster->mean()),
                 cluster->sizes.back().calls,
                 percent(cluster->recognised),
                 name(cluster->duplicate));
        }
    }

    void tell_stages() {
        for (const NextStage& stage : call_class_.next) {
            tell("{} of those answered go on as {}{}",
                 percent(stage.share),
                 name(stage.to),
                 stage.conference ? ", in conference" : "");
        }
        if (const auto& recording = call_class_.recording) {
            tell("{} need {} more work", percent(recording->share), to_string(recording->work));
        }
    }

    void tell_interruptions() {
        if (call_class_.preempts) {
            tell("interrupts other work");
        }
        switch (call_class_.interruption) {
            case Interruption::Never: break;
            case Interruption::SetAside: tell("may be set aside and is resumed"); break;
            case Interruption::Hold: tell("may be put on hold"); break;
            case Interruption::RingsAgain: tell("may be asked to ring again"); break;
        }
    }

    const Scenario& scenario_;
    const CallClass& call_class_;
    std::string text_;
};

}  // namespace

std::string describe_gate(const Gate& gate) {
    std::string text;
    const auto add = [&text](const std::string& part) {
        text += text.empty() ? " when " : " and ";
        text += part;
    };
    if (gate.from_of_day) {
        add(fmt::format("it is {} to {} h",
                        number(to_seconds(*gate.from_of_day) / 3600.0),
                        number(to_seconds(*gate.until_of_day) / 3600.0)));
    }
    if (gate.share) {
        add("the caller is of " + percent(*gate.share));
    }
    if (gate.by_supervisor) {
        add("the supervisor has opened it");
    }
    if (gate.queue_at_least > 0) {
        add(fmt::format("{} or more wait", gate.queue_at_least));
    }
    if (gate.free_at_most) {
        add(fmt::format("at most {} are free", *gate.free_at_most));
    }
    if (gate.service_below > 0.0) {
        add(fmt::format("under {} were answered in {} lately",
                        percent(gate.service_below),
                        seconds(gate.service_within)));
    }
    return text;
}

std::string describe_follow_ups(const Scenario& scenario) {
    std::string text;
    for (const CallClass& call_class : scenario.call_classes) {
        text += Lines(scenario, call_class).text();
    }
    return text.empty() ? text : "\nWhat follows\n" + text;
}

std::string describe_disruptions(const Scenario& scenario) {
    std::string text;
    for (const Disruption& disruption : scenario.disruptions) {
        text += fmt::format("  {}: from {} h{}",
                            disruption.name,
                            number(to_seconds(disruption.start) / 3600.0),
                            disruption.chance < 1.0
                                ? fmt::format(" in {} of replications", percent(disruption.chance))
                                : std::string{});
        for (const DisruptionStage& stage : disruption.stages) {
            text += fmt::format("; {}", seconds(stage.length));
            if (stage.handling_factor != 1.0) {
                text += fmt::format(", handling x{}", number(stage.handling_factor));
            }
            if (!stage.staff.empty()) {
                text += fmt::format(", {} staff cuts", stage.staff.size());
            }
            if (!stage.lines.empty()) {
                text += fmt::format(", {} lines cut", stage.lines.size());
            }
        }
        text += '\n';
    }
    return text.empty() ? text : "\nDisruptions\n" + text;
}

}  // namespace fcr
