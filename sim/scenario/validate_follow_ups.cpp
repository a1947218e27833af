// What becomes of calls: who rings again, what is rung back, what a call turns into.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace fcr {

namespace {

using C = v1::CallClass;

constexpr Range kAttempts{.min = 1.0, .max = 20.0, .unit = "attempts"};

/// The class that a field names; its line must be internal where `internal` asks for it.
CallClassId read_target(Validation& validation, const Block& block, int field, bool internal) {
    if (!block.has(field)) {
        block.missing(field, "must be given, the name of a call class");
        return {};
    }
    const std::optional<std::size_t> row = block.named(field, validation.classes);
    if (!row) {
        return {};
    }
    if (internal) {
        validation.internal_targets.push_back({.block = block, .field = field, .row = *row});
    }
    return CallClassId{*row};
}

void read_after_loss(Validation& validation, const Block& block, CallClass& call_class) {
    using A = v1::AfterLoss;
    AfterLoss& loss = call_class.after_loss.emplace();
    loss.redial_first = block.number_or(A::kRedialFirstFieldNumber, kShare, 0.0);
    loss.redial_later = block.number_or(A::kRedialLaterFieldNumber, kShare, loss.redial_first);
    loss.redial_delay = read_law(block, A::kRedialDelayFieldNumber, LawUse::Span, ConstantLaw{});
    loss.attempts_max = block.count_or(A::kAttemptsMaxFieldNumber, kAttempts, loss.attempts_max);
    if (loss.redial_first > 0.0 && !block.has(A::kRedialDelayFieldNumber)) {
        block.missing(A::kRedialDelayFieldNumber,
                      "must be given, such as redial_delay { exponential { mean_s: 120 } }");
    }
    loss.same_patience = block.as<A>().same_patience();
    loss.change_share = block.number_or(A::kChangeShareFieldNumber, kShare, 0.0);
    loss.change_after_wait =
        duration_from_seconds(block.number_or(A::kChangeAfterWaitSFieldNumber, kSpan, 0.0));
    loss.change_delay = read_law(block, A::kChangeDelayFieldNumber, LawUse::Span, ConstantLaw{});
    if (loss.change_share > 0.0 || block.has(A::kChangeToFieldNumber)) {
        loss.change_to = read_target(validation, block, A::kChangeToFieldNumber, false);
    }
}

void read_repeat(Validation& validation, const Block& block, CallClassId own, CallClass& to) {
    using R = v1::RepeatContact;
    RepeatContact& repeat = to.repeat.emplace();
    repeat.share = block.number_or(R::kShareFieldNumber, kShare, 0.0);
    repeat.share_after_wait = block.number_or(R::kShareAfterWaitFieldNumber, kShare, repeat.share);
    repeat.after_wait =
        duration_from_seconds(block.number_or(R::kAfterWaitSFieldNumber, kSpan, 0.0));
    repeat.call.to = own;
    if (block.has(R::kToClassFieldNumber)) {
        repeat.call.to = read_target(validation, block, R::kToClassFieldNumber, false);
    }
    repeat.call.delay = read_law(block, R::kDelayFieldNumber, LawUse::Span, ConstantLaw{});
}

void read_outbound(const Block& block, CallClass& call_class) {
    using O = v1::Outbound;
    Outbound& outbound = call_class.outbound.emplace();
    outbound.reached = block.needed_number(O::kReachedFieldNumber, kShare);
    outbound.unreached =
        read_law(block, O::kUnreachedFieldNumber, LawUse::Span, outbound.unreached);
    outbound.attempts_max =
        block.count_or(O::kAttemptsMaxFieldNumber, kAttempts, outbound.attempts_max);
    outbound.retry_delay = read_law(block, O::kRetryDelayFieldNumber, LawUse::Span, ConstantLaw{});
}

void read_sizes(const Block& block, Cluster& cluster) {
    using K = v1::Cluster;
    using Z = v1::Cluster::Size;
    const int count = block.rows(K::kSizesFieldNumber, 1, 64);
    for (int row = 0; row < count; ++row) {
        const Block size = block.child(K::kSizesFieldNumber, row);
        Cluster::Size read;
        read.calls = static_cast<std::uint32_t>(
            size.needed_number(Z::kCallsFieldNumber, {.min = 1.0, .max = 1000.0}));
        read.cumulative = size.needed_number(Z::kCumulativeFieldNumber, kShare);
        const bool rises =
            cluster.sizes.empty() || (read.calls > cluster.sizes.back().calls &&
                                      read.cumulative >= cluster.sizes.back().cumulative);
        if (!rises) {
            size.refuse(Z::kCallsFieldNumber, "sizes must rise, and cumulative must not fall");
        }
        cluster.sizes.push_back(read);
    }
    if (count > 0 && cluster.sizes.back().cumulative != 1.0) {
        block.child(K::kSizesFieldNumber, count - 1)
            .refuse(Z::kCumulativeFieldNumber, "must be 1 in the last size");
    }
}

void read_cluster(Validation& validation, const Block& block, CallClassId own, CallClass& to) {
    using K = v1::Cluster;
    Cluster& cluster = to.cluster.emplace();
    read_sizes(block, cluster);
    if (!block.has(K::kGapFieldNumber)) {
        block.missing(K::kGapFieldNumber,
                      "must be given, such as gap { exponential { mean_s: 60 } }");
    }
    cluster.gap = read_law(block, K::kGapFieldNumber, LawUse::Span, ConstantLaw{});
    cluster.duplicate = own;
    if (block.has(K::kDuplicateClassFieldNumber)) {
        cluster.duplicate = read_target(validation, block, K::kDuplicateClassFieldNumber, false);
    }
    cluster.recognised = block.number_or(K::kRecognisedFieldNumber, kShare, 1.0);
}

void read_stages(Validation& validation, const Block& block, CallClass& call_class) {
    using N = v1::NextStage;
    const int count = block.rows(C::kNextFieldNumber, 0, 8);
    double sum = 0.0;
    for (int row = 0; row < count; ++row) {
        const Block stage = block.child(C::kNextFieldNumber, row);
        NextStage read;
        read.share = stage.needed_number(N::kShareFieldNumber, kShare);
        read.to = read_target(validation, stage, N::kToClassFieldNumber, true);
        read.conference = stage.enumerator(N::kKindFieldNumber) == v1::CONFERENCE;
        sum += read.share;
        if (sum > 1.0 + 1e-9) {
            stage.refuse(N::kShareFieldNumber,
                         fmt::format("shares of a class's next stages must sum to at most 1; with "
                                     "this one they sum to {:.9g}",
                                     sum));
        }
        call_class.next.push_back(read);
    }
}

Interruption read_interruption(const Block& block) {
    switch (block.enumerator(C::kInterruptionFieldNumber).value_or(v1::NEVER)) {
        case v1::SET_ASIDE: return Interruption::SetAside;
        case v1::HOLD: return Interruption::Hold;
        case v1::RINGS_AGAIN: return Interruption::RingsAgain;
        default: return Interruption::Never;
    }
}

}  // namespace

