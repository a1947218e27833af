// How the figures of appraisals are written.
import type { AppraisalReport, AppraisedOptionReport } from '../data/messages.ts';
import { kNotMeasured, number_text } from './numbers.ts';

/** "£1,234k", "−£50k": thousands of pounds. */
export function thousands_text(pounds: number | undefined): string {
  if (pounds === undefined) {
    return kNotMeasured;
  }
  return `${pounds < 0 ? '−' : ''}£${number_text(Math.abs(pounds) / 1000, 0)}k`;
}

/** "£1.56m" */
export function millions_text(pounds: number | undefined, digits = 2): string {
  if (pounds === undefined) {
    return kNotMeasured;
  }
  return `${pounds < 0 ? '−' : ''}£${number_text(Math.abs(pounds) / 1e6, digits)}m`;
}

export function option_title(appraisal: AppraisalReport, id: string | undefined): string {
  return appraisal.options?.find((option) => option.id === id)?.title ?? id ?? '';
}

export function is_today(appraisal: AppraisalReport, option: AppraisedOptionReport): boolean {
  return option.id === appraisal.today;
}

/** The years of the appraisal: year 0 is what is paid before the start. */
export function year_names(appraisal: AppraisalReport): string[] {
  return Array.from({ length: (appraisal.years ?? 0) + 1 }, (_, year) => `${year}`);
}
