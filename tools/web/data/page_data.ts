// The data of the page, read from its one marked place, or a sentence saying why there is none.
import type { ReportPage } from './messages.ts';

export const kFormat = 1;

export type PageData = { page: ReportPage } | { fault: string };

/** Reads the text of the marked place. */
export function read_page(text: string): PageData {
  let page: unknown;
  try {
    page = JSON.parse(text);
  } catch {
    return { fault: 'The data inside this file is damaged, so there is nothing to show. Write the report again.' };
  }
  if (page === null || typeof page !== 'object') {
    return { fault: 'This file holds no report yet: it is the empty page into which fcrsim puts one.' };
  }
  return fault_of(page as ReportPage) ?? { page: page as ReportPage };
}

function fault_of(page: ReportPage): PageData | undefined {
  if (page.format !== kFormat) {
    return {
      fault: `This page reads reports of format ${kFormat}; the data inside is of format ${page.format ?? 'unknown'}. Open it with the report page of the fcrsim that wrote it.`,
    };
  }
  const parts: Record<string, unknown> = { RUN: page.run, COMPARISON: page.comparison, SWEEP: page.sweep, CONTRACT: page.contracts, APPRAISAL: page.appraisal, FIT: page.fit, AGREEMENT: page.agreement, REVIEW: page.review };
  const kind: string = page.kind ?? 'unknown';
  if (!(kind in parts)) {
    return { fault: `This page shows runs, comparisons, sweeps, contracts, appraisals, fits, agreements and reviews; the data inside is of kind ${kind}.` };
  }
  if (!parts[kind]) {
    return { fault: `The data inside says that it is a ${kind.toLowerCase()}, but holds none.` };
  }
  return undefined;
}
