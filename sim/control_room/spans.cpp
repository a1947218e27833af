#include "sim/control_room/spans.hpp"

namespace fcr {

double value_of(const Distribution& law, const Draw& draw) {
    return law.sample(draw.duplicate());
}

Duration span_of(const Distribution& law, const Draw& draw) {
    return duration_from_seconds(law.sample(draw.duplicate()));
}

}  // namespace fcr
