#include "sim/contract/ledger_hash.hpp"

#include <fmt/format.h>

namespace fcr {

namespace {

/// The finaliser of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", 2014).
std::uint64_t mixed(std::uint64_t bits) {
    bits = (bits ^ (bits >> 30U)) * 0xbf58'476d'1ce4'e5b9U;
    bits = (bits ^ (bits >> 27U)) * 0x94d0'49bb'1331'11ebU;
    return bits ^ (bits >> 31U);
}

/// The fingerprint of one row: fields in their order.
class Row {
public:
    explicit Row(std::uint64_t kind) : bits_(mixed(kind)) {}

    template <typename Field>
    Row& operator<<(Field field) {
        bits_ = mixed(bits_ + 0x9e37'79b9'7f4a'7c15U + static_cast<std::uint64_t>(field));
        return *this;
    }
    Row& operator<<(SimTime time) { return *this << time.time_since_epoch().count(); }
    Row& operator<<(Duration span) { return *this << span.count(); }
    Row& operator<<(Date date) { return *this << date.time_since_epoch().count(); }
    Row& operator<<(const std::optional<PoolId>& pool) {
        return *this << (pool ? pool->index() + 1 : 0);
    }

    [[nodiscard]] std::uint64_t bits() const { return bits_; }

private:
    std::uint64_t bits_;
};

/// Sums of rows: the same in any order.
class Sums {
public:
    void add(const Row& row) {
        first_ += mixed(row.bits() ^ 0x6a09'e667'f3bc'c908U);
        second_ += mixed(row.bits() ^ 0xbb67'ae85'84ca'a73bU);
    }
    [[nodiscard]] std::string hex() const { return fmt::format("{:016x}{:016x}", first_, second_); }

private:
    std::uint64_t first_ = 0;
    std::uint64_t second_ = 0;
};

Row row_of(const PeriodCalls& calls, std::size_t row) {
    const CallRecord& call = calls.call(row);
    const CallTimes& times = call.times;
    Row sum(1);
    sum << call.caller << call.matter << call.line.index() << call.call_class.index()
        << static_cast<int>(call.outcome) << calls.flags(row) << call.pool << times.dialled
        << times.operator_connect << times.network_arrive << times.message_end << times.offered
        << times.segment_presented << times.answered << times.resumed << times.abandoned
        << times.ended << times.wrapped_up;
    for (const CallSegment& segment : calls.segments(row)) {
        sum << segment.pool << segment.presented << segment.answered << segment.left
            << static_cast<int>(segment.outcome);
    }
    return sum;
}

}  // namespace

std::string ledger_hash(const PeriodLedger& ledger) {
    Sums sums;
    for (std::size_t row = 0; row < ledger.calls.size(); ++row) {
        sums.add(row_of(ledger.calls, row));
    }
    for (std::size_t pool = 0; pool < ledger.staffing.pools(); ++pool) {
        for (std::size_t cell = 0; cell < ledger.staffing.cells(); ++cell) {
            const StaffCell& staff = ledger.staffing.at(PoolId{pool}, cell);
            sums.add(Row(2) << pool << cell << staff.logged_in << staff.handling << staff.wrap_up
                            << staff.standby << staff.cancelled);
        }
    }
    for (const ReliefEvent& event : ledger.events) {
        sums.add(Row(3) << static_cast<int>(event.cause) << event.from << event.until
                        << event.claimed_after_days << event.evidence);
    }
    for (const ForecastCell& cell : ledger.forecast) {
        sums.add(Row(4) << cell.line.index() << cell.from << cell.until << cell.calls_millionths
                        << cell.handling);
    }
    for (std::size_t row = 0; row < ledger.milestones_reached.size(); ++row) {
        sums.add(Row(5) << row << ledger.milestones_reached[row]);
    }
    sums.add(Row(6) << ledger.books.known << ledger.books.cost.units << ledger.step_in_cost.units
                    << ledger.censored << ledger.supplier_in_distress);
    return sums.hex();
}

}  // namespace fcr
