// A program with MPI: rank 0 hands out rows of replications, the others work them off.
#include "sim/base/check.hpp"
#include "sim/experiment/part.hpp"
#include "sim/ranks/ranks.hpp"

#include <fmt/format.h>
#include <mpi.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace fcr {
namespace {

using std::chrono::steady_clock;

constexpr int kErrandTag = 1;
constexpr int kReportTag = 2;
constexpr int kWordsTag = 3;

// What an errand asks for.
constexpr std::uint64_t kWork = 1;
constexpr std::uint64_t kEndScenario = 2;
constexpr std::uint64_t kEndAll = 3;

/// Shares a rank has had when the replications are worked off, about; more when they are few.
constexpr std::uint64_t kSharesOfARank = 8;
constexpr auto kLookEvery = std::chrono::microseconds{500};
constexpr auto kPatience = std::chrono::milliseconds{300};

struct Errand {
    std::uint64_t what = kEndAll;
    std::uint64_t seed = 0;
    std::uint64_t first = 0;
    std::uint64_t count = 0;
};
using ErrandWords = std::array<std::uint64_t, 4>;

/// What heads the words of a finished errand.
struct Report {
    std::uint64_t words = 0;
    std::uint64_t limit = 0;
    std::uint64_t limit_replication = 0;
};
using ReportWords = std::array<std::uint64_t, 3>;

/// Whether a launcher started the program as one of several.
bool is_one_of_several() {
    const char* const size = std::getenv("OMPI_COMM_WORLD_SIZE");
    return size != nullptr && std::atoi(size) > 1;
}

/// Work that this process does beside its messages.
class OwnWork {
public:
    ~OwnWork() {
        if (thread_.joinable()) {
            thread_.join();
        }
    }

    [[nodiscard]] bool busy() const { return thread_.joinable(); }

    void begin(const CompiledScenario& scenario, const ExperimentOptions& options) {
        done_ = false;
        thread_ = std::thread([this, &scenario, options] {
            // A row that has been begun is finished: the rows after it may be done already.
            ExperimentProgress progress;
            result_ = run_experiment(scenario, options, progress);
            done_ = true;
        });
    }

    [[nodiscard]] std::optional<ExperimentResult> take() {
        if (!busy() || !done_) {
            return std::nullopt;
        }
        thread_.join();
        return std::move(result_);
    }

private:
    std::thread thread_;
    std::atomic<bool> done_{false};
    ExperimentResult result_;
};

}  // namespace

class Ranks::Link {
public:
    Link() {
        int provided = 0;
        MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
        MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
        MPI_Comm_size(MPI_COMM_WORLD, &ranks_);
        in_hand_.resize(static_cast<std::size_t>(ranks_));
    }
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;
    ~Link() {
        if (rank_ == 0) {
            tell_all({.what = kEndAll});
        }
        MPI_Finalize();
    }

    [[nodiscard]] int rank() const { return rank_; }
    [[nodiscard]] int ranks() const { return ranks_; }

    void tell_all(const Errand& errand) {
        for (int rank = 1; rank < ranks_; ++rank) {
            send(rank, errand);
        }
    }

    void send(int rank, const Errand& errand) {
        const ErrandWords words{errand.what, errand.seed, errand.first, errand.count};
        MPI_Send(words.data(), int{words.size()}, MPI_UINT64_T, rank, kErrandTag, MPI_COMM_WORLD);
        in_hand_[static_cast<std::size_t>(rank)] = errand;
    }

