// How the figures of contracts are written.
import type { ChanceReport, ContractStudyReport, SpreadReport } from '../data/messages.ts';
import { kNotMeasured, number_text } from './numbers.ts';
import type { LineWords } from './summary.ts';

/** "£12,340" */
export function pounds_text(value: number | undefined): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  return `${value < 0 ? '−' : ''}£${number_text(Math.abs(value), 0)}`;
}

/** "£1,200 to £3,400": what one in ten is below and above. */
export function spread_text(spread: SpreadReport | undefined): string | undefined {
  if (spread?.p10 === undefined) {
    return undefined;
  }
  return `${pounds_text(spread.p10)} to ${pounds_text(spread.p90)}`;
}

/** "43% (38 to 48)" */
export function chance_text(chance: ChanceReport | undefined): string {
  if (chance?.percent === undefined) {
    return kNotMeasured;
  }
  return `${number_text(chance.percent)}% (${number_text(chance.low_percent)} to ${number_text(chance.high_percent)})`;
}

/** The sentences of each bid, as the program wrote them. */
export function contract_words(bids: readonly ContractStudyReport[]): LineWords[] {
  return bids.map((bid) => ({ line: bid.name ?? bid.contract_id ?? '', sentences: bid.summary ?? [] }));
}
