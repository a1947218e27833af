// Pictures over the quarter-hours of the day.
import { useCallback, useMemo } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure } from '../components/figure.tsx';
import type { BandIntervalReport, CallIntervalReport, KpiReport, QuantilesReport, RunDetailReport, RunReport } from '../data/messages.ts';
import { terms_of } from '../words/glossary.ts';
import { number_text } from '../words/numbers.ts';
import type { Table } from '../words/table.ts';
import type { BandRow, BandUnit } from './charts/bands.ts';
import { draw_bands } from './charts/bands.ts';
import type { QuarterSeries } from './charts/by_quarter.ts';
import { draw_by_quarter } from './charts/by_quarter.ts';

interface OfRun {
  run: RunReport;
  detail: RunDetailReport;
}

function starts(run: RunReport): string[] {
  return (run.intervals ?? []).map((interval) => interval.from ?? '');
}

/** Quantiles of a line in the order of the run's quarter-hours; empty without bands. */
function band(run: RunReport, line: string | undefined, of: (row: BandIntervalReport) => QuantilesReport | undefined) {
  const intervals = run.bands?.find((row) => row.line === line)?.intervals ?? [];
  const found = intervals.map(of);
  if (!found.some((row) => row !== undefined)) {
    return { low: [], middle: [], high: [], days: [] };
  }
  const rows = new Map(intervals.map((row, place) => [row.from, found[place]]));
  const column = (name: keyof QuantilesReport) => starts(run).map((from) => rows.get(from)?.[name]);
  return { low: column('p10'), middle: column('p50'), high: column('p90'), days: column('days') };
}

function line_means(run: RunReport, line: string | undefined, of: (row: CallIntervalReport) => number | undefined) {
  return (run.intervals ?? []).map((interval) => {
    const row = interval.lines?.find((candidate) => candidate.name === line);
    return row && of(row);
  });
}

/** The indicator that is the line's service level; without one it is the first national band. */
function level_of(run: RunReport, line: string | undefined): KpiReport | undefined {
  const id = run.bands?.find((row) => row.line === line)?.kpi;
  return run.kpis?.find((row) => row.id === id);
}

function service_rows(run: RunReport): BandRow[] {
  return (run.lines ?? []).map(({ name }) => {
    const kpi = level_of(run, name);
    const mean = kpi
      ? (run.intervals ?? []).map((interval) => interval.kpis?.find((row) => row.id === kpi.id)?.value)
      : line_means(run, name, (row) => row.below_10s_percent);
    return { line: kpi?.title ?? `${name}: under 10 s, of answered`, mean, ...band(run, name, (row) => row.service_level_percent) };
  });
}

function wait_rows(run: RunReport): BandRow[] {
  return (run.lines ?? []).map(({ name }) => ({
    line: `${name}: mean wait, force clock`,
    mean: line_means(run, name, (row) => row.mean_wait_s),
    ...band(run, name, (row) => row.mean_wait_s),
  }));
}

function queue_rows(run: RunReport): BandRow[] {
  return (run.lines ?? []).map(({ name }) => ({
    line: `${name}: queue`,
    mean: line_means(run, name, (row) => row.mean_queue),
    ...band(run, name, (row) => row.mean_queue),
  }));
}

function band_table(run: RunReport, rows: BandRow[], unit: BandUnit): Table {
  const columns = rows.flatMap((row) => [
    { head: `${row.line}, ${unit}` },
    ...(row.low.length > 0 ? [{ head: '10% of days at most' }, { head: 'Half of days at most' }, { head: '90% of days at most' }, { head: 'Days', digits: 0 }] : []),
  ]);
  return {
    columns: [{ head: 'Quarter-hour from' }, ...columns],
    rows: starts(run).map((from, place) => [
      from,
      ...rows.flatMap((row) => [row.mean[place], ...(row.low.length > 0 ? [row.low[place], row.middle[place], row.high[place], row.days[place]] : [])]),
    ]),
  };
}

/** "The lowest is 71.2% at 18:15 ...": the quarter-hour to look at first, of each row. */
function extreme_words(run: RunReport, rows: BandRow[], unit: BandUnit, worst: 'lowest' | 'highest'): string {
  const from = starts(run);
  return rows
    .map((row) => {
      const measured = row.mean.map((value, place) => ({ value, place })).filter((p) => p.value !== undefined) as { value: number; place: number }[];
      if (measured.length === 0) {
        return `${row.line}: not measured.`;
      }
      const best = measured.reduce((a, b) => ((worst === 'lowest' ? b.value < a.value : b.value > a.value) ? b : a));
      return `${row.line}: ${worst} at ${from[best.place]}, ${number_text(best.value, best.value < 1 ? 2 : 1)}${unit === '%' ? unit : ` ${unit}`}.`;
    })
    .join(' ');
}

/** How many days a band is over, and which. */
function days_words(run: RunReport, rows: BandRow[], which: string): string {
  if (!rows.some((row) => row.low.length > 0)) {
    return '';
  }
  const days = Math.ceil((run.run?.measured_h ?? 24) / 24) * (run.run?.replications ?? 0);
  return ` Band: of ${number_text(days, 0)} simulated days, ${which}.`;
}

interface BandFigureProps {
  run: RunReport;
  title: string;
  rows_of: (run: RunReport) => BandRow[];
  unit: BandUnit;
  worst: 'lowest' | 'highest';
  which: string; // days that are in a band
  file: string;
  terms: string[];
}

