// What is said of a scenario beside an extract.
import type { AgreementReport, AgreementRowReport } from '../data/messages.ts';
import { confidence_text, number_text } from './numbers.ts';

const kVerdicts: Record<string, string> = { AGREES: 'agrees', DISAGREES: 'disagrees', CANNOT_TELL: 'cannot tell' };

export function verdict_word(row: AgreementRowReport): string {
  return kVerdicts[row.verdict ?? ''] ?? '';
}

/** With a sign for who cannot see colours. */
export function verdict_mark(row: AgreementRowReport): string {
  const word = verdict_word(row);
  return `${word === 'agrees' ? '✓' : word === 'disagrees' ? '✗' : '?'} ${word}`;
}

/** "answered within 10 s, %" */
export function measure_name(row: AgreementRowReport): string {
  return row.unit && row.unit !== 'calls' ? `${row.measure}, ${row.unit}` : (row.measure ?? '');
}

export function judged(agreement: AgreementReport): number {
  return (agreement.agree ?? 0) + (agreement.disagree ?? 0) + (agreement.cannot_tell ?? 0);
}

/** The headline and what it means, in sentences. */
export function agreement_sentences(agreement: AgreementReport): string[] {
  const all = judged(agreement);
  const sentences = [
    `${agreement.agree ?? 0} of ${all} figures agree: ${number_text(agreement.agree_percent, 0)}%.`,
    `${agreement.disagree ?? 0} ${agreement.disagree === 1 ? 'disagrees' : 'disagree'}; of ${agreement.cannot_tell ?? 0} the days are too few to tell.`,
    `Compared: ${agreement.file} from ${agreement.first_day} to ${agreement.last_day}, ${agreement.held_out ? 'days that the scenario was not fitted from' : 'with days that the scenario was fitted from'}.`,
  ];
  const worst = [...(agreement.rows ?? [])].filter((row) => row.verdict === 'DISAGREES').sort((a, b) => off(b) - off(a))[0];
  return worst ? [...sentences, `Furthest off: ${worst.of}, ${worst.measure}: ${number_text(worst.simulated)} simulated, ${number_text(worst.observed)} observed.`] : sentences;
}

const off = (row: AgreementRowReport) => Math.abs(row.difference ?? 0) / (row.tolerance || 1);

export function rule_words(agreement: AgreementReport): string {
  return `A figure agrees when the 90% interval of its difference (the thick bar) lies within what is tolerated: two one-sided tests of 5%. It disagrees when the interval that holds for all figures at once at ${confidence_text(agreement.confidence)} (the thin bar) lies beyond. Else the days are too few to tell.`;
}
