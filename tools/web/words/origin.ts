// One line on where a report comes from, to stand on the first page of a print.
import type { ReportPage } from '../data/messages.ts';
import { confidence_text, number_text } from './numbers.ts';

/** "config/scenarios/a.txtpb · 100 replications from seed 1 · 95% intervals · fcrsim 0.1.0" */
export function origin_words(page: ReportPage): string {
  const provenance = page.provenance ?? {};
  const run = page.run?.run;
  const replications = run?.replications ?? page.comparison?.replications ?? page.sweep?.replications ?? page.contracts?.[0]?.replications ?? page.appraisal?.replications ?? page.agreement?.replications;
  const seed = run?.seed ?? page.comparison?.seed ?? page.sweep?.seed ?? page.contracts?.[0]?.seed ?? page.agreement?.seed;
  const confidence = run?.confidence ?? page.comparison?.confidence ?? page.sweep?.confidence ?? page.contracts?.[0]?.confidence ?? page.fit?.confidence ?? page.agreement?.confidence;
  const version = provenance.fcrsim_version ?? page.run?.fcrsim_version;
  const each = page.kind === 'RUN' || page.kind === 'AGREEMENT' ? '' : page.kind === 'APPRAISAL' ? ' of each option' : page.kind === 'CONTRACT' ? ' of each bid' : page.kind === 'SWEEP' ? ' of each point' : ' of each scenario';
  const parts = [
    [...new Set((provenance.scenarios ?? []).map((scenario) => scenario.file))].join(', ') + (run?.changes?.length ? ', changed' : ''),
    review_words(page),
    replications === undefined
      ? ''
      : `${number_text(replications, 0)} replication${replications === 1 ? '' : 's'}${each}${seed === undefined ? '' : ` from seed ${seed}`}`,
    confidence === undefined ? '' : `${confidence_text(confidence)} intervals`,
    version === undefined ? '' : `fcrsim ${version}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** "seed 101 · 200 other draws of callers" */
function review_words(page: ReportPage): string {
  const { review } = page;
  return review === undefined ? '' : `seed ${review.seed}${review.draws === undefined ? '' : ` · ${number_text(review.draws.count, 0)} other draws of callers`}`;
}