function BandFigure(props: BandFigureProps) {
  const { run, unit } = props;
  const rows = useMemo(() => props.rows_of(run), [run]);
  const draw = useCallback((canvas: Canvas) => draw_bands(canvas, starts(run), rows, unit), [rows]);
  return (
    <Figure
      title={props.title}
      words={extreme_words(run, rows, unit, props.worst) + days_words(run, rows, props.which)}
      draw={draw}
      table={band_table(run, rows, unit)}
      file={props.file}
      terms={terms_of(props.terms)}
    />
  );
}

export function ServiceFigure(props: { run: RunReport }) {
  return (
    <BandFigure
      run={props.run}
      title="Service level by quarter-hour"
      rows_of={service_rows}
      unit="%"
      worst="lowest"
      which="those on which a call of the quarter-hour counts in the service level"
      file="service_level_by_quarter_hour"
      terms={['service_level', 'line_service_level', 'quarter_hour', 'band']}
    />
  );
}

export function WaitFigure(props: { run: RunReport }) {
  return (
    <BandFigure
      run={props.run}
      title="Mean wait by quarter-hour"
      rows_of={wait_rows}
      unit="s"
      worst="highest"
      which="those on which a call offered in the quarter-hour was answered"
      file="mean_wait_by_quarter_hour"
      terms={['mean_wait', 'force_clock', 'quarter_hour', 'band']}
    />
  );
}

export function QueueFigure(props: { run: RunReport }) {
  return (
    <BandFigure
      run={props.run}
      title="Mean queue by quarter-hour"
      rows_of={queue_rows}
      unit="calls"
      worst="highest"
      which="all of them"
      file="mean_queue_by_quarter_hour"
      terms={['mean_queue', 'quarter_hour', 'band']}
    />
  );
}

function series_table(run: RunReport, rows: QuarterSeries[]): Table {
  return {
    columns: [{ head: 'Quarter-hour from' }, ...rows.map((row) => ({ head: row.name, digits: 2 }))],
    rows: starts(run).map((from, place) => [from, ...rows.map((row) => row.data[place])]),
  };
}

function SeriesFigure(props: { run: RunReport; rows: QuarterSeries[]; title: string; words: string; unit: string; file: string; terms: string[]; axis?: object }) {
  const draw = useCallback((canvas: Canvas) => draw_by_quarter(canvas, starts(props.run), props.rows, props.unit, props.axis), [props.rows]);
  return <Figure title={props.title} words={props.words} draw={draw} table={series_table(props.run, props.rows)} file={props.file} terms={terms_of(props.terms)} />;
}

export function CallsFigure(props: { run: RunReport }) {
  const rows = useMemo(
    () =>
      (props.run.lines ?? []).map(({ name }) => ({
        name: `${name} offered`,
        data: (props.run.intervals ?? []).map((interval) => interval.lines?.find((row) => row.name === name)?.offered),
      })),
    [props.run],
  );
  return <SeriesFigure run={props.run} rows={rows} title="Calls offered by quarter-hour" words="Calls in one quarter-hour, mean over the days." unit="calls" file="calls_by_quarter_hour" terms={['offered', 'quarter_hour']} />;
}

const kQuartersAnHour = 4;

/** Work as areas on top of each other, seats as a line above: where they meet, there is no slack. */
export function DemandFigure(props: OfRun) {
  const { run, detail } = props;
  const rows = useMemo(() => {
    const work = (run.lines ?? []).map(({ name }) => ({
      name: `${name} work offered`,
      stacked: true,
      data: starts(run).map((from) => {
        const hours = detail.demand?.find((row) => row.from === from)?.lines?.find((row) => row.name === name)?.handler_hours;
        return hours === undefined ? undefined : hours * kQuartersAnHour;
      }),
    }));
    const seats = {
      name: 'on duty, all pools',
      steps: true,
      data: (run.intervals ?? []).map((interval) => (interval.employers ?? []).reduce((sum, row) => sum + (row.on_duty ?? 0), 0)),
    };
    const pools = (run.pools ?? []).slice(0, 1).map(({ name }) => ({
      name: `on duty in pool ${name}`,
      steps: true,
      data: (run.intervals ?? []).map((interval) => interval.pools?.find((row) => row.name === name)?.on_duty),
    }));
    return [...(detail.demand?.length ? work : []), seats, ...((run.pools?.length ?? 0) > 1 ? pools : [])];
  }, [run]);
  return (
    <SeriesFigure
      run={run}
      rows={rows}
      title="Seats and the work that callers bring"
      words="Both in handlers: work is what would keep so many handlers busy all the time. Where the work comes near the seats, queues grow."
      unit="handlers"
      file="demand_and_seats"
      terms={['demand', 'on_duty', 'quarter_hour']}
    />
  );
}

export function OccupancyFigure(props: { run: RunReport }) {
  const rows = useMemo(
    () =>
      (props.run.pools ?? []).map(({ name }) => ({
        name: name ?? '',
        data: (props.run.intervals ?? []).map((interval) => interval.pools?.find((row) => row.name === name)?.occupancy_percent),
      })),
    [props.run],
  );
  return <SeriesFigure run={props.run} rows={rows} title="Occupancy by quarter-hour" words="Talk and wrap-up as a share of the time on duty, by pool." unit="%" file="occupancy_by_quarter_hour" terms={['occupancy', 'on_duty']} axis={{ max: 100 }} />;
}
