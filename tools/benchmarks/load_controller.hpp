// The controller of an exercise under load: starts it and looks on.
#pragma once

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace fcr {

/// Joins with a code. One thread, that of the io_context.
class LoadController {
public:
    LoadController(boost::asio::io_context& io, std::uint16_t port, const std::string& code);
    LoadController(const LoadController&) = delete;
    LoadController& operator=(const LoadController&) = delete;
    ~LoadController();

    /// Opens the lobby, starts and sets the speed; what was wrong with it, or nothing. Blocks.
    [[nodiscard]] std::string start(std::uint32_t speed);

private:
    class Socket;
    std::shared_ptr<Socket> socket_;
};

}  // namespace fcr
