// Commanding: what an outsider asks for, when it takes effect, and why the room says no.
#include "sim/control_room/command.hpp"
#include "sim/control_room/control_room.hpp"
#include "sim/scenario/compile.hpp"

#include <algorithm>

namespace fcr {

void EffectsUnderWay::add(const DueEffect& effect) {
    FCR_CHECK(count_ < rows_.size(), "more effects under way than there is room for");
    std::size_t row = count_++;
    for (; row > 0 && rows_[Row{row - 1}].at <= effect.at; --row) {
        rows_[Row{row}] = rows_[Row{row - 1}];
    }
    rows_[Row{row}] = effect;
}

void EffectsUnderWay::tell_first(std::uint64_t first, std::uint64_t end, SimTime at) {
    for (DueEffect& row : rows_.rows().first(count_)) {
        if (row.person >= first && row.person < end && row.latest > kStartOfRun) {
            row.latest = row.at == at ? kStartOfRun : row.latest;
            row.earliest = at;
        }
    }
}

void EffectsUnderWay::draw_unknown(const Streams& streams, SimTime now) {
    for (DueEffect& coming : rows_.rows().first(count_)) {
        if (coming.latest <= kStartOfRun) {
            continue;
        }
        const SimTime from = std::max(coming.earliest, now + Duration{1});
        const Duration span = std::max(Duration{1}, coming.latest - from);
        Draw draw =
            streams.draw(Purpose::Travel, {.family = kOffDutyFamily, .member = coming.person});
        const SimTime at = from + duration_from_seconds(draw.next_uniform() * to_seconds(span));
        for (DueEffect& going : rows_.rows().first(count_)) {
            if (going.person == coming.person && &going != &coming) {
                going.at += at - coming.at;
            }
        }
        coming.at = at;
    }
    for (std::size_t row = 1; row < count_; ++row) {
        const DueEffect moved = rows_[Row{row}];
        std::size_t place = row;
        for (; place > 0 && rows_[Row{place - 1}].at < moved.at; --place) {
            rows_[Row{place}] = rows_[Row{place - 1}];
        }
        rows_[Row{place}] = moved;
    }
}

std::string_view words_of(Refusal refusal) {
    switch (refusal) {
        case Refusal::None: return "";
        case Refusal::SamePool: return "they are in that pool already";
        case Refusal::OtherEmployer: return "the two pools have different employers";
        case Refusal::NoSkill:
            return "these people are not trained for all calls of the other pool";
        case Refusal::OnRoster:
            return "these people work shifts of a roster; they cannot be sent to a desk or another "
                   "site by number";
        case Refusal::RosterAndSeats:
            return "the people of one pool work shifts of a roster, those of the other fill seats "
                   "of a plan; nobody can be moved between them";
        case Refusal::NotNamed:
            return "these people fill seats of a plan and have no names; say how many are to move";
        case Refusal::NotThere: return "this person is not at work in that pool";
        case Refusal::OnBreak: return "this person is on a break or on the way to another pool";
        case Refusal::NoOtherPool: return "no other people of the force could take more calls";
        case Refusal::TooFewOnDuty: return "there are not so many on duty in that pool";
        case Refusal::TooFewForEmergencies: return "too few would be left for 999";
        case Refusal::NoSeatsFree: return "there are not so many seats free for them";
        case Refusal::NothingToOpen: return "no route has an overflow that a supervisor opens";
        case Refusal::ContractorRefuses: return "the contractor takes no more calls now";
        case Refusal::AlreadySo: return "it is so already";
        case Refusal::AidRefused: return "the other force is busy and cannot take calls now";
        case Refusal::NobodyLeftToAsk: return "there are not so many left who could be asked";
        case Refusal::NoCallBacks: return "no line of this room offers call-backs";
        case Refusal::AlreadyOnPaper:
            return "the room is on paper already; it leaves it by recovery";
        case Refusal::SystemStillDown: return "command and control is still down";
        case Refusal::NoExpectedCalls:
            return "the line has no expected calls that could become more";
        case Refusal::NoRoster: return "these people have no breaks of a roster";
        case Refusal::NoBreaksToCome: return "nobody at work there has a break to come by then";
        case Refusal::NothingToReconcile: return "every call has its log";
        case Refusal::OnTheWay: return "people are still on their way to the other site";
        case Refusal::TooMuchUnderWay: return "too many orders are still under way";
    }
    return "";
}

void make_commandable(CompiledScenario& scenario, std::uint32_t calls_max) {
    scenario.plain = false;
    scenario.waiting_calls_max = std::min(scenario.waiting_calls_max + calls_max, kWaitingCallsMax);
    scenario.returning_calls_max =
        std::min(std::max(scenario.returning_calls_max, 4'096U) + calls_max, 65'535U);
    // The calendar has a slot for each call that may wait.
    const std::uint32_t others = scenario.handlers_max +
                                 static_cast<std::uint32_t>(scenario.lanes.size()) +
                                 static_cast<std::uint32_t>(scenario.lines.size()) + 64;
    scenario.waiting_calls_max = std::min(scenario.waiting_calls_max, kSlotsMax - others);
    scenario.supervisor.reset();
}

CommandAnswer ControlRoom::obey(const Command& command) {
    FCR_CHECK(takes_commands_, "the room was built for nobody who gives it commands");
    FCR_CHECK(supervisor_ == nullptr, "a room with a supervisor of its own takes no orders");
    // The people of the largest order come and go; those who are to move have yet to leave.
    std::size_t to_move = 0;
    for (std::size_t row = 0; row < moves_count_; ++row) {
        to_move += moves_[row].people;
    }
    if (!effects_.has_room_for(2 * kPeopleOfOrderMax + to_move)) {
        return {.refusal = Refusal::TooMuchUnderWay};
    }
    const CommandAnswer answer =
        std::visit([this](const auto& order) { return carry_out(order); }, command);
    FCR_DEBUG_CHECK(everything_in_its_place(), "a command lost or doubled a call or a seat");
    return answer;
}

void ControlRoom::begin_orders() {
    room_orders_ = RoomOrders{};
    effects_.reset();
    moves_count_ = 0;
    guests_ = 0;
    paper_records_count_ = 0;
    for (PoolOrders& orders : pool_orders_) {
        orders = PoolOrders{};
    }
    for (LineState& line : lines_) {
        line.connect_loss_share = 0.0;
    }
}

void ControlRoom::later(Duration lead, DueEffect effect) {
    effect.at = now() + lead;
    effects_.add(effect);
}

void ControlRoom::handle_effect() {
    ++events_;
    const DueEffect due = effects_.take();
    PoolOrders& orders = pool_orders_[due.pool];
    switch (due.effect) {
        case Effect::OverflowOpens:
            if (due.round == room_orders_.overflow_round) {
                open_overflow();
            }
            break;
        case Effect::DiversionBegins:
        case Effect::DiversionEnds:
            if (due.round == room_orders_.diversion_round) {
                room_orders_.diversion_live = due.effect == Effect::DiversionBegins;
                room_orders_.diversion_asked = room_orders_.diversion_live;
            }
            break;
        case Effect::SeatsFill:
            orders.coming -= due.people;
            orders.beside += due.people;
            fill_seats(due.pool);
            break;
        case Effect::SeatsEmpty: send_home(due.pool); break;
        case Effect::HoldEnds:
            if (!scenario_.pools[due.pool].rostered) {
                fill_seats(due.pool);
            }
            break;
        case Effect::PeopleReturn:
            if (due.round == orders.loss_round) {
                give_back(due.pool, due.people, due.share);
            }
            break;
        case Effect::DeskFills:
            if (due.round == room_orders_.desk_round) {
                orders.at_desk += std::min(due.people, pools_[due.pool].on_duty);
                fill_seats(due.pool);
            }
            break;
        case Effect::BureauOpens:
            if (due.round == room_orders_.bureau_round) {
                room_orders_.messages |= kHearsBureau;
            }
            break;
        case Effect::HalfArrives: arrive_at_site(); break;
        case Effect::PersonComes:
            --orders.coming;
            begin_extra_shift(HandlerId{due.people}, now() + due.stay);
            break;
        case Effect::SpillIsDue:
            room_orders_.spill_is_timed = false;
            spill();
            break;
        case Effect::SystemMends:
            if (due.round == room_orders_.fault_round[due.people]) {
                mend(static_cast<System>(due.people));
            }
            break;
    }
    FCR_DEBUG_CHECK(everything_in_its_place(), "an effect lost or doubled a call or a seat");
}

CommandAnswer ControlRoom::carry_out(const SetOverflow& order) {
    const bool any = std::ranges::any_of(scenario_.lanes, [this](const CompiledLane& lane) {
        return lane.gate && scenario_.gates[*lane.gate].by_supervisor;
    });
    if (!any) {
        return {.refusal = Refusal::NothingToOpen};
    }
    if (room_orders_.overflow_ordered == order.open) {
        return {.refusal = Refusal::AlreadySo};
    }
    if (order.open && room_orders_.overflow_refused) {
        return {.refusal = Refusal::ContractorRefuses};
    }
    room_orders_.overflow_ordered = order.open;
    ++room_orders_.overflow_round;
    if (!order.open) {
        orders_.overflow_open = false;
        return {.effective = now()};
    }
    if (order.notice == Duration::zero()) {
        open_overflow();
    } else {
        later(order.notice,
              {.effect = Effect::OverflowOpens, .round = room_orders_.overflow_round});
    }
    return {.effective = now() + order.notice};
}

/// Steps count from now on, also for those who have waited past them.
void ControlRoom::open_overflow() {
    orders_.overflow_open = true;
    for (std::size_t row = 0; row < scenario_.lanes.size(); ++row) {
        const CompiledLane& lane = scenario_.lanes[LaneId{row}];
        if (!lane.gate || !scenario_.gates[*lane.gate].by_supervisor) {
            continue;
        }
        std::optional<CallId> next = calls_.head(lane.next_closed);
        while (next) {
            const CallId call = *next;
            const std::uint32_t after = calls_[call].after;
            next = after == RoomCall::kNobody ? std::nullopt : std::optional(CallId{after});
            if (is_open(scenario_.gates[*lane.gate],
                        calls_[call],
                        LaneId{row},
                        calls_.waiting(calls_[call].record.call_class) - 1)) {
                enter_step(call, lane.next);
            }
        }
    }
}

CommandAnswer ControlRoom::carry_out(const SetEmergenciesOnly& order) {
    if (orders_.emergencies_only == order.on) {
        return {.refusal = Refusal::AlreadySo};
    }
    orders_.emergencies_only = order.on;
    if (!order.on) {
        for (std::size_t row = 0; row < pools_.size(); ++row) {
            take_waiting(PoolId{row});
        }
    }
    return {.effective = now()};
}

CommandAnswer ControlRoom::carry_out(const SetDiversion& order) {
    if (room_orders_.diversion_asked == order.on) {
        return {.refusal = Refusal::AlreadySo};
    }
    if (order.on && room_orders_.aid_refused) {
        return {.refusal = Refusal::AidRefused};
    }
    ++room_orders_.diversion_round;
    room_orders_.diversion_asked = order.on;
    if (!order.on) {
        room_orders_.diversion_live = false;
        return {.effective = now()};
    }
    room_orders_.diversion = order;
    const std::uint32_t round = room_orders_.diversion_round;
    later(order.lead, {.effect = Effect::DiversionBegins, .round = round});
    later(order.lead + order.length, {.effect = Effect::DiversionEnds, .round = round});
    return {.effective = now() + order.lead};
}

/// The call as the entity of what is drawn for it because of an order, apart from what is drawn for
/// it at a step of its route or during its line's message.
EntityKey ControlRoom::ordered_entity(const CallRecord& call, std::uint64_t order) {
    EntityKey own = entity_of(call);
    own.family += (std::uint64_t{0xFF} - order) << 32U;
    return own;
}

/// Whether an emergency call that finds nobody free goes to the force that helps.
bool ControlRoom::is_helped_out(const CallRecord& call) const {
    return room_orders_.diversion_live && is_emergency(call.call_class) &&
           course_.uniform(ordered_entity(call), Purpose::RouteShare) <
               room_orders_.diversion.share;
}

CommandAnswer ControlRoom::carry_out(const SetMessage& order) {
    if (room_orders_.message_on == order.on) {
        return {.refusal = Refusal::AlreadySo};
    }
    room_orders_.message_on = order.on;
    if (order.on) {
        room_orders_.message = order;
        room_orders_.messages |= kHearsMessage;
    } else {
        room_orders_.messages &= static_cast<std::uint8_t>(~kHearsMessage);
    }
    return {.effective = now()};
}

CommandAnswer ControlRoom::carry_out(const SetCallBacks& order) {
    const bool any = std::ranges::any_of(
        scenario_.follow_ups, [](const CompiledFollowUps& of) { return of.call_back.has_value(); });
    if (!any) {
        return {.refusal = Refusal::NoCallBacks};
    }
    if (room_orders_.call_backs_on == order.on) {
        return {.refusal = Refusal::AlreadySo};
    }
    room_orders_.call_backs_on = order.on;
    return {.effective = now()};
}

CommandAnswer ControlRoom::carry_out(const WorkOnPaper& order) {
    if (room_orders_.on_paper) {
        return {.refusal = Refusal::AlreadyOnPaper};
    }
    room_orders_.on_paper = true;
    room_orders_.paper_factor = order.handling_factor;
    room_orders_.back_record = order.back_record;
    apply_stages();
    return {.effective = now()};
}

CommandAnswer ControlRoom::carry_out(const RecoverSystems& order) {
    if (!room_orders_.on_paper) {
        return {.refusal = Refusal::AlreadySo};
    }
    if (room_orders_.command_and_control_down) {
        return {.refusal = Refusal::SystemStillDown};
    }
    room_orders_.on_paper = false;
    apply_stages();
    const std::uint32_t records = paper_records_count_;
    for (std::uint32_t row = 0; row < records; ++row) {
        type_in(row,
                room_orders_.back_record,
                now() + order.spread * std::int64_t{row} / std::int64_t{records});
    }
    paper_records_count_ = 0;
    return {.effective = now(), .count = records};
}

/// Plans the typing of a record on paper.
void ControlRoom::type_in(std::uint32_t row, CallClassId back_record, SimTime at) {
    const PaperRecord& paper = paper_records_[PaperRecordId{row}];
    CallRecord parent;
    parent.caller = paper.caller;
    parent.lineage = paper.lineage;
    parent.matter = paper.matter;
    parent.known = true;
    parent.outcome = Outcome::Answered;
    plan_call(parent, {.to = back_record, .origin = Origin::BackRecord, .since = at});
}

/// While records are on paper by order, each answered caller leaves one to be typed in.
void ControlRoom::keep_on_paper(const CallRecord& call) {
    if (!room_orders_.on_paper || call.origin == Origin::BackRecord ||
        call.origin == Origin::Padding) {
        return;
    }
    if (paper_records_count_ == paper_records_.size()) {
        stop_at(Limit::ReturningCalls);
        return;
    }
    paper_records_[PaperRecordId{paper_records_count_++}] = {
        .caller = call.caller, .lineage = call.lineage, .matter = call.matter, .since = now()};
}

}  // namespace fcr
