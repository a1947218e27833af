// The server of a live exercise: pages over HTTP, messages over WebSocket. It knows no exercise.
#pragma once

#include "sim/live/server_options.hpp"
#include "tl/expected.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace fcr {

/// One joined socket; never used again in the life of a server.
using ClientId = std::uint64_t;

/// The bytes of a message, shared by all clients that get it.
using SharedBytes = std::shared_ptr<const std::string>;

/// Where browsers open their socket.
inline constexpr std::string_view kSocketPath = "/live";

/// Under which paths a server asks its owner for bytes: this and an id of [A-Za-z0-9_-]{1,64}.
inline constexpr std::string_view kDownloadPath = "/download/";

/// Why a client is closed, as RFC 6455 7.4.1 and its registry number it.
enum class CloseCode : std::uint16_t {
    Normal = 1000,
    GoingAway = 1001,
    WrongKind = 1003,
    BadData = 1007,
    Policy = 1008,
    TooBig = 1009,
    InternalError = 1011,
    TryLater = 1013,
};

/// A page or another file, which is served under this very path and no other. No file is opened for
/// a request.
struct ServedFile {
    std::string path;            ///< such as /wallboard; / is the first page
    std::string content_type;    ///< text has its charset: text/html; charset=utf-8
    std::string_view bytes;      ///< outlive the server
    bool never_changes = false;  ///< its path has a hash of its bytes, so browsers may keep it
};

/// Bytes that a person saves.
struct Download {
    std::string file_name;  ///< of [A-Za-z0-9._-] alone
    std::string content_type;
    SharedBytes bytes;
};

/// What befalls a server; its owner's part. All are called from the event loop, one at a time; none
/// of them is called inside a call of the owner's. An exception of client_said closes that client
/// alone.
class ServerEvents {
public:
    ServerEvents() = default;
    ServerEvents(const ServerEvents&) = delete;
    ServerEvents& operator=(const ServerEvents&) = delete;
    virtual ~ServerEvents() = default;

    /// A socket is open; nobody knows yet whose it is.
    virtual void client_opened(ClientId client, const std::string& address) = 0;
    /// A whole binary message, at most message_bytes_max long.
    virtual void client_said(ClientId client, std::string_view bytes) = 0;
    /// Once for each opened client, also for one that the owner closed; nothing of it comes after.
    virtual void client_closed(ClientId client, std::string_view why) = 0;
    /// What is behind an id, which nobody but who was given it can know; empty for 404.
    virtual std::optional<Download> download(std::string_view id) = 0;
};

/// Why a server does not start.
struct ServerFault {
    enum class Kind : std::uint8_t {
        Unsafe,          ///< others could listen in or call it: refused for safety
        BadCertificate,  ///< the files are no certificate and its key
        BadOptions,      ///< no address, no host name
        Unavailable,     ///< the address or port cannot be had
    };
    Kind kind;
    std::string message;  ///< for a person
};

/// Serves from one io_context that one thread runs; not thread-safe. The io_context, the events and
/// the bytes of the files outlive it.
class Server {
public:
    Server(boost::asio::io_context& io,
           ServerOptions options,
           std::vector<ServedFile> files,
           ServerEvents& events);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    /// Cuts what is still open; tells no event.
    ~Server();

    /// Listens; from here on events come. Once.
    [[nodiscard]] tl::expected<void, ServerFault> start();

    /// What to open in a browser, such as http://127.0.0.1:8080/.
    [[nodiscard]] std::vector<std::string> addresses() const;
    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::size_t clients() const;

    /// Sends how things are now. A client that is slower than its states gets the newest alone:
    /// one is on its way and one waits. Nothing happens for a client that is closed.
    void send_state(ClientId client, SharedBytes state);

    /// Sends what must arrive, in this order, before any state that waits. A client for which more
    /// waits than the limits is closed. Nothing happens for a client that is closed.
    void send(ClientId client, SharedBytes message);

    /// Of what must arrive: what waits for this client; 0 of one that is closed.
    [[nodiscard]] std::size_t bytes_waiting(ClientId client) const;

    /// Sends what must still arrive, then closes with this reason (its first 123 bytes). Nothing
    /// the client says from now on is told.
    void close(ClientId client, std::string_view reason, CloseCode code = CloseCode::Policy);

    /// Takes nobody more and closes everybody; events come until all are gone.
    void stop();

private:
    class Listening;
    std::shared_ptr<Listening> listening_;  ///< held by what it waits for, too
};

/// Runs the loop until there is nothing left to do. What a handler throws costs the session whose
/// handler it was, which is found silent later, and not the loop.
void run_server(boost::asio::io_context& io);

}  // namespace fcr
