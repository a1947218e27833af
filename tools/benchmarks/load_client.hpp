// Wallboards of a load test: sockets that look at an exercise and note when its states came.
#pragma once

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace fcr {

/// What a wall notes about the states that it gets. Microseconds.
struct LoadNotes {
    std::vector<std::uint32_t> state_to_receipt;  ///< from when a state was made: its own wall_us
    /// From events, of which ten are thought to be evenly spread between two states; an event is
    /// seen with the first state that was made after it.
    std::vector<std::uint32_t> event_to_receipt;
    std::uint64_t bytes = 0;
    std::uint64_t lost = 0;  ///< connections that ended by themselves
    // Microseconds: simulated time of the first state and of the last one.
    std::int64_t first_now = 0;
    std::int64_t last_now = 0;
    std::uint32_t connected_max = 0;  ///< as the states tell it

    void clear();
};

/// Opens sockets to one server and reads what comes. One thread, that of the io_context.
class LoadClients {
public:
    LoadClients(boost::asio::io_context& io, std::uint16_t port);
    LoadClients(const LoadClients&) = delete;
    LoadClients& operator=(const LoadClients&) = delete;
    ~LoadClients();

    /// Opens so many more sockets, some at a time; each says hello as a wall.
    void open(std::size_t count);
    /// So many more want in and try again that long after each refusal. They make no notes.
    void press(std::size_t count, std::chrono::milliseconds again);
    [[nodiscard]] std::size_t joined() const;  ///< that have had a state since they were opened
    [[nodiscard]] std::size_t refused() const;
    /// HTTP status of the last refusal; 0 when there was none.
    [[nodiscard]] unsigned refusal_status() const;
    /// How many were refused with 503, were closed unanswered, and had any other answer.
    struct Refusals {
        std::uint64_t full = 0;
        std::uint64_t unanswered = 0;
        std::uint64_t others = 0;
    };
    [[nodiscard]] const Refusals& refusals() const;

    /// The first so many read nothing from now on; those that are left make notes.
    void stop_reading(std::size_t count);
    /// They read again; whose connection is lost opens another.
    void read_again();
    /// Of those that had stopped, how many have had a state that was made since.
    [[nodiscard]] std::size_t resumed() const;

    /// Of all that never stopped.
    [[nodiscard]] LoadNotes& notes();

private:
    class Group;
    std::unique_ptr<Group> group_;
};

}  // namespace fcr
