#include "sim/live/journal_file_writer.hpp"

#include <chrono>
#include <utility>

namespace fcr {

namespace {

/// How often the room on the disk is looked at when nothing else happens.
constexpr std::chrono::milliseconds kLookAtRoomEach{500};

}  // namespace

JournalFileWriter::JournalFileWriter(JournalFile& journal,
                                     std::function<void(const JournalNews&)> tell)
    : journal_(journal), tell_(std::move(tell)) {
    news_.durable_through = journal.position().next_seq - 1;
    thread_ = std::thread([this] { run(); });
}

JournalFileWriter::~JournalFileWriter() {
    finish();
}

void JournalFileWriter::finish() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void JournalFileWriter::write(CommitGroup group) {
    {
        const std::lock_guard lock(mutex_);
        groups_.push_back(std::move(group));
    }
    changed_.notify_all();
}

std::size_t JournalFileWriter::waiting() const {
    const std::lock_guard lock(mutex_);
    return groups_.size();
}

void JournalFileWriter::run() {
    std::unique_lock lock(mutex_);
    while (news_.failure.empty()) {
        if (!groups_.empty() && !blocked_) {
            write_first(lock);
            continue;
        }
        if (ending_) {
            return;
        }
        changed_.wait_for(
            lock, kLookAtRoomEach, [&] { return ending_ || (!groups_.empty() && !blocked_); });
        JournalNews news = news_;
        news.space_is_low = journal_.store().space_is_low();
        blocked_ = blocked_ && news.space_is_low;
        lock.unlock();
        tell_if_new(news);
        lock.lock();
    }
}

/// Groups are only added at the back by others, so the first one stays where it is.
void JournalFileWriter::write_first(std::unique_lock<std::mutex>& lock) {
    const CommitGroup& group = groups_.front();
    JournalNews news = news_;
    lock.unlock();
    const DiskOutcome outcome = journal_.store().write(group);
    if (outcome == DiskOutcome::Done) {
        news.durable_through = group.last_seq();
        news.space_is_low = journal_.store().space_is_low();
    } else if (outcome == DiskOutcome::Full) {
        news.space_is_low = true;
    } else {
        news.failure = journal_.failure();
    }
    tell_if_new(news);
    lock.lock();
    if (outcome == DiskOutcome::Done) {
        groups_.pop_front();
    }
    blocked_ = outcome == DiskOutcome::Full;
}

void JournalFileWriter::tell_if_new(const JournalNews& news) {
    if (news != news_) {
        news_ = news;
        tell_(news_);
    }
}

}  // namespace fcr