double Cluster::mean() const {
    double sum = 0.0;
    double before = 0.0;
    for (const Size& size : sizes) {
        sum += size.calls * (size.cumulative - before);
        before = size.cumulative;
    }
    return sum;
}

CallClassId read_internal_class(Validation& validation, const Block& block, int field) {
    return read_target(validation, block, field, true);
}

FollowUp read_follow_up(Validation& validation,
                        const Block& block,
                        int class_field,
                        int delay_field) {
    FollowUp follow_up;
    follow_up.to = read_target(validation, block, class_field, true);
    follow_up.delay = read_law(block, delay_field, LawUse::Span, ConstantLaw{});
    return follow_up;
}

FollowUp read_next_call(Validation& validation,
                        const Block& block,
                        int class_field,
                        int delay_field) {
    FollowUp follow_up;
    follow_up.to = read_target(validation, block, class_field, false);
    follow_up.delay = read_law(block, delay_field, LawUse::Span, ConstantLaw{});
    return follow_up;
}

void read_follow_ups(Validation& validation, const Block& block, CallClass& call_class) {
    const CallClassId own{validation.scenario.call_classes.size()};
    if (block.has(C::kAfterLossFieldNumber)) {
        read_after_loss(validation, block.child(C::kAfterLossFieldNumber), call_class);
    }
    if (block.has(C::kRepeatFieldNumber)) {
        read_repeat(validation, block.child(C::kRepeatFieldNumber), own, call_class);
    }
    if (block.has(C::kRingBackFieldNumber)) {
        using R = v1::RingBack;
        const Block ring_back = block.child(C::kRingBackFieldNumber);
        call_class.ring_back =
            RingBack{.share = ring_back.number_or(R::kShareFieldNumber, kShare, 1.0),
                     .work = read_follow_up(
                         validation, ring_back, R::kToClassFieldNumber, R::kDelayFieldNumber)};
    }
    if (block.has(C::kCallBackFieldNumber)) {
        using O = v1::CallBackOffer;
        const Block offer = block.child(C::kCallBackFieldNumber);
        call_class.call_back = CallBackOffer{
            .when_wait_over =
                duration_from_seconds(offer.needed_number(O::kWhenWaitOverSFieldNumber, kSpan)),
            .accept = offer.needed_number(O::kAcceptFieldNumber, kShare),
            .work =
                read_follow_up(validation, offer, O::kToClassFieldNumber, O::kDelayFieldNumber)};
    }
    if (block.has(C::kOutboundFieldNumber)) {
        read_outbound(block.child(C::kOutboundFieldNumber), call_class);
    }
    if (block.has(C::kClusterFieldNumber)) {
        read_cluster(validation, block.child(C::kClusterFieldNumber), own, call_class);
    }
    read_stages(validation, block, call_class);
    if (block.has(C::kRecordingFieldNumber)) {
        using E = v1::ExtraWork;
        const Block recording = block.child(C::kRecordingFieldNumber);
        if (!recording.has(E::kWorkFieldNumber)) {
            recording.missing(E::kWorkFieldNumber, "must be given, a law of the extra work");
        }
        call_class.recording = ExtraWork{
            .share = recording.needed_number(E::kShareFieldNumber, kShare),
            .work = read_law(recording, E::kWorkFieldNumber, LawUse::Span, ConstantLaw{})};
    }
    call_class.preempts = block.as<v1::CallClass>().preempts();
    call_class.interruption = read_interruption(block);
    if (call_class.preempts && call_class.interruption != Interruption::Never) {
        block.refuse(C::kInterruptionFieldNumber,
                     "must be NEVER: a class that pre-empts others cannot be interrupted itself");
    }
    if (call_class.interruption == Interruption::RingsAgain && !call_class.after_loss) {
        block.missing(C::kAfterLossFieldNumber,
                      "must be given with RINGS_AGAIN: it says when the caller rings again");
    }
}

}  // namespace fcr
