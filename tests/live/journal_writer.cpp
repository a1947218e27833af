// A program that keeps a journal and does nothing else, to be killed, starved and traced by tests.
//
//   journal_writer list FOLDER              prints every record, then where the journal ends
//   journal_writer write FOLDER LIFE [NAME=NUMBER ...]
//       Opens the journal, prints `serving RECORDS DROPPED`, and writes records that say
//       `LIFE SEQ ...`; for each group that is durable it prints `ack SEQ`. Without room it writes
//       a record `pause SEQ`, prints `pause`, waits, prints `room` and goes on. Numbers: records
//       (to write; 0 for ever), per_second (0 as fast as possible), segment, reserve, free_min
//       (bytes).
//
// Exit codes as of fcrsim: 3 journal damaged, 4 storage failed, 5 already running.
#include "sim/live/journal_file.hpp"
#include "sim/live/journal_file_writer.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using namespace fcr;  // NOLINT(google-build-using-namespace): a program of one file
using Clock = std::chrono::steady_clock;

constexpr std::uint16_t kTextKind = 1;
constexpr std::uint64_t kDigestEach = 50;

/// One line in one write, so that a trace shows it whole.
void say_line(const std::string& line) {
    const std::string text = line + '\n';
    if (::write(STDOUT_FILENO, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
        std::_Exit(9);
    }
}

int exit_code(JournalFaultKind kind) {
    switch (kind) {
        case JournalFaultKind::Damaged: return 3;
        case JournalFaultKind::Storage: return 4;
        case JournalFaultKind::Running: return 5;
    }
    return 1;
}

int refuse(const JournalFault& fault) {
    std::fprintf(stderr, "%s\n", fault.message.c_str());
    return exit_code(fault.kind);
}

int list(const std::string& folder) {
    const auto segments = read_segments(folder);
    if (!segments) {
        return refuse(segments.error());
    }
    const auto recovered = recover(*segments, [](const JournalRecord& record) {
        const auto* const text = reinterpret_cast<const char*>(record.payload.data());
        fmt::print("{} {}\n",
                   record.seq,
                   record.kind == kStateDigestKind ? std::string_view("digest")
                                                   : std::string_view(text, record.payload.size()));
    });
    if (!recovered) {
        return refuse(
            {.kind = JournalFaultKind::Damaged, .message = words_of(recovered.error(), folder)});
    }
    fmt::print("end {} {} {}\n",
               recovered->position.next_seq - 1,
               to_hex(recovered->position.digest),
               recovered->bytes_dropped);
    return 0;
}

/// How long records waited for their acknowledgement.
class Latency {
public:
    void told(std::uint64_t seq) {
        const std::lock_guard lock(mutex_);
        told_[seq] = Clock::now();
    }

    void durable_through(std::uint64_t seq) {
        const std::lock_guard lock(mutex_);
        const auto now = Clock::now();
        while (!told_.empty() && told_.begin()->first <= seq) {
            waits_.push_back(now - told_.begin()->second);
            told_.erase(told_.begin());
        }
    }

    [[nodiscard]] std::string summary() {
        const std::lock_guard lock(mutex_);
        std::ranges::sort(waits_);
        const auto at = [&](std::size_t percent) {
            return std::chrono::duration<double, std::milli>(
                       waits_[(waits_.size() - 1) * percent / 100])
                .count();
        };
        return waits_.empty()
                   ? "latency of nothing"
                   : fmt::format("latency of {} in ms: median {:.2f}, p99 {:.2f}, max {:.2f}",
                                 waits_.size(),
                                 at(50),
                                 at(99),
                                 at(100));
    }

private:
    std::mutex mutex_;
    std::map<std::uint64_t, Clock::time_point> told_;
    std::vector<Clock::duration> waits_;
};

/// The exercise's side: tells records, hands groups over when they are due.
class Teller {
public:
    Teller(JournalPosition start, std::string life, std::uint64_t per_second)
        : encoder_(start), life_(std::move(life)), per_second_(per_second) {}

    void tell(std::string_view word) {
        const std::uint64_t seq = encoder_.position().next_seq;
        const SimTime at = kStartOfRun + std::chrono::milliseconds{seq};
        if (seq % kDigestEach == 0) {
            if (!encoder_.append_state_digest(at, encoder_.position().digest)) {
                std::_Exit(8);
            }
        } else {
            const std::string text =
                fmt::format("{} {} {}", word, seq, std::string(seq * 37 % 200, 'x'));
            if (encoder_.append(at, kTextKind, std::as_bytes(std::span(text))) != seq) {
                std::_Exit(8);
            }
        }
        if (encoder_.waiting() == 1) {
            first_waits_ = Clock::now();
        }
        latency.told(seq);
    }

    void hand_over_if_due(JournalFileWriter& writer) {
        if (writer.waiting() == 0 &&
            group_is_due(encoder_.waiting(), Clock::now() - first_waits_)) {
            writer.write(encoder_.take_group());
        }
    }

    /// Tells what is due by now.
    void go_on(std::uint64_t& told, std::uint64_t records) {
        const auto due = [&] {
            return per_second_ == 0
                       ? encoder_.waiting() < 64
                       : told * 1'000'000'000 / per_second_ <
                             static_cast<std::uint64_t>((Clock::now() - started_).count());
        };
        while ((records == 0 || told < records) && due() && encoder_.waiting() < 4096) {
            tell(life_);
            ++told;
        }
    }

    [[nodiscard]] std::size_t waiting() const { return encoder_.waiting(); }

    Latency latency;

private:
    JournalEncoder encoder_;
    std::string life_;
    std::uint64_t per_second_;
    Clock::time_point started_ = Clock::now();
    Clock::time_point first_waits_ = started_;
};

int write(const std::string& folder,
          const std::string& life,
          std::map<std::string, std::uint64_t> numbers) {
    const auto number = [&](const char* name, std::uint64_t otherwise) {
        return numbers.contains(name) ? numbers[name] : otherwise;
    };
    JournalSizes sizes;
    sizes.segment = static_cast<std::uint32_t>(number("segment", sizes.segment));
    sizes.reserve = static_cast<std::uint32_t>(number("reserve", sizes.reserve));
    sizes.free_min = number("free_min", sizes.free_min);
    const JournalHeader header{
        .exercise_id = {}, .build_id = "journal_writer", .scenario_hash = {}, .seed = 1};
    const auto journal = JournalFile::open(folder, sizes, header, [](const JournalRecord&) {});
    if (!journal) {
        return refuse(journal.error());
    }
    const auto& recovered = (*journal)->recovered();
    say_line(fmt::format("serving {} {}",
                         (*journal)->position().next_seq - 1,
                         recovered ? recovered->bytes_dropped : 0));
    Teller teller((*journal)->position(), life, number("per_second", 0));
    std::atomic<bool> low{false};
    const std::uint64_t records = number("records", 0);
    std::uint64_t told = 0;
    {
        JournalFileWriter writer(**journal,
                                 [&, last = std::uint64_t{0}](const JournalNews& news) mutable {
                                     if (!news.failure.empty()) {
                                         say_line("failed " + news.failure);
                                         std::_Exit(4);
                                     }
                                     if (news.durable_through != last) {
                                         last = news.durable_through;
                                         say_line(fmt::format("ack {}", last));
                                         teller.latency.durable_through(last);
                                     }
                                     low = news.space_is_low;
                                 });
        bool paused = false;
        while (records == 0 || told < records || teller.waiting() > 0 || writer.waiting() > 0) {
            if (low != paused) {
                paused = low;
                say_line(paused ? "pause" : "room");
                teller.tell(paused ? "pause" : "resume");
            }
            if (!paused) {
                teller.go_on(told, records);
            }
            teller.hand_over_if_due(writer);
            std::this_thread::sleep_for(std::chrono::microseconds{100});
        }
    }
    say_line(teller.latency.summary());
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv, argv + argc);
    if (words.size() == 3 && words[1] == "list") {
        return list(words[2]);
    }
    if (words.size() < 4 || words[1] != "write") {
        std::fprintf(stderr, "journal_writer list FOLDER | write FOLDER LIFE [NAME=NUMBER ...]\n");
        return 2;
    }
    std::map<std::string, std::uint64_t> numbers;
    for (std::size_t word = 4; word < words.size(); ++word) {
        const std::size_t equals = words[word].find('=');
        numbers[words[word].substr(0, equals)] = std::stoull(words[word].substr(equals + 1));
    }
    return write(words[2], words[3], numbers);
}