    [[nodiscard]] static Errand receive_errand() {
        // Looked for now and then: a receive that blocks takes a whole core in Open MPI.
        int there = 0;
        while (there == 0) {
            MPI_Iprobe(0, kErrandTag, MPI_COMM_WORLD, &there, MPI_STATUS_IGNORE);
            if (there == 0) {
                std::this_thread::sleep_for(kLookEvery);
            }
        }
        ErrandWords words{};
        MPI_Recv(words.data(),
                 int{words.size()},
                 MPI_UINT64_T,
                 0,
                 kErrandTag,
                 MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        return {.what = words[0], .seed = words[1], .first = words[2], .count = words[3]};
    }

    static void send_result(const ExperimentResult& result) {
        std::vector<std::int64_t> words;
        Report report;
        if (result.limit) {
            report.limit = static_cast<std::uint64_t>(result.limit->limit);
            report.limit_replication = result.limit->replication;
        } else {
            words = to_words(result);
            report.words = words.size();
        }
        const ReportWords head{report.words, report.limit, report.limit_replication};
        MPI_Send(head.data(), int{head.size()}, MPI_UINT64_T, 0, kReportTag, MPI_COMM_WORLD);
        MPI_Send(words.data(),
                 static_cast<int>(words.size()),
                 MPI_INT64_T,
                 0,
                 kWordsTag,
                 MPI_COMM_WORLD);
    }

    /// A result that has come from another rank, if one has.
    [[nodiscard]] std::optional<ExperimentResult> take(const CompiledScenario& scenario) {
        int there = 0;
        MPI_Status status;
        MPI_Iprobe(MPI_ANY_SOURCE, kReportTag, MPI_COMM_WORLD, &there, &status);
        if (there == 0) {
            return std::nullopt;
        }
        const int rank = status.MPI_SOURCE;
        ReportWords head{};
        MPI_Recv(head.data(),
                 int{head.size()},
                 MPI_UINT64_T,
                 rank,
                 kReportTag,
                 MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        std::vector<std::int64_t> words(head[0]);
        MPI_Recv(words.data(),
                 static_cast<int>(words.size()),
                 MPI_INT64_T,
                 rank,
                 kWordsTag,
                 MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        in_hand_[static_cast<std::size_t>(rank)].reset();
        if (head[1] != 0) {
            ExperimentResult none;
            none.totals = std::make_unique<Recorder>(scenario);
            none.limit = LimitReached{.replication = head[2], .limit = static_cast<Limit>(head[1])};
            return none;
        }
        std::optional<ExperimentResult> result = from_words(scenario, words);
        FCR_CHECK(result.has_value(), "a rank sent what is no result of this scenario");
        return result;
    }

    [[nodiscard]] const std::optional<Errand>& in_hand(int rank) const {
        return in_hand_[static_cast<std::size_t>(rank)];
    }

    [[nodiscard]] bool somebody_works() const {
        return std::ranges::any_of(in_hand_, [](const auto& errand) { return errand.has_value(); });
    }

    void forget_errands() {
        for (std::optional<Errand>& errand : in_hand_) {
            errand.reset();
        }
    }

    /// The ranks that have work in hand, in words.
    [[nodiscard]] std::string still_at_work() const {
        std::string words;
        for (int rank = 1; rank < ranks_; ++rank) {
            if (const auto& errand = in_hand(rank)) {
                words += fmt::format("{}rank {} (replications {} to {})",
                                     words.empty() ? "" : ", ",
                                     rank,
                                     errand->first,
                                     errand->first + errand->count - 1);
            }
        }
        return words;
    }

private:
    int rank_ = 0;
    int ranks_ = 1;
    std::vector<std::optional<Errand>> in_hand_;  ///< by rank; what has not been answered
};

bool Ranks::is_built_in() {
    return true;
}

Ranks::Ranks() {
    if (is_one_of_several()) {
        link_ = std::make_unique<Link>();
    }
}

Ranks::~Ranks() = default;

bool Ranks::is_first() const {
    return !link_ || link_->rank() == 0;
}

unsigned Ranks::count() const {
    return link_ ? static_cast<unsigned>(link_->ranks()) : 1;
}

ExperimentResult Ranks::run(const CompiledScenario& scenario,
                            const ExperimentOptions& options,
                            ExperimentProgress& progress,
                            const std::function<void(const std::string&)>& told) {
    if (!link_) {
        return run_experiment(scenario, options, progress);
    }
    FCR_CHECK(options.ledgers == nullptr, "ledgers are kept by one process");
    ExperimentResult all;
    all.totals = std::make_unique<Recorder>(scenario);
    OwnWork own;
    link_->forget_errands();
    std::uint64_t next = 0;
    std::optional<steady_clock::time_point> stopped;
    bool has_told = false;
    const auto share = [&]() -> ExperimentOptions {
        const std::uint64_t left = options.replications - next;
        const std::uint64_t shares = kSharesOfARank / 2 * count();
        ExperimentOptions part = options;
        part.first_replication = options.first_replication + next;
        part.replications = std::min(left, std::max<std::uint64_t>(options.jobs, left / shares));
        next += part.replications;
        return part;
    };
    const auto more = [&] { return next < options.replications && !progress.stop && !all.limit; };
    const auto add = [&](ExperimentResult&& part) {
        progress.finished += part.replications.size();
        join(all, std::move(part));
    };
    while (more() || own.busy() || link_->somebody_works()) {
        for (int rank = 1; rank < link_->ranks() && more(); ++rank) {
            if (!link_->in_hand(rank)) {
                const ExperimentOptions part = share();
                link_->send(rank,
                            {.what = kWork,
                             .seed = part.seed,
                             .first = part.first_replication,
                             .count = part.replications});
            }
        }
        if (!own.busy() && more()) {
            own.begin(scenario, share());
        }
        bool came = false;
        if (std::optional<ExperimentResult> part = own.take()) {
            add(std::move(*part));
            came = true;
        }
        if (std::optional<ExperimentResult> part = link_->take(scenario)) {
            add(std::move(*part));
            came = true;
        }
        if (progress.stop && !stopped) {
            stopped = steady_clock::now();
        }
        if (stopped && !has_told && link_->somebody_works() &&
            steady_clock::now() - *stopped > kPatience) {
            told("waiting for " + link_->still_at_work());
            has_told = true;
        }
        if (!came) {
            std::this_thread::sleep_for(kLookEvery);
        }
    }
    all.stopped = !all.limit && all.replications.size() < options.replications;
    return all;
}

void Ranks::end_scenario() {
    if (link_) {
        link_->tell_all({.what = kEndScenario});
        link_->forget_errands();
    }
}

bool Ranks::serve(const CompiledScenario& scenario, unsigned jobs) {
    for (;;) {
        const Errand errand = Link::receive_errand();
        if (errand.what != kWork) {
            return errand.what == kEndScenario;
        }
        ExperimentProgress progress;
        Link::send_result(run_experiment(scenario,
                                         {.seed = errand.seed,
                                          .first_replication = errand.first,
                                          .replications = errand.count,
                                          .jobs = jobs},
                                         progress));
    }
}

}  // namespace fcr
