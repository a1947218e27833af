// The tables of a run: results.json, arranged for reading.
import type { CallFiguresReport, EstimateReport, KpiReport, RunReport, WorkFiguresReport } from '../data/messages.ts';
import { difference_text, estimate_text, half_width_text, value_text } from '../words/numbers.ts';
import type { Cell, Table } from '../words/table.ts';

interface Row {
  head: string;
  of: (figures: CallFiguresReport) => EstimateReport | undefined;
}

const kCallRows: readonly Row[] = [
  { head: 'Offered, calls', of: (f) => f.offered },
  { head: 'Answered, calls', of: (f) => f.answered },
  { head: 'Abandoned, calls', of: (f) => f.abandoned },
  { head: 'Diverted, calls', of: (f) => f.diverted },
  { head: 'Blocked, calls', of: (f) => f.blocked },
  { head: 'Unfinished, calls', of: (f) => f.unfinished },
  { head: 'Answered, % of ended', of: (f) => f.answered_percent },
  { head: 'Abandoned, % of ended', of: (f) => f.abandoned_percent },
  { head: 'Under 10 s, % of answered', of: (f) => f.below_10s_percent },
  { head: '10 s to under 60 s, % of answered', of: (f) => f.from_10s_to_60s_percent },
  { head: '60 s or more, % of answered', of: (f) => f.from_60s_percent },
  { head: 'Mean wait, national clock, s', of: (f) => f.operator_clock?.mean_s },
  { head: 'Median wait, national clock, s', of: (f) => f.operator_clock?.p50_s },
  { head: '90% wait no longer, national clock, s', of: (f) => f.operator_clock?.p90_s },
  { head: 'Mean wait, force clock, s', of: (f) => f.force_clock?.mean_s },
  { head: 'Median wait, force clock, s', of: (f) => f.force_clock?.p50_s },
  { head: '90% wait no longer, force clock, s', of: (f) => f.force_clock?.p90_s },
  { head: '95% wait no longer, force clock, s', of: (f) => f.force_clock?.p95_s },
  { head: '99% wait no longer, force clock, s', of: (f) => f.force_clock?.p99_s },
  { head: 'Longest wait, force clock, s', of: (f) => ({ value: f.longest_wait_s }) },
  { head: 'Mean queue, calls', of: (f) => f.mean_queue },
];

/** Lines across, figures down: so every line stands beside the others. */
export function calls_table(run: RunReport): Table {
  const lines = run.lines ?? [];
  return {
    columns: [
      { head: 'Figure' },
      ...lines.flatMap((line) => [{ head: line.name ?? '', digits: 1 }, { head: `± (${line.name})`, digits: 2 }]),
    ],
    rows: [
      ...kCallRows.map(({ head, of }) => [head, ...lines.flatMap((line) => both(of(line.figures ?? {})))]),
      ['Longest queue, calls', ...lines.flatMap((line) => [whole(line.figures?.longest_queue), undefined])],
    ],
  };
}

function whole(count: number | undefined): Cell {
  return count === undefined ? undefined : String(count); // without decimals
}

function both(estimate: EstimateReport | undefined): Cell[] {
  return [estimate?.value, estimate?.half_width];
}

export function kpi_table(run: RunReport): Table {
  return {
    columns: [{ head: 'Indicator' }, { head: 'Value' }, { head: 'What it counts' }, { head: 'Definition in codes' }],
    rows: (run.kpis ?? []).map((kpi) => [kpi.title || kpi.id, estimate_text(kpi.value, kpi.unit), kpi.definition, kpi.codes]),
  };
}

/** A row for each indicator that --precision named. */
export function precision_table(run: RunReport): Table {
  const wanting = (run.precision ?? []).some((row) => !row.reached);
  return {
    columns: [{ head: 'Indicator' }, { head: 'Asked for' }, { head: 'Came to' }, { head: 'Verdict' }, ...(wanting ? [{ head: 'Replications that would do, about', digits: 0 }] : [])],
    rows: (run.precision ?? []).map((row) => {
      const kpi = run.kpis?.find((candidate) => candidate.id === row.kpi) ?? {};
      const half_width = kpi.value?.half_width;
      const came_to = half_width === undefined ? undefined : `± ${difference_size(half_width, kpi.unit)}`;
      return [kpi.title ?? row.kpi, `± ${difference_size(row.half_width, kpi.unit)}`, came_to, row.reached ? '✓ reached' : '✗ not reached', ...(wanting ? [row.reached ? undefined : row.predicted_replications] : [])];
    }),
  };
}

/** A size in the unit of differences: shares differ by points. */
function difference_size(value: number | undefined, unit: KpiReport['unit']): string {
  return unit === 'PERCENT' ? `${half_width_text(value, 2)} points` : unit === 'SECONDS' ? `${half_width_text(value, 2)} s` : `${half_width_text(value, 2)} calls`;
}

export function published_table(run: RunReport): Table {
  const kpi_of = (id: string | undefined): KpiReport => run.kpis?.find((kpi) => kpi.id === id) ?? {};
  return {
    columns: [
      { head: 'Indicator' },
      { head: 'Simulated' },
      { head: 'Published' },
      { head: 'Difference' },
      { head: 'Tolerance' },
      { head: 'Verdict' },
      { head: 'Source' },
    ],
    rows: (run.published ?? []).map((row) => {
      const kpi = kpi_of(row.kpi);
      const tolerance = row.tolerance === undefined ? undefined : `± ${value_text(row.tolerance, kpi.unit === 'PERCENT' ? undefined : kpi.unit)}${kpi.unit === 'PERCENT' ? ' points' : ''}`;
      const verdict = row.within_tolerance === undefined ? undefined : row.within_tolerance ? '✓ within' : '✗ outside';
      return [kpi.title ?? row.kpi, estimate_text(kpi.value, kpi.unit), value_text(row.value, kpi.unit), difference_text({ value: row.difference }, kpi.unit), tolerance, verdict, row.source];
    }),
  };
}

export function work_table(run: RunReport): Table {
  const rostered = (run.pools ?? []).some((pool) => pool.figures?.roster !== undefined);
  const row = (what: string, name: string | undefined, figures: WorkFiguresReport = {}): Cell[] => [
    `${what} ${name ?? ''}`,
    figures.answered?.value,
    figures.seat_hours?.value,
    ...(rostered ? [figures.roster?.paid_hours?.value] : []),
    figures.occupancy_percent?.value,
    figures.talk_percent?.value,
    figures.wrap_up_percent?.value,
    figures.ringing_percent?.value,
    figures.gap_percent?.value,
    figures.handling_s?.value,
    figures.force_clock?.mean_s?.value,
  ];
  const heads = ['Employer or pool', 'Answered, calls', 'Seat-hours', ...(rostered ? ['Paid hours'] : []), 'Occupancy, %', 'Talk, %', 'Wrap-up, %', 'Ringing, %', 'Gap, %', 'Handling, s', 'Mean wait, s'];
  return {
    columns: heads.map((head) => ({ head, digits: 1 })),
    rows: [
      ...(run.employers ?? []).map((employer) => row(employer.contractor ? 'Contractor' : 'Employer', employer.name, employer.figures)),
      ...(run.pools ?? []).map((pool) => row('Pool', pool.name, pool.figures)),
    ],
  };
}
