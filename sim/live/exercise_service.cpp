#include "sim/live/exercise_service.hpp"

#include "sim/hosting/client_message.hpp"
#include "sim/hosting/host.hpp"
#include "sim/live/exercise_journal.hpp"
#include "sim/live/pacer.hpp"
#include "sim/live/projection_worker.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>
#include <openssl/rand.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
#include <thread>
#include <utility>

namespace fcr {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::milliseconds kHostTick{20};
/// How long everybody may read that storage has failed.
constexpr std::chrono::seconds kBannerShown{3};
constexpr std::size_t kDownloadsMax = 8;
constexpr Role kRoles[]{Role::Controller,
                        Role::Supervisor,
                        Role::Evaluator,
                        Role::RolePlayer,
                        Role::Handler,
                        Role::Observer};

void fill_with_random(std::span<std::byte> bytes) {
    // Without randomness nobody can be let in; there is nothing to go on with.
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()),
                   static_cast<int>(bytes.size())) != 1) {
        throw std::runtime_error("this machine gives no random bytes");
    }
}

HostTime now() {
    return std::chrono::duration_cast<HostTime>(RealClock::now().time_since_epoch());
}

ServiceFault fault_of(const JournalFault& fault) {
    using Kind = ServiceFault::Kind;
    switch (fault.kind) {
        case JournalFaultKind::Damaged: return {.kind = Kind::Damaged, .message = fault.message};
        case JournalFaultKind::Running: return {.kind = Kind::Running, .message = fault.message};
        case JournalFaultKind::Storage: break;
    }
    return {.kind = Kind::Storage, .message = fault.message};
}

ServiceFault fault_of(const ServerFault& fault) {
    return {.kind = fault.kind == ServerFault::Kind::Unsafe ? ServiceFault::Kind::Unsafe
                                                            : ServiceFault::Kind::BadOptions,
            .message = fault.message};
}

}  // namespace

/// The host's ports and the server's events, joined.
class ExerciseService::Shell final : public HostPorts, public ServerEvents {
public:
    Shell(ServiceOptions options, std::unique_ptr<ExerciseJournal> journal)
        : options_(std::move(options)),
          journal_(std::move(journal)),
          pacer_(
              io_,
              {.advance = [this](SimTime until) { host_->advance(until, now()); },
               .stalled = [this](std::chrono::milliseconds span) { host_->stalled(span, now()); }}),
          tick_(io_),
          ending_(io_),
          signals_(io_, SIGINT, SIGTERM) {}

    ~Shell() override {
        projecting_.reset();
        if (reviewer_.joinable()) {
            reviewer_.join();
        }
        journal_->finish();
    }

    /// Makes the host of the plan; goes on with what the records tell.
    [[nodiscard]] tl::expected<void, ServiceFault> begin(std::shared_ptr<const ExercisePlan> plan,
                                                         std::vector<std::string> payloads,
                                                         const KeptRecords& records) {
        host_ = std::make_unique<Host>(
            std::move(plan),
            std::move(payloads),
            HostOptions{.build = options_.build,
                        .walls_join_freely = options_.server.address.empty()},
            *this);
        journal_->start(news_teller());
        const JournalPosition position = journal_->file().position();
        if (position.next_seq == 1) {
            host_->begin(position);
        } else if (auto recovered = host_->recover(position, records.all()); !recovered) {
            return tl::unexpected(
                ServiceFault{.kind = ServiceFault::Kind::Damaged, .message = recovered.error()});
        }
        server_ = std::make_unique<Server>(io_, options_.server, options_.pages, *this);
        if (auto started = server_->start(); !started) {
            return tl::unexpected(fault_of(started.error()));
        }
        return {};
    }

    [[nodiscard]] ServiceEnd run() {
        signals_.async_wait([this](const boost::system::error_code& error, int /*signal*/) {
            if (!error) {
                host_->end();
                stop();
            }
        });
        wait_for_tick();
        run_server(io_);
        journal_->finish();
        return host_->has_failed() ? ServiceEnd::StorageFailed : ServiceEnd::Asked;
    }

    [[nodiscard]] Host& host() { return *host_; }
    [[nodiscard]] const Server& server() const { return *server_; }
    [[nodiscard]] const ExerciseJournal& journal() const { return *journal_; }

