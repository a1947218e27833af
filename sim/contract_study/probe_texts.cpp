#include "sim/contract_study/probes.hpp"

namespace fcr {

const std::array<ProbeText, kProbes>& probe_texts() {
    static constexpr std::array<ProbeText, kProbes> kTexts{{
        {1,
         "Synthetic calls in quiet minutes",
         "Lincolnshire 2015",
         "share of calls from internal numbers; calls under 20 s; volume against the national "
         "operator's count"},
        {2, "The friendlier clock", "Humberside, Surrey, Cleveland", "print both clocks"},
        {3,
         "Announcement outside the clock",
         "Kent: a message of 90 s, the wait counted after it",
         "a clock from the caller's arrival to the answer"},
        {4,
         "A fast thin front desk, and a second queue behind it",
         "Devon and Cornwall, Avon and Somerset",
         "the wait from end to end"},
        {5,
         "Short or early abandonments dropped",
         "Avon and Somerset counts after 1 min, West Midlands over 10 s",
         "print abandonment at every threshold"},
        {6, "Call-backs netted off abandonment", "Surrey: 17.3 to 14.3 %", "print gross and net"},
        {7,
         "The menu changes the denominator",
         "Police Scotland, option 4",
         "base every share on all calls presented"},
        {8, "101 robbed to pay 999", "national", "both lines on one page"},
        {9,
         "Hurried calls and skipped questions",
         "Scotland 2015",
         "a quality sample; repeat contacts within 24 h"},
        {10,
         "Grades by what is free",
         "Scotland 2015; backlogs in 2018",
         "correlate the mix of grades with load"},
        {11,
         "The attendance clock started late",
         "Suffolk's dispatch clock; arrivals stamped 00:00 in Cleveland",
         "audit the stamps from incident to arrival"},
        {12,
         "The own target lengthened",
         "five forces since 2010; Bedfordshire from 10 to 15 min",
         "a fixed reference standard"},
        {13,
         "The mean hides the tail, the month hides Friday night",
         "all",
         "median, 90th and 95th percentile, longest wait, worst hour"},
        {14,
         "Averages of intervals, rounding at the threshold",
         "inferred, model.md 6.2",
         "weigh by calls; print both"},
        {15,
         "Status codes that can be read two ways",
         "Northumbria's DR code",
         "an audit of a sample of codes"},
        {16,
         "Hard calls diverted before the threshold",
         "overflow 2010-13",
         "count transfers as failures"},
    }};
    return kTexts;
}

std::optional<std::size_t> probed_kpi(const ContractTerms& terms) {
    for (std::size_t row = 0; row < terms.kpis.size(); ++row) {
        if (terms.kpis[row].counting.type == KpiType::ServiceLevel) {
            return row;
        }
    }
    return std::nullopt;
}

}  // namespace fcr
