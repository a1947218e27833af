// A server of a test, on a thread of its own, that sends back what clients say.
#pragma once

#include "sim/live/server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace fcr {

/// Limits under which a test opens as many connections from one address as it likes.
[[nodiscard]] inline ServerOptions options_of_test() {
    ServerOptions options;
    options.limits.connections_per_address = 1000;
    return options;
}

/// What a page of the test says.
inline constexpr std::string_view kPage = "<!doctype html><title>EXERCISE</title>";

class RunningServer : public ServerEvents {
public:
    explicit RunningServer(ServerOptions options = options_of_test())
        : server_(std::make_unique<Server>(
              io_,
              std::move(options),
              std::vector<ServedFile>{
                  {"/", "text/html; charset=utf-8", kPage},
                  {"/app-1a2b.js", "text/javascript; charset=utf-8", "'use strict';", true},
                  {"/logo.png", "image/png", std::string_view("\x89PNG\0", 5)}},
              *this)) {
        const auto started = server_->start();
        if (!started) {
            throw std::runtime_error(started.error().message);
        }
        thread_ = std::thread([this] { run_server(io_); });
    }
    ~RunningServer() override {
        if (!io_.stopped()) {
            on_loop([this] { server_.reset(); });
        }
        thread_.join();
    }

    /// Does something on the server's thread and waits for it.
    void on_loop(const std::function<void()>& work) {
        std::packaged_task<void()> task(work);
        auto done = task.get_future();
        boost::asio::post(io_, std::move(task));
        done.get();
    }

    /// Takes leave of everybody; true when the loop has ended within five seconds.
    [[nodiscard]] bool stop() {
        on_loop([this] { server_->stop(); });
        return eventually([this] { return io_.stopped(); });
    }

    [[nodiscard]] Server& server() { return *server_; }
    [[nodiscard]] std::uint16_t port() const { return server_->port(); }

    struct Seen {
        std::vector<ClientId> opened;
        std::map<ClientId, std::vector<std::string>> said;
        std::map<ClientId, std::vector<std::string>> closed;  ///< why; once each, it is hoped
    };
    /// Waits until what was seen is so, at most five seconds; whether it is.
    [[nodiscard]] bool sees(const std::function<bool(const Seen&)>& is_so) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds{5}, [&] { return is_so(seen_); });
    }
    [[nodiscard]] bool sees_opened(std::size_t count) {
        return sees([count](const Seen& seen) { return seen.opened.size() >= count; });
    }
    /// Why this client was closed; empty when it was not within five seconds.
    [[nodiscard]] std::string why_closed(ClientId client) {
        std::string why;
        static_cast<void>(sees([&](const Seen& seen) {
            const auto found = seen.closed.find(client);
            if (found != seen.closed.end()) {
                why = found->second.at(0);
            }
            return !why.empty();
        }));
        return why;
    }

    /// How many; counted also when there is no memory to note who.
    std::atomic<std::size_t> opened = 0;
    std::atomic<std::size_t> closed = 0;

    /// What `client_said` does; sends it back unless a test has something else in mind.
    std::function<void(ClientId, std::string_view)> on_said = [this](ClientId client,
                                                                     std::string_view bytes) {
        server_->send(client, std::make_shared<const std::string>(bytes));
    };
    std::map<std::string, Download, std::less<>> downloads;  ///< each is given once

    template <typename Condition>
    [[nodiscard]] static bool eventually(Condition condition) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{5};
        while (!condition()) {
            if (std::chrono::steady_clock::now() > until) {
                return false;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{2});
        }
        return true;
    }

private:
    void client_opened(ClientId client, const std::string&) override {
        ++opened;
        note([&] { seen_.opened.push_back(client); });
    }
    void client_said(ClientId client, std::string_view bytes) override {
        note([&] { seen_.said[client].emplace_back(bytes); });
        on_said(client, bytes);
    }
    void client_closed(ClientId client, std::string_view why) override {
        ++closed;
        note([&] { seen_.closed[client].emplace_back(why); });
    }
    std::optional<Download> download(std::string_view id) override {
        const auto found = downloads.find(id);
        if (found == downloads.end()) {
            return std::nullopt;
        }
        Download given = std::move(found->second);
        downloads.erase(found);
        return given;
    }

    template <typename Change>
    void note(Change change) {
        {
            const std::lock_guard lock(mutex_);
            change();
        }
        changed_.notify_all();
    }

    boost::asio::io_context io_{1};
    std::unique_ptr<Server> server_;
    std::thread thread_;
    std::mutex mutex_;
    std::condition_variable changed_;
    Seen seen_;
};

}  // namespace fcr
