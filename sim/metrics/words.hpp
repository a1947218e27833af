// Results as a row of whole numbers: to be kept, sent to another process and read back.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace fcr {

/// A value made of 64-bit whole numbers alone, such as a tally.
template <typename T>
concept OfWords = std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T> &&
                      alignof(T) == alignof(std::int64_t) &&
                  sizeof(T) % sizeof(std::int64_t) == 0;

template <OfWords T>
using WordsOf = std::array<std::int64_t, sizeof(T) / sizeof(std::int64_t)>;

/// Takes words, in order. The words mean what the reader reads: there is no mark of type or size
/// but those that `count` writes.
class WordWriter {
public:
    WordWriter() = default;
    WordWriter(const WordWriter&) = delete;
    WordWriter& operator=(const WordWriter&) = delete;
    virtual ~WordWriter() = default;

    void count(std::size_t number) { value(static_cast<std::int64_t>(number)); }

    template <OfWords T>
    void value(const T& value) {
        take(std::bit_cast<WordsOf<T>>(value));
    }

private:
    virtual void take(std::span<const std::int64_t> words) = 0;
};

/// Reads them again, in the same order. What is not there reads as 0 and makes it not `good`; so
/// does a count that differs from the reader's own.
class WordReader {
public:
    explicit WordReader(std::span<const std::int64_t> words) : left_(words) {}

    /// Reads a count, which must be this one.
    void count(std::size_t expected) {
        good_ = next() == static_cast<std::int64_t>(expected) && good_;
    }

    [[nodiscard]] std::int64_t next() {
        std::int64_t word = 0;
        value(word);
        return word;
    }

    template <OfWords T>
    void value(T& value) {
        WordsOf<T> words{};
        if (left_.size() < words.size()) {
            good_ = false;
            value = T{};
            return;
        }
        std::copy_n(left_.begin(), words.size(), words.begin());
        left_ = left_.subspan(words.size());
        value = std::bit_cast<T>(words);
    }

    /// Everything was there so far.
    [[nodiscard]] bool good() const { return good_; }
    /// Everything was there, and nothing is left.
    [[nodiscard]] bool finished() const { return good_ && left_.empty(); }

private:
    std::span<const std::int64_t> left_;
    bool good_ = true;
};

}  // namespace fcr
