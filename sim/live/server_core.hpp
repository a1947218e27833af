// What a server and its connections share.
#pragma once

#include "sim/live/address_places.hpp"
#include "sim/live/allowed_hosts.hpp"
#include "sim/live/audit_log.hpp"
#include "sim/live/connection.hpp"
#include "sim/live/server.hpp"

#include <boost/asio/ssl/context.hpp>

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace fcr {

class ClientSocket;

/// Lives as long as the server or any handler of a connection.
struct ServerCore {
    ServerLimits limits;
    std::map<std::string, ServedFile, std::less<>> files;  ///< by path
    AllowedHosts hosts{{.tls = false, .port = 0, .names = {}}};
    std::unique_ptr<boost::asio::ssl::context> tls;  ///< null for plain HTTP
    AuditLog audit;
    std::shared_ptr<AddressPlaces> places;

    ServerEvents* events = nullptr;  ///< null when the server is gone
    bool stopping = false;
    std::unordered_set<std::shared_ptr<Connection>> connections;
    std::unordered_map<ClientId, std::shared_ptr<ClientSocket>> clients;
    std::size_t clients_taken = 0;  ///< those and what is about to become one
    ClientId next_client = 1;
};

}  // namespace fcr
