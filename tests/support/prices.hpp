// Prices of actions, for tests.
#pragma once

#include "sim/exercise/action.hpp"

namespace fcr::test {

/// Every kind of order costs something.
inline ActionPrices prices_of_all() {
    return {.overflow_minute = Money::pence(95),
            .call_in_hour = Money::pounds(32),
            .over_hour = Money::pounds(40),
            .aid_hour = Money::pounds(150),
            .lost_break = Money::pounds(12),
            .other_site = Money::pounds(2'500)};
}

}  // namespace fcr::test
