#include "sim/control_room/spans.hpp"

namespace fcr {

double value_of(const Distribution& law, const Draw& draw) {
    return law.sample(draw.duplicate());
}

ValuePair values_of(const Distribution& first,
                    const Draw& first_draw,
                    const Distribution& second,
                    const Draw& second_draw) {
    return Distribution::sample_pair(
        first, first_draw.duplicate(), second, second_draw.duplicate());
}

Duration span_of(const Distribution& law, const Draw& draw) {
    return duration_from_seconds(law.sample(draw.duplicate()));
}

}  // namespace fcr
