#include "sim/live/server.hpp"

#include "sim/base/check.hpp"
#include "sim/live/client_socket.hpp"
#include "sim/live/listening_address.hpp"
#include "sim/live/server_core.hpp"
#include "sim/live/tls_context.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <list>
#include <utility>

namespace fcr {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Error = boost::system::error_code;

/// Descriptors that a program needs beside its connections.
constexpr rlim_t kOtherDescriptors = 256;
/// How often the same free port is looked for at both addresses of this machine.
constexpr int kPortTries = 20;

/// Lets this process have so many connections, as far as it may.
void allow_descriptors(std::size_t connections, AuditLog& audit) {
    rlimit limit{};
    const rlim_t wanted = connections + kOtherDescriptors;
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) {
        return;
    }
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < wanted) {
        audit.failed(fmt::format("this process may hold {} files and connections; {} are wanted",
                                 limit.rlim_cur,
                                 wanted));
    }
}

std::map<std::string, ServedFile, std::less<>> by_path(std::vector<ServedFile> files) {
    std::map<std::string, ServedFile, std::less<>> table;
    for (ServedFile& file : files) {
        FCR_CHECK(file.path.starts_with('/'), "a path begins with a slash");
        FCR_CHECK(!file.content_type.starts_with("text/") ||
                      file.content_type.ends_with("; charset=utf-8"),
                  "text says that it is UTF-8");
        std::string path = file.path;
        FCR_CHECK(table.emplace(std::move(path), std::move(file)).second, "a path is served once");
    }
    return table;
}

}  // namespace

/// The sockets that listen, and the timer by which every connection is looked at.
class Server::Listening : public std::enable_shared_from_this<Listening> {
public:
    Listening(asio::io_context& io, ServerOptions options, std::shared_ptr<ServerCore> core)
        : io_(io), options_(std::move(options)), core_(std::move(core)), sweep_(io) {}

    tl::expected<void, ServerFault> start();
    void stop();
    void leave();

    [[nodiscard]] std::vector<std::string> addresses() const;
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] ServerCore& core() { return *core_; }
    [[nodiscard]] ClientSocket* find(ClientId client) {
        const auto found = core_->clients.find(client);
        return found == core_->clients.end() ? nullptr : found->second.get();
    }

private:
    struct Door {
        tcp::acceptor acceptor;
        bool waits = false;  ///< for somebody to come
    };

    /// That a door waits. Goes with the handler, also one that is never called because there was no
    /// memory for who came.
    class Wait {
    public:
        explicit Wait(Door& door) : door_(&door) { door.waits = true; }
        Wait(Wait&& other) noexcept : door_(std::exchange(other.door_, nullptr)) {}
        Wait& operator=(Wait&&) = delete;
        ~Wait() { end(); }
        void end() {
            if (Door* const door = std::exchange(door_, nullptr)) {
                door->waits = false;
            }
        }

    private:
        Door* door_;
    };

    Error listen(const std::vector<asio::ip::address>& addresses);
    Error open_doors(const std::vector<asio::ip::address>& addresses);
    void accept(Door& door);
    void came(tcp::socket socket);
    void wait_to_sweep();
    void sweep();
    void close_doors();

    asio::io_context& io_;
    ServerOptions options_;
    std::shared_ptr<ServerCore> core_;
    std::list<Door> doors_;
    std::uint16_t port_ = 0;
    asio::steady_timer sweep_;
    std::vector<std::shared_ptr<Connection>> looked_at_;
};

tl::expected<void, ServerFault> Server::Listening::start() {
    auto addresses = listening_addresses(options_);
    if (!addresses) {
        return tl::unexpected(addresses.error());
    }
    if (!options_.certificate_file.empty()) {
        auto tls = make_tls_context(options_.certificate_file, options_.key_file);
        if (!tls) {
            return tl::unexpected(ServerFault{ServerFault::Kind::BadCertificate, tls.error()});
        }
        core_->tls = std::move(*tls);
    }
    if (const Error error = listen(*addresses)) {
        return tl::unexpected(
            ServerFault{ServerFault::Kind::Unavailable,
                        fmt::format("{} port {}: {}",
                                    options_.address.empty() ? "127.0.0.1" : options_.address,
                                    options_.port,
                                    error.message())});
    }
    core_->hosts = AllowedHosts({.tls = core_->tls != nullptr,
                                 .port = port_,
                                 .names = called_names(*addresses, options_.host_names)});
    allow_descriptors(core_->limits.connections_max, core_->audit);
    for (const std::string& address : this->addresses()) {
        core_->audit.listening(address);
    }
    for (Door& door : doors_) {
        accept(door);
    }
    wait_to_sweep();
    return {};
}

/// The same port at every address: when any will do, one that is free at all.
Error Server::Listening::listen(const std::vector<asio::ip::address>& addresses) {
    const int tries = options_.port == 0 ? kPortTries : 1;
    Error error;
    for (int i = 0; i < tries; ++i) {
        port_ = options_.port;
        error = open_doors(addresses);
        if (error != asio::error::address_in_use) {
            break;
        }
    }
    return error;
}

