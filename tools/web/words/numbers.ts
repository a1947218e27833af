// How figures are written. What was not measured is said so, and is never 0.
import type { EstimateReport, Unit } from '../data/messages.ts';

export const kNotMeasured = 'not measured';

export function number_text(value: number | undefined, digits = 1): string {
  if (value === undefined || !Number.isFinite(value)) {
    return kNotMeasured;
  }
  const text = value.toLocaleString('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return (/^-[0.,]*$/.test(text) ? text.slice(1) : text).replace('-', '−');
}

/** Half widths are rounded up, so that an interval is never shown narrower than it is. */
export function half_width_text(value: number | undefined, digits = 1): string {
  if (value === undefined) {
    return '';
  }
  const scale = 10 ** digits;
  return number_text(Math.ceil(Number((value * scale).toPrecision(9))) / scale, digits);
}

export function value_text(value: number | undefined, unit: Unit | undefined, digits = 1): string {
  const text = number_text(value, digits);
  if (text === kNotMeasured) {
    return text;
  }
  return text + unit_mark(unit);
}

function unit_mark(unit: Unit | undefined): string {
  return unit === 'PERCENT' ? '%' : unit === 'SECONDS' ? ' s' : '';
}

/** "88.2% ± 0.5" */
export function estimate_text(estimate: EstimateReport | undefined, unit?: Unit, digits = 1): string {
  const text = value_text(estimate?.value, unit, digits);
  return estimate?.value === undefined || estimate.half_width === undefined
    ? text
    : `${text} ± ${half_width_text(estimate.half_width, digits)}`;
}

/** "+3.1 points ± 0.4": a difference of shares is in percentage points. */
export function difference_text(difference: EstimateReport | undefined, unit?: Unit, digits = 1): string {
  if (difference?.value === undefined) {
    return kNotMeasured;
  }
  const size = number_text(difference.value, digits);
  const sign = difference.value > 0 && !/^[0.,]*$/.test(size) ? '+' : '';
  const mark = unit === 'PERCENT' ? ' points' : unit_mark(unit);
  const width = difference.half_width === undefined ? '' : ` ± ${half_width_text(difference.half_width, digits)}`;
  return `${sign}${size}${mark}${width}`;
}

/** How many of 100, for a sentence; never 0 or 100 unless it is exactly that. */
export function of_hundred(percent: number): string {
  if (percent <= 0) {
    return 'none';
  }
  if (percent >= 100) {
    return 'all';
  }
  if (percent < 0.5) {
    return 'fewer than 1';
  }
  if (percent >= 99.5) {
    return 'more than 99';
  }
  return number_text(percent, 0);
}

/** A time for a sentence: "7.4 seconds", "1 minute 54 seconds", "2 hours 5 minutes". */
export function duration_words(seconds: number): string {
  const count = (amount: number, word: string) => `${amount} ${word}${amount === 1 ? '' : 's'}`;
  if (seconds < 59.95) {
    return `${number_text(seconds)} seconds`;
  }
  const whole = Math.round(seconds);
  const minutes = Math.round(whole / 60);
  const parts =
    whole < 3600
      ? [count(Math.floor(whole / 60), 'minute'), count(whole % 60, 'second')]
      : [count(Math.floor(minutes / 60), 'hour'), count(minutes % 60, 'minute')];
  return parts.filter((part) => !part.startsWith('0 ')).join(' ');
}

/** "95%" of 0.95. */
export function confidence_text(confidence: number | undefined): string {
  return confidence === undefined ? 'confidence' : `${Number((confidence * 100).toPrecision(4))}%`;
}

/** "999, 101 and 111" */
export function list_words(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
