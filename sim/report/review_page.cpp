#include "sim/report/review_page.hpp"

#include "proto/fcr/v1/page.pb.h"
#include "proto/fcr/v1/review.pb.h"
#include "sim/report/page.hpp"

namespace fcr {

std::string review_page(const v1::ReviewReport& review,
                        const v1::ReviewEventsReport& events,
                        const PlanTexts& texts) {
    v1::ReportPage page;
    page.set_format(kPageFormat);
    page.set_kind(v1::ReportPage::REVIEW);
    page.set_title(review.title());
    for (const std::string& limit : review.limits()) {
        page.add_warnings(limit);
    }
    *page.mutable_review() = review;
    *page.mutable_review_events() = events;
    v1::ProvenanceReport& provenance = *page.mutable_provenance();
    provenance.set_fcrsim_version(review.fcrsim_version());
    provenance.set_seed(review.seed());
    provenance.set_first_replication(0);
    if (review.has_draws()) {
        provenance.set_replications(static_cast<std::int32_t>(review.draws().count()) + 1);
    }
    v1::ScenarioTextReport& exercise = *provenance.add_scenarios();
    exercise.set_file(texts.exercise_file);
    exercise.set_text(texts.exercise);
    add_scenario(provenance, "its scenario", texts.scenario);
    add_sources(provenance, texts.scenario);
    return page_with(page);
}

}  // namespace fcr
