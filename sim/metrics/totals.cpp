// The totals of recorders and histograms as words.
#include "sim/metrics/recorder.hpp"
#include "sim/metrics/words.hpp"

namespace fcr {

void Histogram::write(WordWriter& words) const {
    std::size_t held = 0;
    if (counts_ != nullptr) {
        for (const std::uint32_t bucket : counts_->buckets) {
            held += bucket > 0;
        }
    }
    words.count(held);
    for (std::size_t row = 0; held > 0; ++row) {
        if (counts_->buckets[row] > 0) {
            words.count(row);
            words.count(counts_->buckets[row]);
            --held;
        }
    }
}

bool Histogram::read(WordReader& words) {
    reset();
    std::int64_t held = words.next();
    if (held > 0 && counts_ == nullptr) {
        return false;
    }
    for (; held > 0 && words.good(); --held) {
        const std::int64_t row = words.next();
        const std::int64_t count = words.next();
        if (row < 0 || row >= static_cast<std::int64_t>(kOctaves * kPerOctave) || count <= 0 ||
            count > std::int64_t{~std::uint32_t{0}}) {
            return false;
        }
        add_to(static_cast<std::size_t>(row), static_cast<std::uint32_t>(count));
    }
    return held == 0 && words.good();
}

namespace {

template <typename IdType, typename T>
void write_table(WordWriter& words, const Table<IdType, T>& table) {
    words.count(table.size());
    for (const T& row : table) {
        words.value(row);
    }
}

template <typename IdType, typename T>
void read_table(WordReader& words, Table<IdType, T>& table) {
    words.count(table.size());
    for (T& row : table) {
        words.value(row);
    }
}

}  // namespace

void ResponseRecorder::write_totals(WordWriter& words) const {
    write_table(words, totals_.incidents);
    write_table(words, totals_.units);
    write_table(words, totals_.desks);
    for (const Times& times : response_) {
        times.total.write(words);
    }
}

bool ResponseRecorder::read_totals(WordReader& words) {
    read_table(words, totals_.incidents);
    read_table(words, totals_.units);
    read_table(words, totals_.desks);
    bool good = words.good();
    for (Times& times : response_) {
        good = good && times.total.read(words);
    }
    return good;
}

void DayRecorder::write_totals(WordWriter& words) const {
    spread_.write(words);
    write_table(words, week_);
}

bool DayRecorder::read_totals(WordReader& words) {
    const bool good = spread_.read(words);
    read_table(words, week_);
    return good && words.good();
}

void Recorder::write_totals(WordWriter& words) const {
    words.value(replications_);
    words.value(calls_outside_);
    write_table(words, totals_.calls);
    write_table(words, totals_.seats);
    write_table(words, totals_.queues);
    write_table(words, totals_.kpis);
    for (const Waits& waits : waits_) {
        waits.total.write(words);
    }
    for (const Waits& waits : operator_waits_) {
        waits.total.write(words);
    }
    for (const Histogram& waits : abandoned_waits_) {
        waits.write(words);
    }
    for (const Histogram& waits : abandoned_operator_waits_) {
        waits.write(words);
    }
    days_.write_totals(words);
    if (response_) {
        response_->write_totals(words);
    }
}

bool Recorder::read_totals(WordReader& words) {
    words.value(replications_);
    words.value(calls_outside_);
    read_table(words, totals_.calls);
    read_table(words, totals_.seats);
    read_table(words, totals_.queues);
    read_table(words, totals_.kpis);
    bool good = words.good();
    for (Waits& waits : waits_) {
        good = good && waits.total.read(words);
    }
    for (Waits& waits : operator_waits_) {
        good = good && waits.total.read(words);
    }
    for (Histogram& waits : abandoned_waits_) {
        good = good && waits.read(words);
    }
    for (Histogram& waits : abandoned_operator_waits_) {
        good = good && waits.read(words);
    }
    good = good && days_.read_totals(words);
    return good && (!response_ || response_->read_totals(words));
}

}  // namespace fcr
