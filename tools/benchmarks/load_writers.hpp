// Evaluators of a load test, who write notes and wait until each is durable.
#pragma once

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace fcr {

/// What came of the notes.
struct WriterNotes {
    std::vector<std::uint32_t> written_to_answer;  ///< microseconds
    std::uint64_t refused = 0;                     ///< answered, and not accepted
    std::uint64_t sent_away = 0;  ///< times a seat was closed for more messages than it may send
    std::uint64_t lost = 0;       ///< connections that ended without a word
};

/// One seat each. One thread, that of the io_context.
class LoadWriters {
public:
    LoadWriters(boost::asio::io_context& io, std::uint16_t port, std::string code);
    LoadWriters(const LoadWriters&) = delete;
    LoadWriters& operator=(const LoadWriters&) = delete;
    ~LoadWriters();

    void open(std::size_t seats);
    [[nodiscard]] std::size_t joined() const;  ///< that are in now
    /// All together write so many notes a second from now on; 0: none.
    void write(double per_second);
    /// Since it was cleared.
    [[nodiscard]] WriterNotes& notes();

private:
    class Group;
    std::unique_ptr<Group> group_;
};

}  // namespace fcr
