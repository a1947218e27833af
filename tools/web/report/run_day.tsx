// Pictures over the quarter-hours of the day.
import { useCallback, useMemo } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure } from '../components/figure.tsx';
import type { BandIntervalReport, LineBandsReport, QuantilesReport, RunDetailReport, RunReport } from '../data/messages.ts';
import { terms_of } from '../words/glossary.ts';
import type { Table } from '../words/table.ts';
import type { BandRow } from './charts/bands.ts';
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
function band(run: RunReport, bands: LineBandsReport | undefined, of: (row: BandIntervalReport) => QuantilesReport | undefined) {
  if (!bands?.intervals?.length) {
    return { low: [], high: [] };
  }
  const rows = new Map(bands.intervals.map((row) => [row.from, of(row)]));
  return {
    low: starts(run).map((from) => rows.get(from)?.p10),
    high: starts(run).map((from) => rows.get(from)?.p90),
  };
}

function service_rows({ run, detail }: OfRun): BandRow[] {
  return (run.lines ?? []).map(({ name }) => {
    const bands = detail.bands?.find((row) => row.line === name);
    const kpi = run.kpis?.find((row) => row.id === bands?.kpi);
    const mean = (run.intervals ?? []).map((interval) =>
      kpi
        ? interval.kpis?.find((row) => row.id === kpi.id)?.value
        : interval.lines?.find((row) => row.name === name)?.below_10s_percent,
    );
    return { line: kpi?.title ?? `${name}: under 10 s, of answered`, mean, ...band(run, bands, (row) => row.service_level_percent) };
  });
}

function wait_rows({ run, detail }: OfRun): BandRow[] {
  return (run.lines ?? []).map(({ name }) => ({
    line: `${name}: mean wait, force clock`,
    mean: (run.intervals ?? []).map((interval) => interval.lines?.find((row) => row.name === name)?.mean_wait_s),
    ...band(run, detail.bands?.find((row) => row.line === name), (row) => row.mean_wait_s),
  }));
}

function band_table(run: RunReport, rows: BandRow[], unit: string): Table {
  const columns = rows.flatMap((row) => [
    { head: `${row.line}, ${unit}` },
    ...(row.low.length > 0 ? [{ head: '10% of days below' }, { head: '90% of days below' }] : []),
  ]);
  return {
    columns: [{ head: 'Quarter-hour from' }, ...columns],
    rows: starts(run).map((from, place) => [
      from,
      ...rows.flatMap((row) => [row.mean[place], ...(row.low.length > 0 ? [row.low[place], row.high[place]] : [])]),
    ]),
  };
}

/** "The lowest is 71.2% at 18:15 ...": the quarter-hour to look at first, of each row. */
function extreme_words(run: RunReport, rows: BandRow[], unit: string, worst: 'lowest' | 'highest'): string {
  const from = starts(run);
  return rows
    .map((row) => {
      const measured = row.mean.map((value, place) => ({ value, place })).filter((p) => p.value !== undefined) as { value: number; place: number }[];
      if (measured.length === 0) {
        return `${row.line}: not measured.`;
      }
      const best = measured.reduce((a, b) => ((worst === 'lowest' ? b.value < a.value : b.value > a.value) ? b : a));
      return `${row.line}: ${worst} at ${from[best.place]}, ${best.value.toFixed(1)}${unit}.`;
    })
    .join(' ');
}

export function ServiceFigure(props: OfRun) {
  const rows = useMemo(() => service_rows(props), [props.run]);
  const draw = useCallback((canvas: Canvas) => draw_bands(canvas, starts(props.run), rows, '%'), [rows]);
  return (
    <Figure
      title="Service level by quarter-hour"
      words={extreme_words(props.run, rows, '%', 'lowest')}
      draw={draw}
      table={band_table(props.run, rows, '%')}
      file="service_level_by_quarter_hour"
      terms={terms_of(['service_level', 'quarter_hour', 'band'])}
    />
  );
}

export function WaitFigure(props: OfRun) {
  const rows = useMemo(() => wait_rows(props), [props.run]);
  const draw = useCallback((canvas: Canvas) => draw_bands(canvas, starts(props.run), rows, 's'), [rows]);
  return (
    <Figure
      title="Mean wait by quarter-hour"
      words={extreme_words(props.run, rows, ' s', 'highest')}
      draw={draw}
      table={band_table(props.run, rows, 's')}
      file="mean_wait_by_quarter_hour"
      terms={terms_of(['mean_wait', 'force_clock', 'quarter_hour', 'band'])}
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