    // ------------------------------------------------------------ what the sockets tell
    void client_opened(ClientId client, const std::string& address) override {
        host_->opened(client, address, now());
    }
    void client_said(ClientId client, std::string_view bytes) override {
        host_->said(client, bytes, now());
    }
    void client_closed(ClientId client, std::string_view /*why*/) override {
        host_->closed(client);
    }
    /// Each review can be fetched once.
    std::optional<Download> download(std::string_view id) override {
        const auto found = downloads_.find(id);
        if (found == downloads_.end()) {
            return std::nullopt;
        }
        Download download = std::move(found->second);
        downloads_.erase(found);
        return download;
    }

    // ------------------------------------------------------------ what the host asks for
    void send(ClientId client, SharedFrame frame) override {
        server_->send(client, std::move(frame));
    }
    void send_state(ClientId client, SharedFrame frame) override {
        server_->send_state(client, std::move(frame));
    }
    void close(ClientId client, std::string_view why) override { server_->close(client, why); }
    [[nodiscard]] std::size_t bytes_waiting(ClientId client) const override {
        return server_->bytes_waiting(client);
    }
    void write(CommitGroup group) override { journal_->write(std::move(group)); }
    [[nodiscard]] std::size_t groups_waiting() const override { return journal_->waiting(); }
    void fill_random(std::span<std::byte> bytes) override { fill_with_random(bytes); }
    [[nodiscard]] std::int64_t wall_us() override {
        timespec time{};
        ::clock_gettime(CLOCK_REALTIME, &time);
        return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_nsec / 1'000;
    }
    void pace(bool running, std::uint32_t speed) override {
        const SimTime at = host_->room().exercise().now();
        if (!running) {
            pacer_.stop();
        } else if (pacer_.is_running() && at <= pacer_.now()) {
            pacer_.set_speed(speed);
        } else {
            pacer_.start(at, speed);
        }
    }
    [[nodiscard]] tl::expected<JournalPosition, std::string> begin_branch(
        std::uint64_t number) override {
        const std::uint64_t present = generation_;
        auto begun = journal_->begin_branch(number, news_teller());
        if (begun) {
            pacer_.stop();
        } else {
            generation_ = present;
        }
        return begun;
    }
    void project() override {
        if (!projecting_) {
            projecting_ = std::make_unique<ProjectionWorker>(
                host_->room().plan().room, [this](Projection projection) {
                    asio::post(io_, [this, projection = std::move(projection)] {
                        host_->projected(projection);
                    });
                });
        }
        projecting_->project(host_->room().exercise().room());
    }
    void audit(const std::string& line) override { spdlog::get("audit")->info(line); }

    /// One at a time: it reads the whole journal and runs the exercise again.
    void make_review(ClientId client, const std::string& id) override {
        if (reviewing_ || !options_.make_review) {
            host_->review_made(
                client,
                id,
                {},
                reviewing_ ? "a review is being made already" : "this program makes no reviews");
            return;
        }
        if (reviewer_.joinable()) {
            reviewer_.join();
        }
        reviewing_ = true;
        reviewer_ = std::thread([this, client, id, folder = journal_->folder()] {
            auto page = options_.make_review(folder);
            asio::post(io_, [this, client, id, page = std::move(page)]() mutable {
                reviewing_ = false;
                take_review(client, id, std::move(page));
            });
        });
    }

private:
    void take_review(ClientId client,
                     const std::string& id,
                     tl::expected<std::string, std::string> page) {
        if (!page) {
            host_->review_made(client, id, {}, page.error());
            return;
        }
        std::array<std::byte, 16> random{};
        fill_with_random(random);
        std::string name;
        for (const std::byte byte : random) {
            name += fmt::format("{:02x}", std::to_integer<unsigned>(byte));
        }
        if (downloads_.size() >= kDownloadsMax) {
            downloads_.erase(downloads_.begin());
        }
        downloads_.emplace(
            name,
            Download{.file_name = "exercise_review.html",
                     .content_type = "text/html; charset=utf-8",
                     .bytes = std::make_shared<const std::string>(std::move(*page))});
        host_->review_made(client, id, std::string(kDownloadPath) + name, {});
    }

    /// News of a journal that a branch has left are nobody's.
    [[nodiscard]] ExerciseJournal::Tell news_teller() {
        return [this, generation = ++generation_](const JournalNews& news) {
            asio::post(io_, [this, generation, news] {
                if (generation == generation_) {
                    take_news(news);
                }
            });
        };
    }

