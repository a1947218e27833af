// Percentages of the wall. Of fewer than ten calls there is no percentage: "7 of 9".
import type { LiveRatio } from '../wire/fcr/v1/live_pb.ts';

export const kCallsToJudge = 10;

export interface RatioText {
  main: string; // "88.4%" or "7 of 9", or a dash: nothing to count
  beside: string; // "61 of 69"; empty where main says it
}

/** Rounded towards worse is not needed: one digit after the point, as in reports. */
export function ratio_text(ratio: LiveRatio | undefined, of_word: (n: string, of: string) => string): RatioText {
  const n = Number(ratio?.numerator ?? 0n);
  const of = Number(ratio?.denominator ?? 0n);
  if (of === 0) {
    return { main: '–', beside: '' };
  }
  const counts = of_word(n.toLocaleString('en-GB'), of.toLocaleString('en-GB'));
  return of < kCallsToJudge ? { main: counts, beside: '' } : { main: percent_text(ratio), beside: counts };
}

/** "88.4%"; never 100% or 0% unless it is exactly that. A dash: nothing to count. */
export function percent_text(ratio: LiveRatio | undefined): string {
  const n = Number(ratio?.numerator ?? 0n);
  const of = Number(ratio?.denominator ?? 0n);
  if (of === 0) {
    return '–';
  }
  if (n === of || n === 0) {
    return n === 0 ? '0%' : '100%';
  }
  return `${Math.min(99.9, Math.max(0.1, (100 * n) / of)).toFixed(1)}%`;
}

/** "84%" of 84.9%: part points are left out, so that 85% is shown from 85% on. A dash: nothing to count. */
export function whole_percent_text(ratio: LiveRatio | undefined): string {
  const of = Number(ratio?.denominator ?? 0n);
  return of === 0 ? '–' : `${Math.floor((100 * Number(ratio?.numerator ?? 0n)) / of)}%`;
}

/** A count; none is 0. */
export const count_text = (value: number | undefined) => (value ?? 0).toLocaleString('en-GB');
