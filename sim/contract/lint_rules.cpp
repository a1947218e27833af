// The thirty rules of lint in words. Grounds and figures are those of contracts.md.
#include "sim/contract/lint.hpp"

#include <algorithm>
#include <array>

namespace fcr {

namespace {

constexpr std::array<LintRule, 30> kRules{{
    {.number = 1,
     .when = "the formula is F1 and there is no abandonment KPI",
     .why = "Calls that gave up are left out of the sum, so the worse the queue, the fewer calls "
            "are judged. One month of calls reads 86.0 % by F1 and 81.1 % of all offered.",
     .wording = "\"Answered in time\" means calls answered within the threshold divided by all "
                "calls offered; a call that is abandoned is not answered in time.",
     .fields = "formula: F2_OFFERED, or beside it a KPI of type ABANDONMENT for the same line"},
    {.number = 2,
     .when = "the formula is F7, or another that can exceed 100 %",
     .why = "Abandoned calls are added above the line and taken away below it. Ten answered and "
            "fifty abandoned calls give 600 %: the worse the service, the better the figure.",
     .wording = "The measure is calls answered within the threshold divided by all calls offered, "
                "and cannot exceed 100 %.",
     .fields = "formula: F2_OFFERED"},
    {.number = 3,
     .when = "threshold, comparator or clock start is unstated",
     .why = "The same calls pass from one start and fail from another: 100 % in 10 s from the "
            "switch is 60 % from the operator's connection. A call at exactly the threshold counts "
            "by one comparator and not by the other.",
     .wording = "Time runs from when the call enters the queue for a person until a person "
                "answers; a call answered at exactly the threshold is answered in time.",
     .fields = "clock, threshold_s and comparator in the KPI"},
    {.number = 4,
     .when = "only the supplier's switch supplies the clock",
     .why = "The times that decide what the supplier is paid are the supplier's own, and nobody "
            "else has a second copy. Records were altered under such terms and bonuses were paid.",
     .wording = "Times are taken from the Authority's telephony platform; where that is not "
                "possible the Supplier sends its raw call records daily and unchanged.",
     .fields = "monitoring { clock_owner: THE_FORCE }"},
    {.number = 5,
     .when = "every KPI is pooled over a month and none looks at intervals or days",
     .why = "A pooled month passes while the busiest hours fail: 80 of 87 late calls can lie in "
            "one peak of a month that reads 91.3 %. Quiet nights pay for bad evenings.",
     .wording = "In at least 85 % of half hours of the Service Period the target is met.",
     .fields = "a KPI with aggregator: SHARE_OF_INTERVALS interval_min: 30 target_bp: 8500"},
    {.number = 6,
     .when = "the short-abandon limit is at or above the threshold",
     .why = "Nobody who gives up within the target's own time counts against the supplier, so "
            "abandonment as such stops counting.",
     .wording = "A call abandoned within 5 seconds is a short abandonment; all others count as "
                "offered.",
     .fields = "formula: F5_EXCL_SHORT short_abandon_s: 5 on 101, 0 on 999; or F2_OFFERED"},
    {.number = 7,
     .when = "test calls count, or only the supplier flags them",
     .why = "Calls made in quiet hours are all answered in time: 349 of them in a month of 6,741 "
            "lift 91.6 % to 92.0 % and turn a miss into a pass.",
     .wording = "Test calls are flagged by the Authority before they are made and excluded from "
                "every measure; their number is reported.",
     .fields = "test_calls: EXCLUDE_FLAGGED and monitoring { test_flags: THE_FORCE }"},
    {.number = 8,
     .when = "no percentile or longest-wait KPI guards late callers",
     .why = "A call that is already late cannot hurt the percentage any more, so it pays to leave "
            "it and serve callers who are still in time. The percentage rises and the longest wait "
            "grows.",
     .wording =
         "The 99th percentile of waits does not exceed five times the threshold; the longest "
         "wait is reported. (A percentile within the share that is in time says nothing of "
         "the late.)",
     .fields = "a KPI of type PERCENTILE p_bp: 9900 with target_s five times threshold_s"},
    {.number = 9,
     .when = "bands leave a gap or overlap",
     .why = "A result between two bands has no points, or two numbers of them, and is argued over "
            "when it happens.",
     .wording = "A result at or above a band's lower limit and below that of the better band falls "
                "into the band; the first limit is the target.",
     .fields = "from_bp of the first band equal to target_bp, none in the last; until_bp one step "
               "of the rounding from the next band, or left out"},
    {.number = 10,
     .when = "rounding is unstated",
     .why = "98.95 % is a pass when bands are on the rounded figure and a failure on the exact "
            "one.",
     .wording = "Results are rounded half up to one decimal place before they are compared with "
                "the bands.",
     .fields = "decimals: 1 and band_on: ROUNDED"},
    {.number = 11,
     .when = "credits are the sole remedy",
     .why = "However bad the service, the authority can neither demand a plan nor withhold charges "
            "nor leave. A supplier at the cap has nothing more to lose.",
     .wording = "Service Credits are a price adjustment and without prejudice to any other right "
                "or remedy of the Authority.",
     .fields = "ladder { credits_sole_remedy: false }"},
    {.number = 12,
     .needs_run = true,
     .when = "the cap is below a quarter of the yearly cost of meeting the target",
     .why = "The most that failing can cost is a fraction of what meeting the target would. The "
            "rational choice is to fail and pay.",
     .wording = "Service Credits of a contract year are limited to [a share that is at least the "
                "yearly cost of the staff whom the targets need] of the charges.",
     .fields = "a higher caps.service_credit_bp, or none"},
    {.number = 13,
     .when = "there is no repeat multiplier",
     .why = "The sixth miss in a row costs no more than the first, so a lasting shortfall is "
            "cheaper than mending it.",
     .wording = "Where a KPI also failed in the preceding measurement period, its points are "
                "doubled.",
     .fields = "scoring { repeat_multiplier: 2 } with POINTS or RATCHET"},
    {.number = 14,
     .when = "bedding-in lasts more than six months, or covers 999",
     .why = "The first months are when a new service fails most; a holiday from credits in them "
            "is a holiday when they matter. Emergency callers have no bedding-in.",
     .wording = "For the first three months points are halved; this does not apply to 999.",
     .fields = "bedding_in { months: 3 points_factor_bp: 5000 kpis: [those of 101] }"},
    {.number = 15,
     .when = "volume relief excuses the whole period",
     .why = "One busy week excuses the month with all of its quiet days. Interval scope takes out "
            "only what was over the forecast.",
     .wording = "Half hours in which offered calls exceed the forecast by more than 10 % are left "
                "out of the measure; all others count.",
     .fields = "relief { cause: VOLUME_OVER scope: INTERVAL }, or EXCESS_ONLY"},
    {.number = 16,
     .when = "the volume forecast is the supplier's, or is not locked",
     .why = "Relief and commitments are measured from the forecast. Who may write it low, or "
            "change it late, decides when they apply.",
     .wording = "The Authority issues the forecast 30 days before each Service Period and it is "
                "not changed after that.",
     .fields = "forecast { issued_by: THE_FORCE locked: true }"},
    {.number = 17,
     .when = "a strike of the supplier's own staff or its own subcontractor gives relief",
     .why = "The supplier is excused for what only the supplier can prevent, in the weeks when "
            "callers are worst served.",
     .wording = "Industrial action by, or failure of, the Supplier's own staff or subcontractors "
                "is not a relief event.",
     .fields = "no relief with cause STRIKE_OWN_STAFF or OWN_SUBCONTRACTOR"},
    {.number = 18,
     .needs_run = true,
     .when = "the minimum commitment exceeds the 10th percentile of simulated volume",
     .why = "In more than one period of ten the authority pays for calls that nobody made.",
     .wording = "The minimum commitment is [a share that the volume falls below once in ten] of "
                "the forecast, trued up yearly.",
     .fields = "a lower commit.share_bp, and true_up: YEARLY"},
    {.number = 19,
     .when = "tiers price all units",
     .why = "One more call moves the whole bill to the cheaper tier: 20,000 calls cost 130,000 "
            "pounds, 20,001 cost 116,005.80. Who is near a step steers volume by it.",
     .wording = "Each tier's price applies to the calls within that tier only.",
     .fields = "per_call { tiers: MARGINAL }"},
    {.number = 20,
     .when = "the dead band is a cliff",
     .why = "One call outside the band is charged with the whole distance from the baseline: "
            "46,000 calls cost 219,200 pounds instead of 206,400.",
     .wording = "Additional and reduced charges apply to calls beyond the edge of the dead band "
                "only.",
     .fields = "anchored { variant: EDGE }"},
    {.number = 21,
     .when = "the hours of an FTE are undefined",
     .why = "The same promise of staff is a fifth less work with an FTE of 1,537 hours than with "
            "one of 1,931.",
     .wording = "One FTE is 1,931 paid and 1,313 productive hours a year; productive means logged "
                "in and available to take calls.",
     .fields = "fte { paid_hours: 1931 productive_hours: 1313 }"},
    {.number = 22,
     .when = "a pool KPI stands on a shared queue and abandoned calls are attributed to nobody",
     .why =
         "In a shared queue an abandoned call was at no pool. Without a rule a pool's KPI cannot "
         "be measured as written.",
     .wording = "A call abandoned in a shared queue counts for the pool to which it was last "
                "presented.",
     .fields = "scope { shared_queue: true abandon_attribution: LAST_PRESENTED }"},
    {.number = 23,
     .needs_run = true,
     .when = "the sample is too small: half of the 95 % interval exceeds the minor band",
     .why = "Chance alone moves the figure from met past the minor band. Points then say little of "
            "the service.",
     .wording = "The KPI is measured over a quarter where fewer than [n] calls are offered in a "
                "month.",
     .fields = "period: QUARTER, roll_small: true with min_sample, or a wider minor band"},
    {.number = 24,
     .needs_run = true,
     .when = "the target is missed at bid staffing in 95 % of months or more",
     .why = "The supplier has priced a service that it cannot give: credits every month, then "
            "renegotiation or an early end.",
     .wording = "The Supplier shows by simulation on the Authority's call data that the staffing "
                "it has priced meets the target in 95 % of months.",
     .fields = "another target, or a bid with more staff"},
    {.number = 25,
     .when = "a contract above 5 million pounds has fewer than three KPIs",
     .why = "The Procurement Act 2023 asks for at least three, with a rating published every year, "
            "unless they would be unsuitable.",
     .wording = "At least three KPIs are set and their ratings published each year.",
     .fields = "more kpis, with publish: true"},
    {.number = 26,
     .when = "there is no exit plan, no break date, or more than 12 months' notice",
     .why = "A service that cannot be left in time cannot be improved by threatening to leave. "
            "A force took its control room back seventeen months early.",
     .wording = "The Supplier keeps an exit plan up to date; the Authority may end the contract on "
                "[dates] with 12 months' notice.",
     .fields = "exit { plan_gbp }, term { break_dates notice_months: 12 }"},
    {.number = 27,
     .when = "staffing relies on more zero-hours work than the limit, after 2027",
     .why = "From 2027 guaranteed hours have to be offered and cancelled shifts paid (Employment "
            "Rights Act 2025): a price built on free flexibility will not hold.",
     .wording =
         "No more than [limit] of hours are worked without guaranteed hours, and the cost of "
         "the law in force is the Supplier's.",
     .fields =
         "people { zero_hours_bp } at or above people.zero_hours_bid_bp, and a bid with less"},
    {.number = 28,
     .when = "the supplier reports and there is no audit right",
     .why = "Reported figures cannot be checked: 252 records were changed in six months under one "
            "contract, and a measure shown as 100 % was 75 %.",
     .wording = "The Authority may at any time audit call records and recordings, and re-measures "
                "a sample of 2 % of calls each month.",
     .fields = "monitoring { audit_right: true audit_bp: 200 }"},
    {.number = 29,
     .when = "999 and 101 are pooled in one KPI",
     .why = "Each can be bought with the other: good 101 nights hide bad 999 evenings, and the "
            "other way round.",
     .wording = "999 and 101 are measured and reported apart.",
     .fields = "line: in each KPI, one KPI for each line"},
    {.number = 30,
     .when = "indexation is uncapped, or moves the whole price and not its labour share",
     .why =
         "Wages are some four fifths of the price. Indexing the rest pays for costs that did not "
         "rise, every year on top of the last.",
     .wording = "Once a year 80 % of the charges, their labour share, change with the index, by at "
                "most 5 %.",
     .fields = "indexation { share_bp: 8000 labour_only: true cap_bp: 500 }"},
}};

static_assert(std::ranges::all_of(kRules, [](const LintRule& rule) {
    return rule.number == &rule - kRules.data() + 1;
}));

}  // namespace

std::span<const LintRule> lint_rules() {
    return kRules;
}

}  // namespace fcr
