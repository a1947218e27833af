// How many connections each address holds.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace fcr {

/// Gives each address so many places and no more.
class AddressPlaces : public std::enable_shared_from_this<AddressPlaces> {
public:
    explicit AddressPlaces(std::size_t places_max) : places_max_(places_max) {}

    /// Held by one connection; free again when it goes.
    class Place {
    public:
        Place(std::shared_ptr<AddressPlaces> places, std::string address)
            : places_(std::move(places)), address_(std::move(address)) {}
        Place(Place&&) noexcept = default;
        Place& operator=(Place&&) = delete;
        ~Place() {
            if (places_ != nullptr) {
                places_->leave(address_);
            }
        }

        [[nodiscard]] const std::string& address() const { return address_; }

    private:
        std::shared_ptr<AddressPlaces> places_;
        std::string address_;
    };

    /// Empty when the address has all its places.
    [[nodiscard]] std::optional<Place> take(const std::string& address) {
        std::size_t& taken = taken_[address];
        if (taken >= places_max_) {
            return std::nullopt;
        }
        ++taken;
        return Place(shared_from_this(), address);
    }

private:
    void leave(const std::string& address) {
        const auto taken = taken_.find(address);
        if (--taken->second == 0) {
            taken_.erase(taken);
        }
    }

    std::size_t places_max_;
    std::map<std::string, std::size_t> taken_;
};

}  // namespace fcr
