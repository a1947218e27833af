#include "sim/statistics/student.hpp"

#include "boost/math/distributions/students_t.hpp"
#include "sim/base/check.hpp"

#include <cmath>

namespace fcr {

double student_quantile(double probability, double degrees) {
    FCR_CHECK(probability > 0.0 && probability < 1.0,
              "a quantile needs a probability inside 0 to 1");
    FCR_CHECK(degrees > 0.0, "an interval needs degrees of freedom");
    return boost::math::quantile(boost::math::students_t(degrees), probability);
}

double two_sided_quantile(double confidence, double degrees) {
    return student_quantile(0.5 + confidence / 2.0, degrees);
}

double two_sided_p_value(double value, double standard_error, double degrees) {
    FCR_CHECK(standard_error >= 0.0, "a standard error is not negative");
    FCR_CHECK(degrees > 0.0, "a p-value needs degrees of freedom");
    if (standard_error == 0.0) {
        return value == 0.0 ? 1.0 : 0.0;
    }
    const boost::math::students_t student(degrees);
    return 2.0 * boost::math::cdf(student, -std::fabs(value / standard_error));
}

}  // namespace fcr
