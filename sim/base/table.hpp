// A table: one value for each id, of a size fixed when it is made.
#pragma once

#include "sim/base/check.hpp"
#include "sim/base/id.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>

namespace fcr {

/// Values by id. Allocates in the constructor only; it cannot grow. Moves, does not copy. A row
/// beyond the end is a bug, checked in debug and sanitizer builds: rows come from ids that the
/// table's owner handed out, and the check would cost a tenth of the hot loop.
template <typename IdType, typename T>
class Table {
public:
    Table() = default;
    explicit Table(std::size_t size) : rows_(std::make_unique<T[]>(size)), size_(size) {}

    [[nodiscard]] T& operator[](IdType id) {
        FCR_DEBUG_CHECK(id.index() < size_, "row beyond the end of a table");
        return rows_[id.index()];
    }
    [[nodiscard]] const T& operator[](IdType id) const {
        FCR_DEBUG_CHECK(id.index() < size_, "row beyond the end of a table");
        return rows_[id.index()];
    }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::span<T> rows() { return {rows_.get(), size_}; }
    [[nodiscard]] std::span<const T> rows() const { return {rows_.get(), size_}; }

    /// Takes the first so many values of another table, which both must have.
    void copy_first(std::size_t rows, const Table& other) {
        FCR_CHECK(rows <= size_ && rows <= other.size_, "rows beyond the end of a table");
        std::copy_n(other.rows_.get(), rows, rows_.get());
    }
    /// Takes all values of another table of the same size.
    void copy_from(const Table& other) {
        FCR_CHECK(size_ == other.size_, "a table is copied into one of its size");
        copy_first(size_, other);
    }

    [[nodiscard]] T* begin() { return rows_.get(); }
    [[nodiscard]] T* end() { return rows_.get() + size_; }
    [[nodiscard]] const T* begin() const { return rows_.get(); }
    [[nodiscard]] const T* end() const { return rows_.get() + size_; }

private:
    std::unique_ptr<T[]> rows_;
    std::size_t size_ = 0;
};

}  // namespace fcr
