// The events behind the figures of a review, and the figures counted again from them.
import type { ReviewEventsReport, ReviewReport, ReviewRuleReport, ReviewRunReport } from '../data/messages.ts';
import { number_text } from './numbers.ts';

/** Places of a link's target. `line` is the place in a quarter-hour's lines. */
export const place_of = {
  minute: (minute: number) => `minute-${minute}`,
  quarter: (quarter: number, line: number, run: string) => `quarter-${quarter}-${line}-${run}`,
  window: (input: number | undefined, window: string) => `window-${input ?? 0}-${window}`,
  outcome: (id: string | undefined, run: string) => `outcome-${id ?? ''}-${run}`,
  log: (row: number | undefined) => (row ? `log-${row}` : 'log'),
  task: (row: number) => `task-${row + 1}`,
};

export type Result = 'in time' | 'answered later' | 'abandoned' | 'lost' | 'only worked on';

const kResults: readonly Result[] = ['in time', 'answered later', 'abandoned', 'lost', 'only worked on'];

export interface ReviewedCall {
  number: number;
  line: string;
  group: string; // 999, 101 or none
  result: Result;
  at_s: number; // answered or lost, since the start of the exercise
  wait_us: number;
  pool: string | undefined;
  contractor: boolean;
  work_us: number | undefined; // of a contractor's people
  overflow_us: number;
}

/** The calls of a run, in the order in which they counted. */
export function calls_of(events: ReviewEventsReport, run: ReviewRunReport | undefined): ReviewedCall[] {
  const calls = run?.calls ?? {};
  return (calls.number ?? []).map((number, row) => {
    const line = calls.line?.[row] ?? 0;
    const work = calls.work_us?.[row] ?? -1;
    return {
      number,
      line: events.lines?.[line] ?? '',
      group: events.groups?.[line] ?? '',
      result: kResults[calls.result?.[row] ?? 4] ?? 'only worked on',
      at_s: calls.at_s?.[row] ?? 0,
      wait_us: calls.wait_us?.[row] ?? 0,
      pool: events.pools?.[calls.pool?.[row] ?? -1],
      contractor: calls.contractor?.[row] === 1,
      work_us: work < 0 ? undefined : work,
      overflow_us: calls.overflow_us?.[row] ?? 0,
    };
  });
}

export const is_counted = (call: ReviewedCall) => call.result !== 'only worked on';
export const is_answered = (call: ReviewedCall) => call.result === 'in time' || call.result === 'answered later';

/** Calls that count in whole minutes from `from` to before `until`. */
export function in_minutes(calls: readonly ReviewedCall[], from: number, until: number): ReviewedCall[] {
  return calls.filter((call) => is_counted(call) && call.at_s >= 60 * from && call.at_s < 60 * until);
}

export interface CountedAgain {
  offered: number;
  answered: number;
  in_time: number;
  abandoned: number;
  in_time_percent: number | undefined;
  abandoned_percent: number | undefined;
  mean_wait_s: number | undefined;
  in_house: number;
  in_house_in_time_percent: number | undefined;
  contractor: number;
  contractor_in_time_percent: number | undefined;
}

/** Counts calls as the figures of a quarter-hour do. */
export function count_again(calls: readonly ReviewedCall[]): CountedAgain {
  const counted = calls.filter(is_counted);
  const answered = counted.filter(is_answered);
  const of_contractor = answered.filter((call) => call.contractor);
  const own = answered.filter((call) => !call.contractor);
  const share = (part: number, whole: number) => (whole === 0 ? undefined : (100 * part) / whole);
  const in_time = (some: readonly ReviewedCall[]) => some.filter((call) => call.result === 'in time').length;
  const abandoned = counted.filter((call) => call.result === 'abandoned').length;
  const waited = answered.reduce((sum, call) => sum + call.wait_us, 0);
  return {
    offered: counted.length,
    answered: answered.length,
    in_time: in_time(answered),
    abandoned,
    in_time_percent: share(in_time(answered), counted.length),
    abandoned_percent: share(abandoned, counted.length),
    mean_wait_s: answered.length === 0 ? undefined : waited / answered.length / 1e6,
    in_house: own.length,
    in_house_in_time_percent: share(in_time(own), own.length),
    contractor: of_contractor.length,
    contractor_in_time_percent: share(in_time(of_contractor), of_contractor.length),
  };
}

/** "12 offered, 11 answered (10 in time), 1 abandoned; 83.3 % in time; mean wait 4.2 s" */
export function counted_words(counted: CountedAgain): string {
  if (counted.offered === 0) {
    return 'No call.';
  }
  const percent = (value: number | undefined) => `${number_text(value)} %`;
  const by = counted.contractor > 0 ? ` By own people ${counted.in_house} (${percent(counted.in_house_in_time_percent)} in time), by a contractor ${counted.contractor} (${percent(counted.contractor_in_time_percent)}).` : '';
  const wait = counted.answered > 0 ? `; mean wait of the answered ${number_text(counted.mean_wait_s)} s` : '';
  return `${counted.offered} offered: ${counted.answered} answered, ${counted.in_time} of them in time (${percent(counted.in_time_percent)} of offered), ${counted.abandoned} abandoned (${percent(counted.abandoned_percent)})${wait}.${by}`;
}

/** Time of day of a moment so many seconds after "09:00". */
export function clock_words(from: string | undefined, at_s: number): string {
  const [hours = 0, minutes = 0] = (from ?? '').split(':').map(Number);
  const day = 86_400;
  const second = ((Math.floor(hours * 3600 + minutes * 60 + at_s) % day) + day) % day;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(second / 3600)}:${two((second / 60) % 60)}:${two(second % 60)}`;
}

/** "answered in 2.8 s" */
export function result_words(call: ReviewedCall): string {
  const wait = `${number_text(call.wait_us / 1e6)} s`;
  switch (call.result) {
    case 'in time':
      return `answered after ${wait}`;
    case 'answered later':
      return `answered late, after ${wait}`;
    case 'abandoned':
      return `given up after ${wait}`;
    case 'lost':
      return 'not let through';
    default:
      return 'answered before';
  }
}

/** The rules of a kind of table with what they say in braces filled in. */
export function filled_rules(review: ReviewReport, table: string, figures: readonly string[] | undefined, given: Record<string, string | number>): ReviewRuleReport[] {
  const fill = (text: string | undefined) => (text ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(given[name] ?? `{${name}}`));
  return (review.rules ?? [])
    .filter((rule) => rule.table === table && (figures === undefined || figures.includes(rule.figure ?? '')))
    .map((rule) => ({ ...rule, rows: fill(rule.rows), count: fill(rule.count) }));
}