Error Server::Listening::open_doors(const std::vector<asio::ip::address>& addresses) {
    doors_.clear();
    for (const asio::ip::address& address : addresses) {
        const tcp::endpoint endpoint(address, port_);
        Error error;
        tcp::acceptor acceptor(io_);
        acceptor.open(endpoint.protocol(), error);
        if (!error) {
            acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        }
        if (!error && address.is_v6()) {
            acceptor.set_option(asio::ip::v6_only(true), error);
        }
        if (!error) {
            acceptor.bind(endpoint, error);
        }
        if (!error) {
            acceptor.listen(asio::socket_base::max_listen_connections, error);
        }
        // A machine may be without IPv6; then 127.0.0.1 is all there is.
        const bool has_no_such = error == asio::error::address_family_not_supported ||
                                 error == boost::system::errc::address_not_available;
        if (has_no_such && !doors_.empty()) {
            continue;
        }
        if (error) {
            return error;
        }
        port_ = acceptor.local_endpoint().port();
        doors_.push_back({std::move(acceptor)});
    }
    return {};
}

std::vector<std::string> Server::Listening::addresses() const {
    std::vector<std::string> texts;
    for (const Door& door : doors_) {
        texts.push_back(fmt::format("{}://{}:{}/",
                                    core_->tls ? "https" : "http",
                                    host_of(door.acceptor.local_endpoint().address()),
                                    port_));
    }
    return texts;
}

void Server::Listening::accept(Door& door) {
    auto handler = [self = shared_from_this(), &door, wait = Wait(door)](
                       Error error, tcp::socket socket) mutable {
        wait.end();
        // Without a descriptor for it nobody can be let in; the sweep tries again.
        if (error || self->core_->stopping) {
            return;
        }
        try {
            self->came(std::move(socket));
        } catch (const std::exception&) {
            self->core_->audit.failed("a connection could not be taken");
        }
        self->accept(door);
    };
    door.acceptor.async_accept(std::move(handler));
}

void Server::Listening::came(tcp::socket socket) {
    Error error;
    const tcp::endpoint peer = socket.remote_endpoint(error);
    if (error) {
        return;
    }
    const std::string address = peer.address().to_string();
    if (core_->connections.size() >= core_->limits.connections_max) {
        core_->audit.refused(address, "every connection is taken");
        return;
    }
    auto place = core_->places->take(address);
    if (!place) {
        core_->audit.refused(address, "it has as many connections as it may");
        return;
    }
    // Without these a connection is slower, or holds more of the kernel, and works all the same.
    socket.set_option(tcp::no_delay(true), error);
    socket.set_option(asio::socket_base::send_buffer_size(core_->limits.send_buffer_bytes), error);
    begin_http(core_,
               std::make_unique<Wire>(std::move(socket), core_->tls.get(), std::move(*place)));
}

void Server::Listening::wait_to_sweep() {
    sweep_.expires_after(core_->limits.sweep);
    sweep_.async_wait([self = shared_from_this()](Error error) {
        if (!error) {
            self->sweep();
        }
    });
}

void Server::Listening::sweep() {
    // First, in the memory of the wait that has just ended: so it never fails.
    wait_to_sweep();
    const auto now = Wire::Clock::now();
    looked_at_.assign(core_->connections.begin(), core_->connections.end());
    for (const auto& connection : looked_at_) {
        connection->look(now);
    }
    looked_at_.clear();
    if (core_->stopping && core_->connections.empty()) {
        sweep_.cancel();
    }
    for (Door& door : doors_) {
        if (!door.waits && door.acceptor.is_open()) {
            accept(door);
        }
    }
}

void Server::Listening::stop() {
    core_->stopping = true;
    close_doors();
    looked_at_.assign(core_->connections.begin(), core_->connections.end());
    for (const auto& connection : looked_at_) {
        connection->stop();
    }
    looked_at_.clear();
}

void Server::Listening::leave() {
    core_->stopping = true;
    core_->events = nullptr;
    close_doors();
    sweep_.cancel();
    looked_at_.assign(core_->connections.begin(), core_->connections.end());
    for (const auto& connection : looked_at_) {
        connection->cut();
    }
    looked_at_.clear();
}

void Server::Listening::close_doors() {
    for (Door& door : doors_) {
        Error ignored;
        door.acceptor.close(ignored);
    }
}

Server::Server(asio::io_context& io,
               ServerOptions options,
               std::vector<ServedFile> files,
               ServerEvents& events) {
    auto core = std::make_shared<ServerCore>();
    core->limits = options.limits;
    core->files = by_path(std::move(files));
    core->places = std::make_shared<AddressPlaces>(options.limits.connections_per_address);
    core->events = &events;
    listening_ = std::make_shared<Listening>(io, std::move(options), std::move(core));
}

Server::~Server() {
    listening_->leave();
}

tl::expected<void, ServerFault> Server::start() {
    return listening_->start();
}

std::vector<std::string> Server::addresses() const {
    return listening_->addresses();
}

std::uint16_t Server::port() const {
    return listening_->port();
}

std::size_t Server::clients() const {
    return listening_->core().clients.size();
}

void Server::send_state(ClientId client, SharedBytes state) {
    if (ClientSocket* const socket = listening_->find(client)) {
        socket->send_state(std::move(state));
    }
}

std::size_t Server::bytes_waiting(ClientId client) const {
    const ClientSocket* const socket = listening_->find(client);
    return socket == nullptr ? 0 : socket->bytes_waiting();
}

void Server::send(ClientId client, SharedBytes message) {
    if (ClientSocket* const socket = listening_->find(client)) {
        socket->send(std::move(message));
    }
}

void Server::close(ClientId client, std::string_view reason, CloseCode code) {
    if (ClientSocket* const socket = listening_->find(client)) {
        socket->close(code, reason);
    }
}

void Server::stop() {
    listening_->stop();
}

void run_server(asio::io_context& io) {
    while (true) {
        try {
            io.run();
            return;
        } catch (const std::exception& fault) {
            spdlog::error("a handler failed: {}", fault.what());
        }
    }
}

}  // namespace fcr
