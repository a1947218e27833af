// What has happened, entry by entry, for browsers that join late or come back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace fcr {

/// Entries numbered from 1, each a serialised v1::FeedEntry. Grows for the length of an exercise.
class Feed {
public:
    /// A browser that has missed much is told at most this much in one frame.
    static constexpr std::size_t kFrameBytesMax = 48 * 1024;

    /// Takes an entry without its number and gives it the next one.
    void add(std::string entry);

    /// The number of the last entry; 0: there is none.
    [[nodiscard]] std::uint64_t through() const { return entries_.size(); }

    /// The next entries after `have`, and the number of the last of them.
    struct Frame {
        std::string bytes;  ///< a serialised v1::ServerMessage
        std::uint64_t through = 0;
    };
    /// As many as there are up to `through` and fit, at least one if there is one. `snapshot`: it
    /// begins anew.
    [[nodiscard]] Frame frame(std::uint64_t have,
                              std::uint64_t through,
                              bool snapshot,
                              std::uint64_t branch) const;

private:
    std::vector<std::string> entries_;
};

}  // namespace fcr
