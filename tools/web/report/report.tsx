// The frame of every kind of report: what it is, its contents, its parts.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { SectionEntry } from '../components/section.tsx';
import { Contents, Sections } from '../components/section.tsx';
import { ThemeSwitch } from '../components/theme_switch.tsx';
import { Told } from '../components/told.tsx';
import type { ReportPage } from '../data/messages.ts';
import { origin_words } from '../words/origin.ts';
import { agreement_sections } from './agreement.tsx';
import { appraisal_sections } from './appraisal.tsx';
import { comparison_sections } from './comparison.tsx';
import { contract_sections } from './contract.tsx';
import { fit_sections } from './fit.tsx';
import { glossary_section, provenance_sections } from './provenance.tsx';
import { review_sections } from './review.tsx';
import { run_sections } from './run.tsx';
import { sweep_sections } from './sweep.tsx';

const kKinds: Record<string, string> = { RUN: 'Simulation run', COMPARISON: 'Comparison of scenarios', SWEEP: 'Sweep', CONTRACT: 'Contract, simulated', APPRAISAL: 'Options appraised', FIT: 'Fitted against observed', AGREEMENT: 'Observed against simulated', REVIEW: 'Exercise, reviewed' };

export function Report(props: { page: ReportPage }) {
  const { page } = props;
  const kind = kKinds[page.kind ?? ''] ?? '';
  const title = page.title ?? page.run?.run?.title ?? 'Report';
  const entries: SectionEntry[] = [
    ...sections_of(page),
    glossary_section(page),
    ...provenance_sections(page),
  ];
  useEffect(() => {
    document.title = `${title} – ${kind} – fcrsim`;
  }, [title, kind]);
  return (
    <Frame real={page.kind === 'FIT' || page.kind === 'AGREEMENT'}>
      <div class="fcr-heading">
        <span class="govuk-caption-l">{kind}</span>
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="fcr-origin">{origin_words(page)}</p>
      </div>
      <div class="fcr-columns">
        <Contents entries={entries} />
        <div class="fcr-body">
          <Notices page={page} />
          <Sections entries={entries} />
        </div>
      </div>
    </Frame>
  );
}

function sections_of(page: ReportPage): SectionEntry[] {
  switch (page.kind) {
    case 'RUN':
      return run_sections(page);
    case 'COMPARISON':
      return comparison_sections(page);
    case 'CONTRACT':
      return contract_sections(page);
    case 'APPRAISAL':
      return appraisal_sections(page);
    case 'FIT':
      return fit_sections(page);
    case 'AGREEMENT':
      return agreement_sections(page);
    case 'REVIEW':
      return review_sections(page);
    default:
      return sweep_sections(page);
  }
}

/** Why there is nothing to show. */
export function Fault(props: { words: string }) {
  return (
    <Frame>
      <div class="fcr-heading">
        <h1 class="govuk-heading-l">No report to show</h1>
        <p class="govuk-body">{props.words}</p>
      </div>
    </Frame>
  );
}

/** `real`: it has figures of recorded calls besides. */
function Frame(props: { real?: boolean; children: ComponentChildren }) {
  return (
    <>
      <a href="#main" class="govuk-skip-link">Skip to main content</a>
      <header class="fcr-header">
        <div class="fcr-width fcr-header__row">
          <span class="fcr-header__name">fcrsim <span>force control room simulator</span></span>
          <div class="fcr-header__tools">
            <button type="button" class="fcr-print" onClick={() => print()}>Print or save as PDF</button>
            <ThemeSwitch />
          </div>
        </div>
      </header>
      <main id="main" class="fcr-width" tabIndex={-1}>{props.children}</main>
      <footer class="fcr-footer">
        <div class="fcr-width">
          {props.real ? 'Made by fcrsim, a simulator. Figures of recorded calls are named as observed; all others are fitted or simulated.' : 'Made by fcrsim, a simulator. Figures are of simulated days, not of real ones.'}
        </div>
      </footer>
    </>
  );
}

/** What to know before trusting the figures. */
function Notices(props: { page: ReportPage }) {
  const { page } = props;
  const warnings = [...(page.warnings ?? []), ...(page.run?.warnings ?? [])];
  return (
    <>
      {page.note ? <p class="fcr-note"><strong>Note.</strong> {page.note}</p> : null}
      {warnings.length > 0 ? (
        <section class="fcr-warnings" aria-label="Warnings">
          <h2 class="govuk-heading-s"><span aria-hidden="true">⚠ </span>Before you trust these figures</h2>
          <ul class="govuk-list govuk-list--bullet">
            {warnings.map((warning, place) => <li key={warning}><Told told={page.review?.limits_told?.[place]} words={warning} /></li>)}
          </ul>
        </section>
      ) : null}
    </>
  );
}
