// One connection of a server: first of HTTP, then perhaps of a client.
#pragma once

#include "sim/live/wire.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include <memory>

namespace fcr {

struct ServerCore;

/// Owned by the table of the server's core and by what is pending.
class Connection {
public:
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;

    /// Ends what has taken too long, pings what is due; each sweep.
    virtual void look(Wire::Clock::time_point now) = 0;
    /// The server takes its leave.
    virtual void stop() = 0;
    /// Closes at once.
    virtual void cut() = 0;
};

using UpgradeRequest = boost::beast::http::request<boost::beast::http::empty_body>;

/// Puts a new connection into the table and begins to read requests.
void begin_http(std::shared_ptr<ServerCore> core, std::unique_ptr<Wire> wire);

/// Answers the request to upgrade, which is allowed, and puts the client into the table.
void begin_client(std::shared_ptr<ServerCore> core,
                  std::unique_ptr<Wire> wire,
                  const UpgradeRequest& request);

}  // namespace fcr
