#include "sim/journal/journal_store.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace fcr {

namespace {

/// A segment has this name until it is durable, so that what has a segment's name has a header.
const char* const kUnfinished = "journal.new";

}  // namespace

JournalStore::JournalStore(JournalDisk& disk, JournalSizes sizes, JournalHeader header)
    : disk_(disk), sizes_(sizes), header_(std::move(header)) {
    FCR_CHECK(sizes.segment >= kHeaderBytes + sizes.reserve, "a segment holds its reserve");
}

JournalStore::JournalStore(JournalDisk& disk, JournalSizes sizes, const RecoveredJournal& recovered)
    : JournalStore(disk, sizes, recovered.header) {
    number_ = recovered.segment;
    end_ = recovered.end;
    room_end_ = std::max<std::uint64_t>(recovered.segment_size, recovered.end);
    recovered_cut_ = recovered.bytes_dropped > 0;
}

DiskOutcome JournalStore::begin() {
    FCR_CHECK(number_ == 0, "a journal begins once");
    return make_segment({.next_seq = 1, .digest = first_digest(header_)});
}

DiskOutcome JournalStore::resume() {
    FCR_CHECK(number_ > 0, "a journal that goes on was recovered");
    DiskOutcome outcome = disk_.open(segment_name(number_));
    if (outcome == DiskOutcome::Done && recovered_cut_) {
        outcome = disk_.truncate(end_);
    }
    if (outcome != DiskOutcome::Done) {
        return settled(DiskOutcome::Failed);
    }
    // What is cut is gone before anything is written in its place: a record of it must not be taken
    // for one that follows.
    outcome = disk_.reserve(room_end_);
    if (outcome == DiskOutcome::Full) {
        room_end_ = end_;
        no_new_segment_ = true;
    } else if (outcome == DiskOutcome::Failed) {
        return settled(outcome);
    }
    return settled(disk_.sync_file() == DiskOutcome::Done ? DiskOutcome::Done
                                                          : DiskOutcome::Failed);
}

DiskOutcome JournalStore::write(const CommitGroup& group) {
    FCR_CHECK(number_ > 0, "a journal is begun before it is written to");
    FCR_CHECK(group.bytes.size() <= sizes_.segment - sizes_.reserve - kHeaderBytes,
              "a group fits into a segment");
    if (failed_) {
        return DiskOutcome::Failed;
    }
    if (end_ + group.bytes.size() + sizes_.reserve > room_end_) {
        const DiskOutcome made = make_segment(group.start);
        if (made == DiskOutcome::Failed ||
            (made == DiskOutcome::Full && end_ + group.bytes.size() > room_end_)) {
            return made;
        }
    }
    const DiskOutcome written = write_all(end_, group.bytes);
    if (written != DiskOutcome::Done) {
        return settled(written);
    }
    // The kernel may have dropped the bytes and tell it once: to sync again would prove nothing.
    if (disk_.sync_data() != DiskOutcome::Done) {
        return settled(DiskOutcome::Failed);
    }
    end_ += group.bytes.size();
    return DiskOutcome::Done;
}

bool JournalStore::space_is_low() {
    const std::uint64_t needed = no_new_segment_
                                     ? std::max<std::uint64_t>(sizes_.free_min, sizes_.segment)
                                     : sizes_.free_min;
    return disk_.free_bytes() < needed;
}

DiskOutcome JournalStore::make_segment(const JournalPosition& start) {
    const SegmentHeader header{.journal = header_,
                               .number = number_ + 1,
                               .segment_size = sizes_.segment,
                               .first_seq = start.next_seq,
                               .digest = start.digest};
    DiskOutcome outcome = disk_.create(kUnfinished);
    const bool created = outcome == DiskOutcome::Done;
    if (created) {
        outcome = disk_.reserve(sizes_.segment);
    }
    if (outcome == DiskOutcome::Done) {
        outcome = write_all(0, encode(header));
    }
    if (outcome == DiskOutcome::Done && disk_.sync_file() != DiskOutcome::Done) {
        outcome = DiskOutcome::Failed;
    }
    if (outcome == DiskOutcome::Done) {
        outcome = disk_.rename(kUnfinished, segment_name(header.number));
    }
    if (outcome == DiskOutcome::Done && disk_.sync_folder() != DiskOutcome::Done) {
        outcome = DiskOutcome::Failed;
    }
    no_new_segment_ = outcome == DiskOutcome::Full;
    if (outcome == DiskOutcome::Full && number_ > 0) {
        // Back to the segment before; the room that was found goes back to the disk.
        if ((created && disk_.truncate(0) != DiskOutcome::Done) ||
            disk_.open(segment_name(number_)) != DiskOutcome::Done) {
            outcome = DiskOutcome::Failed;
        }
    }
    if (outcome == DiskOutcome::Done) {
        number_ = header.number;
        end_ = kHeaderBytes;
        room_end_ = sizes_.segment;
    }
    return settled(outcome);
}

DiskOutcome JournalStore::write_all(std::uint64_t offset, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const DiskWrite write = disk_.write(offset, bytes);
        if (write.outcome != DiskOutcome::Done) {
            return write.outcome;
        }
        // A write of nothing that is no error would go on for ever.
        if (write.written == 0) {
            return DiskOutcome::Failed;
        }
        offset += write.written;
        bytes = bytes.subspan(write.written);
    }
    return DiskOutcome::Done;
}

DiskOutcome JournalStore::settled(DiskOutcome outcome) {
    failed_ = failed_ || outcome == DiskOutcome::Failed;
    return outcome;
}

}  // namespace fcr
