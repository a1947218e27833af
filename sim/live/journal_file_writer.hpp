// The thread that makes a journal's groups durable, so that a slow disk does not hold the exercise
// up.
#pragma once

#include "sim/journal/journal_encoder.hpp"
#include "sim/live/journal_file.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace fcr {

/// How the journal is, as its thread last saw it.
struct JournalNews {
    std::uint64_t durable_through = 0;  ///< seq: this record and all before it may be acknowledged
    bool space_is_low = false;          ///< the exercise is to be paused until this is false again
    std::string failure;  ///< not empty: nothing will be durable any more; exit code 4

    friend bool operator==(const JournalNews&, const JournalNews&) = default;
};

/// Writes groups in the order in which they are given. `tell` is called on the writer's own thread
/// whenever the news changes; it should hand them on and not take long.
class JournalFileWriter {
public:
    /// The journal must live longer, and nobody else may use its store meanwhile.
    JournalFileWriter(JournalFile& journal, std::function<void(const JournalNews&)> tell);
    JournalFileWriter(const JournalFileWriter&) = delete;
    JournalFileWriter& operator=(const JournalFileWriter&) = delete;
    ~JournalFileWriter();

    /// Any thread's. Groups wait here as long as there is no room.
    void write(CommitGroup group);

    /// Writes what was given, as far as there is room for it, and ends; nothing that is given
    /// afterwards is written.
    void finish();

    /// Groups given and not yet durable. While there is one, new records best wait in the encoder:
    /// the next group is then larger and one sync serves more of them.
    [[nodiscard]] std::size_t waiting() const;

private:
    void run();
    void write_first(std::unique_lock<std::mutex>& lock);
    void tell_if_new(const JournalNews& news);

    JournalFile& journal_;
    std::function<void(const JournalNews&)> tell_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<CommitGroup> groups_;
    bool ending_ = false;
    bool blocked_ = false;  ///< the first group found no room
    JournalNews news_;      ///< the thread's own
    std::thread thread_;    ///< last: it uses the others
};

}  // namespace fcr