    void take_news(const JournalNews& news) {
        const bool failed_before = host_->has_failed();
        host_->durable(news.durable_through, news.space_is_low, news.failure, now());
        if (host_->has_failed() && !failed_before) {
            failure_ = news.failure;
            ending_.expires_after(kBannerShown);
            ending_.async_wait([this](const boost::system::error_code& error) {
                if (!error) {
                    stop();
                }
            });
        }
    }

    void wait_for_tick() {
        tick_.expires_after(kHostTick);
        tick_.async_wait([this](const boost::system::error_code& error) {
            if (!error) {
                host_->tick(now());
                wait_for_tick();
            }
        });
    }

    void stop() {
        pacer_.stop();
        tick_.cancel();
        ending_.cancel();
        signals_.cancel();
        server_->stop();
    }

    ServiceOptions options_;
    std::unique_ptr<ExerciseJournal> journal_;
    asio::io_context io_{1};
    Pacer pacer_;
    asio::steady_timer tick_;
    asio::steady_timer ending_;
    asio::signal_set signals_;
    std::unique_ptr<Host> host_;
    std::unique_ptr<Server> server_;
    std::map<std::string, Download, std::less<>> downloads_;
    std::uint64_t generation_ = 0;
    std::unique_ptr<ProjectionWorker> projecting_;  ///< once somebody sees them
    bool reviewing_ = false;
    std::thread reviewer_;
    std::string failure_;

    friend class ExerciseService;
};

ExerciseService::ExerciseService(std::unique_ptr<Shell> shell) : shell_(std::move(shell)) {}
ExerciseService::~ExerciseService() = default;

tl::expected<std::unique_ptr<ExerciseService>, ServiceFault> ExerciseService::open(
    const ExerciseBundle& bundle, ServiceOptions options) {
    JournalHeader header;
    fill_with_random(std::as_writable_bytes(std::span(header.exercise_id)));
    header.build_id = options.build;
    header.scenario_hash = bundle.scenario_hash;
    header.seed = bundle.plan.seed;
    KeptRecords records;
    auto journal = ExerciseJournal::open(options.folder, header, records);
    if (!journal) {
        return tl::unexpected(fault_of(journal.error()));
    }
    auto plan = std::make_shared<const ExercisePlan>(bundle.plan);
    std::vector<std::string> payloads = bundle.payloads;
    if ((*journal)->file().position().next_seq > 1) {
        PlanReader reader;
        payloads.clear();
        for (const JournalRecord& record : records.all()) {
            reader.take(record);
            if (record.kind == kPlanRecordKind) {
                payloads.emplace_back(reinterpret_cast<const char*>(record.payload.data()),
                                      record.payload.size());
            }
        }
        Result<ExercisePlan> told = reader.read(options.folder.string());
        if (!told) {
            return tl::unexpected(ServiceFault{.kind = ServiceFault::Kind::Damaged,
                                               .message = to_string(told.error().front())});
        }
        plan = std::make_shared<const ExercisePlan>(std::move(*told));
    }
    auto shell = std::make_unique<Shell>(std::move(options), std::move(*journal));
    if (auto begun = shell->begin(std::move(plan), std::move(payloads), records); !begun) {
        return tl::unexpected(begun.error());
    }
    return std::unique_ptr<ExerciseService>(new ExerciseService(std::move(shell)));
}

ServiceEnd ExerciseService::run() {
    read_without_a_word();
    return shell_->run();
}

bool ExerciseService::was_recovered() const {
    return shell_->journal().file().recovered().has_value();
}

const std::vector<std::filesystem::path>& ExerciseService::unfinished_branches() const {
    return shell_->journal().unfinished();
}

std::uint64_t ExerciseService::bytes_dropped() const {
    const auto& recovered = shell_->journal().file().recovered();
    return recovered ? recovered->bytes_dropped : 0;
}

const ExercisePlan& ExerciseService::plan() const {
    return shell_->host().room().plan();
}

bool ExerciseService::is_over() const {
    const ExerciseState state = shell_->host().room().exercise().state();
    return state == ExerciseState::Ended || state == ExerciseState::HotDebrief ||
           state == ExerciseState::Closed;
}

std::vector<std::string> ExerciseService::addresses() const {
    return shell_->server().addresses();
}

std::vector<RoleCode> ExerciseService::make_codes() {
    std::vector<RoleCode> codes;
    for (const Role role : kRoles) {
        codes.push_back({.role = role, .code = shell_->host().make_code(role, now())});
    }
    return codes;
}

std::string ExerciseService::failure() const {
    return shell_->failure_;
}

}  // namespace fcr
