// How the figures of contracts are written.
import type { ChanceReport, ContractDifferenceReport, ContractStudyReport, EstimateReport, SpreadReport } from '../data/messages.ts';
import { difference_text, half_width_text, kNotMeasured, number_text } from './numbers.ts';
import type { LineWords } from './summary.ts';
import type { Table } from './table.ts';

/** "£12,340" */
export function pounds_text(value: number | undefined): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  return `${value < 0 ? '−' : ''}£${number_text(Math.abs(value), 0)}`;
}

/** "£8.60": a price of a call. */
export function pence_text(spread: SpreadReport | undefined): string | undefined {
  return spread?.mean?.value === undefined ? undefined : `£${number_text(spread.mean.value, 2)}`;
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

/** "+£1,200 ± 300": what a bid has more than another. */
export function pounds_more_text(difference: EstimateReport | undefined): string | undefined {
  if (difference?.value === undefined) {
    return undefined;
  }
  const width = difference.half_width === undefined ? '' : ` ± ${half_width_text(difference.half_width, 0)}`;
  return `${difference.value >= 0.5 ? '+' : ''}${pounds_text(difference.value)}${width}`;
}

/** "−6", "+2", "0": so many more or fewer than bid. */
export function signed_text(count: number | undefined): string | undefined {
  if (count === undefined) {
    return undefined;
  }
  return `${count < 0 ? '−' : count > 0 ? '+' : ''}${number_text(Math.abs(count), 0)}`;
}

/** The figures of which a later bid has more or less than the first. */
export function difference_rows(difference: ContractDifferenceReport): (string | undefined)[][] {
  return [
    ...(difference.kpis ?? []).flatMap((kpi) => [
      [`${kpi.kpi ?? ''} level`, difference_text(kpi.level, kpi.unit, 2)],
      [`${kpi.kpi ?? ''} missed`, difference_text(kpi.missed, 'PERCENT', 2)],
    ]),
    ['Credits a year', pounds_more_text(difference.credits_year)],
    ['Net cost a year', pounds_more_text(difference.net_year)],
  ];
}

/** "24 of 200": replications that were run, of those asked for. */
export function replications_text(bid: ContractStudyReport | undefined): string {
  const run = number_text(bid?.replications, 0);
  return (bid?.replications ?? 0) < (bid?.replications_asked ?? 0) ? `${run} of ${number_text(bid?.replications_asked, 0)}` : run;
}

/** A table whose first column names the bid needs none where there is one bid. */
export function without_lone_bid(bids: readonly ContractStudyReport[], table: Table): Table {
  return bids.length > 1 ? table : { columns: table.columns.slice(1), rows: table.rows.map((row) => row.slice(1)) };
}

/** The sentences of each bid, as the program wrote them. */
export function contract_words(bids: readonly ContractStudyReport[]): LineWords[] {
  return bids.map((bid) => ({ line: bid.name ?? bid.contract_id ?? '', sentences: bid.summary ?? [] }));
}
