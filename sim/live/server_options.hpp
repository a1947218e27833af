// What a server is told: where it listens, whom it trusts, how much it bears.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace fcr {

/// How much a server bears of one client and of all. docs/live.md says what happens at each limit.
struct ServerLimits {
    std::size_t clients_max = 2000;             ///< joined sockets; the next is answered 503
    std::size_t connections_max = 3000;         ///< those and all that have not joined
    std::size_t connections_per_address = 20;   ///< of one peer; the next is closed unanswered
    std::size_t message_bytes_max = 64 * 1024;  ///< that a client may send in one message
    std::uint32_t header_bytes_max = 8 * 1024;  ///< of a request, its first line included
    std::uint32_t fragments_max = 64;           ///< frames that make up one message
    std::uint32_t controls_burst = 20;          ///< pings and pongs at once,
    double controls_per_second = 1.0;           ///< and in the long run
    std::size_t owed_messages_max = 1000;       ///< that must arrive and wait for one client,
    std::size_t owed_bytes_max = 256 * 1024;    ///< and their bytes
    int send_buffer_bytes = 64 * 1024;          ///< asked of the kernel for each connection

    std::chrono::milliseconds handshake{5000};  ///< for TLS to be agreed
    std::chrono::milliseconds header{5000};     ///< for a request to be whole, also the next one
    std::chrono::milliseconds body{10000};      ///< for a message to be whole once begun, and for a
                                                ///< slow reader to take some of an answer
    std::chrono::milliseconds ping{10000};      ///< between pings to a client
    std::chrono::milliseconds gone{25000};      ///< of silence, then a client is gone
    std::chrono::milliseconds farewell{2000};   ///< for a client to take its leave
    std::chrono::milliseconds sweep{200};       ///< between two looks at all of these times
};

struct ServerOptions {
    /// An IP address; empty for 127.0.0.1 and ::1. Any that is not of this machine alone needs a
    /// certificate.
    std::string address;
    std::uint16_t port = 0;  ///< 0 for any that is free
    /// PEM files; both or neither. With them the server speaks TLS alone.
    std::string certificate_file;
    std::string key_file;
    /// Names by which browsers may call the server beside the address it listens on and localhost.
    std::vector<std::string> host_names;
    ServerLimits limits;
};

}  // namespace fcr
