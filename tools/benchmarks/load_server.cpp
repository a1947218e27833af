#include "tools/benchmarks/load_server.hpp"

#include "proto/fcr/v1/live.pb.h"
#include "sim/live/server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <set>

namespace fcr {
namespace {

class LoadServer : private ServerEvents {
public:
    LoadServer(boost::asio::io_context& io, const LoadServerOptions& options)
        : options_(options), server_(io, server_options(options.port), {}, *this), timer_(io) {
        // What the state lacks in bytes of a real one.
        message_.mutable_state()->set_banner(std::string(options.bytes, 'x'));
    }

    [[nodiscard]] tl::expected<void, ServerFault> start() {
        auto started = server_.start();
        if (started) {
            timer_.expires_after(options_.every);
            wait();
        }
        return started;
    }
    [[nodiscard]] std::uint16_t port() const { return server_.port(); }

private:
    static ServerOptions server_options(std::uint16_t port) {
        ServerOptions options;
        options.port = port;
        options.limits.connections_per_address = options.limits.connections_max;
        return options;
    }

    void wait() {
        timer_.async_wait([this](const auto& error) {
            if (!error) {
                timer_.expires_at(timer_.expiry() + options_.every);
                send();
                wait();
            }
        });
    }

    void send() {
        v1::RoomState& state = *message_.mutable_state();
        state.set_number(state.number() + 1);
        state.set_wall_us(std::chrono::duration_cast<std::chrono::microseconds>(
                              std::chrono::system_clock::now().time_since_epoch())
                              .count());
        const auto bytes = std::make_shared<const std::string>(message_.SerializeAsString());
        for (const ClientId client : clients_) {
            server_.send_state(client, bytes);
        }
    }

    void client_opened(ClientId client, const std::string&) override { clients_.insert(client); }
    void client_said(ClientId, std::string_view) override {}
    void client_closed(ClientId client, std::string_view) override { clients_.erase(client); }
    std::optional<Download> download(std::string_view) override { return std::nullopt; }

    LoadServerOptions options_;
    std::set<ClientId> clients_;
    Server server_;
    boost::asio::steady_timer timer_;
    v1::ServerMessage message_;
};

}  // namespace

int serve_load(const LoadServerOptions& options) {
    boost::asio::io_context io(1);
    LoadServer server(io, options);
    const auto started = server.start();
    if (!started) {
        fmt::print(stderr, "exercise_load: {}\n", started.error().message);
        return 1;
    }
    fmt::print("port {} process {}\n", server.port(), ::getpid());
    std::fflush(stdout);
    run_server(io);
    return 0;
}

}  // namespace fcr
