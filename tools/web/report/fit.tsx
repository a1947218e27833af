// The parts of a report of a fit: fitted against observed.
import { useCallback } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure, TableFigure } from '../components/figure.tsx';
import type { SectionEntry } from '../components/section.tsx';
import type { FitDayReport, FitDurationReport, FitLineReport, FitReport, ReportPage } from '../data/messages.ts';
import { field_name, fit_sentences, how_well, path_parts } from '../words/fit.ts';
import { terms_of } from '../words/glossary.ts';
import { confidence_text, number_text } from '../words/numbers.ts';
import type { Cell, Table } from '../words/table.ts';
import { draw_curves } from './charts/curves.ts';
import { draw_fitted } from './charts/fitted.ts';
import { kDays, kHours } from './charts/heat.ts';
import { draw_sizes } from './charts/sizes.ts';
import { LineCards } from './line_cards.tsx';

interface OfFit {
  fit: FitReport;
}

export function fit_sections(page: ReportPage): SectionEntry[] {
  const fit = page.fit ?? {};
  const lines = fit.lines ?? [];
  const entries: (SectionEntry | false)[] = [
    { id: 'summary', title: 'Summary', body: <Summary fit={fit} /> },
    lines.length > 0 && { id: 'profile', title: 'Calls by hour of the week', body: <Profile fit={fit} /> },
    lines.length > 0 && { id: 'days', title: 'How much days differ', body: <Days fit={fit} /> },
    (fit.durations?.length ?? 0) > 0 && { id: 'durations', title: 'Durations', body: <Durations fit={fit} /> },
    (fit.patience?.length ?? 0) > 0 && { id: 'patience', title: 'Patience', body: <Patience fit={fit} /> },
    (fit.incidents?.length ?? 0) > 0 && { id: 'incidents', title: 'Calls per incident', body: <Incidents fit={fit} /> },
    lines.some((line) => line.held_out) && { id: 'held_out', title: 'Days held out', body: <HeldOut fit={fit} /> },
    (fit.kept?.length ?? 0) > 0 && { id: 'kept', title: 'What the extract cannot tell', body: <Kept fit={fit} /> },
  ];
  return entries.filter((entry) => entry !== false);
}

function Summary(props: OfFit) {
  const { fit } = props;
  const percent = confidence_text(fit.confidence);
  const table: Table = {
    columns: [{ head: 'Field' }, { head: 'Number' }, { head: 'Estimate', digits: 3 }, { head: `${percent} from`, digits: 3 }, { head: 'to', digits: 3 }, { head: 'From so many', digits: 0 }, { head: 'Law and how good it is' }],
    rows: (fit.parameters ?? []).map((row): Cell[] => {
      const has_ends = (row.low ?? 0) < (row.high ?? 0);
      return [row.path, row.unit ? `${row.title}, ${row.unit}` : row.title, row.value, has_ends ? row.low : undefined, has_ends ? row.high : undefined, row.count, how_well(row)];
    }),
  };
  return (
    <>
      <LineCards words={[{ line: 'What was fitted', sentences: fit_sentences(fit) }]} />
      <TableFigure title="Every fitted number" words={`Intervals of ${percent}: what chance leaves open. They know nothing of a column that means something else, or of a month unlike the next.`} table={table} file="fitted" terms={terms_of(['interval', 'fitted_law', 'day_factor'])} />
    </>
  );
}

const kWeekHours = kDays.flatMap((day) => kHours.map((hour) => `${day} ${hour}:00`));

function Profile(props: OfFit) {
  const { fit } = props;
  const lines = fit.lines ?? [];
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_fitted(
        canvas,
        kWeekHours,
        lines.map((line) => ({
          title: `${line.name}, calls an hour`,
          expected: (line.profile ?? []).map((hour) => hour.calls),
          low: (line.profile ?? []).map((hour) => hour.low),
          high: (line.profile ?? []).map((hour) => hour.high),
          observed: (line.profile ?? []).map((hour) => hour.observed),
        })),
        { axis: 'hour of the week', every: 24, expected: 'fitted', band: `${confidence_text(fit.confidence)} interval of the mean`, observed: 'observed, mean' },
      ),
    [fit],
  );
  const table: Table = {
    columns: [{ head: 'Line' }, { head: 'Hour' }, { head: 'Fitted, calls', digits: 2 }, { head: 'from', digits: 2 }, { head: 'to', digits: 2 }, { head: 'Observed, mean', digits: 2 }],
    rows: lines.flatMap((line) => (line.profile ?? []).map((hour, place): Cell[] => [line.name, kWeekHours[place], hour.calls, hour.low, hour.high, hour.observed])),
  };
  return (
    <Figure
      title="The week, hour by hour"
      words={`Points are the mean of the fitted days; the line is what the scenario expects. ${lines.map(cells_words).join(' ')}`}
      draw={draw}
      table={table}
      file="profile"
      terms={terms_of(['hour_of_week', 'interval', 'day_factor'])}
    />
  );
}

function cells_words(line: FitLineReport): string {
  const days = `${line.days ?? 0} days of ${line.name}`;
  switch (line.cells) {
    case 'HOUR_OF_WEEK':
      return `${days}: every hour of the week has a mean of its own.`;
    case 'DAY_KIND':
      return `${days} are too few for that: Monday to Friday share a profile, and so do Saturday and Sunday.`;
    default:
      return `${days} are too few for that: all days share a profile.`;
  }
}

/** The days fitted from and those held out, in one row. */
function all_days(line: FitLineReport): (FitDayReport & { held: boolean })[] {
  const fitted = (line.by_day ?? []).map((day) => ({ ...day, held: false }));
  const held = (line.held_out?.by_day ?? []).map((day) => ({ ...day, held: true }));
  return [...fitted, ...held].sort((a, b) => (a.date ?? '').localeCompare(b.date ?? ''));
}

function Days(props: OfFit) {
  const { fit } = props;
  const lines = fit.lines ?? [];
  const dates = [...new Set(lines.flatMap((line) => all_days(line).map((day) => day.date ?? '')))].sort();
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_fitted(
        canvas,
        dates,
        lines.map((line) => {
          const days = new Map(all_days(line).map((day) => [day.date, day]));
          const of = (field: 'expected' | 'low' | 'high' | 'observed') => dates.map((date) => days.get(date)?.[field]);
          return { title: `${line.name}, calls a day`, expected: of('expected'), low: of('low'), high: of('high'), observed: of('observed') };
        }),
        { axis: 'day', every: Math.max(1, Math.ceil(dates.length / 10)), expected: 'by the profile', band: 'where 95 of 100 days should be', observed: 'observed' },
      ),
    [fit],
  );
  const table: Table = {
    columns: [{ head: 'Line' }, { head: 'Day' }, { head: 'Use' }, { head: 'Expected, calls', digits: 1 }, { head: 'from', digits: 1 }, { head: 'to', digits: 1 }, { head: 'Observed', digits: 0 }, { head: 'Observed / expected', digits: 3 }],
    rows: lines.flatMap((line) =>
      all_days(line).map((day): Cell[] => [line.name, day.date, day.held ? 'held out' : 'fitted', day.expected, day.low, day.high, day.observed, day.expected ? (day.observed ?? 0) / day.expected : undefined]),
    ),
  };
  const outside = lines.map((line) => {
    const days = all_days(line);
    const out = days.filter((day) => (day.observed ?? 0) < (day.low ?? 0) || (day.observed ?? 0) > (day.high ?? 0)).length;
    return `${line.name}: ${out} of ${days.length} days are outside.`;
  });
  return (
    <Figure
      title="Day by day"
      words={`The band is what the fitted day and hour factors and Poisson’s chance make of a day; 5 in 100 days should be outside. ${fit.held_out_first_day ? `From ${fit.held_out_first_day} on days are held out. ` : ''}${outside.join(' ')}`}
      draw={draw}
      table={table}
      file="days"
      terms={terms_of(['day_factor'])}
    />
  );
}

function Durations(props: OfFit) {
  const durations = props.fit.durations ?? [];
  const fields = [...new Set(durations.map((row) => path_parts(row.path).field))];
  const table: Table = {
    columns: [{ head: 'Field' }, { head: 'Law' }, { head: 'Taken' }, { head: 'Values', digits: 0 }, { head: 'Akaike', digits: 1 }, { head: 'Greatest distance of shares', digits: 4 }, { head: 'A²', digits: 2 }, { head: 'p', digits: 2 }],
    rows: durations.flatMap((row) => [
      ...(row.candidates ?? []).map((law): Cell[] => [row.path, law.law, law.law === row.law ? 'yes' : 'no', row.count, law.akaike, law.distance, law.anderson_darling, law.law === row.law ? row.p_value : undefined]),
      ...(row.law === 'empirical' ? [[row.path, 'the values themselves', 'yes', row.count] as Cell[]] : []),
    ]),
  };
  return (
    <>
      {fields.map((field) => <DurationFigure key={field} field={field} rows={durations.filter((row) => path_parts(row.path).field === field)} />)}
      <TableFigure
        title="Goodness of fit"
        words="A law is taken if its shares are nowhere further than 0.03 from the observed ones (or than chance allows); else the values stand for themselves. A² and p (parametric bootstrap) are of at most 500 values: with many thousand every law is refused for differences that no queue would notice."
        table={table}
        file="goodness_of_fit"
        terms={terms_of(['fitted_law'])}
      />
    </>
  );
}

const kObserved = 'observed';
const kFitted = 'fitted';

function DurationFigure(props: { field: string; rows: FitDurationReport[] }) {
  const { rows } = props;
  const name = field_name(props.field);
  const points = (values: number[] | undefined): [number, number][] => (values ?? []).map((value, place) => [value, place + 1]);
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_curves(
        canvas,
        'seconds',
        [kObserved, kFitted],
        rows.map((row) => ({
          title: `${path_parts(row.path).of}: ${row.law}, % at most so long`,
          curves: [
            { name: kObserved, points: points(row.observed_s) },
            { name: kFitted, points: points(row.fitted_s) },
          ],
        })),
        100,
      ),
    [rows],
  );
  const table: Table = {
    columns: [{ head: 'Of' }, { head: 'Percentile', digits: 0 }, { head: 'Observed, s', digits: 2 }, { head: 'Fitted, s', digits: 2 }],
    rows: rows.flatMap((row) => (row.observed_s ?? []).map((value, place): Cell[] => [path_parts(row.path).of, place + 1, value, row.fitted_s?.[place]])),
  };
  return (
    <Figure
      title={name}
      words={`The 1st to the 99th percentile of the values, and those of the law. ${rows.map((row) => `${path_parts(row.path).of}: ${number_text(row.count, 0)} values.`).join(' ')}`}
      draw={draw}
      table={table}
      file={props.field.replace('.', '_')}
      terms={terms_of(['fitted_law'])}
    />
  );
}

function Patience(props: OfFit) {
  const rows = props.fit.patience ?? [];
  const interval = `${confidence_text(props.fit.confidence)} interval`;
  const names = ['observed (Kaplan-Meier)', kFitted, interval];
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_curves(
        canvas,
        'seconds in the queue',
        names,
        rows.map((row) => {
          const points = row.points ?? [];
          const curve = (of: (at: (typeof points)[number]) => number | undefined): [number, number][] => [[0, 100], ...points.map((at): [number, number] => [at.at_s ?? 0, 100 * (of(at) ?? 0)])];
          return {
            title: `${path_parts(row.path).of}: ${row.law}, % still waiting`,
            curves: [
              { name: names[0] as string, points: curve((at) => at.share), step: true },
              { name: kFitted, points: curve((at) => at.fitted) },
              { name: interval, points: curve((at) => at.low), thin: true, step: true },
              { name: interval, points: curve((at) => at.high), thin: true, step: true },
            ],
          };
        }),
        100,
      ),
    [props.fit],
  );
  const table: Table = {
    columns: [{ head: 'Class' }, { head: 'Seconds', digits: 1 }, { head: 'Still waiting, %', digits: 2 }, { head: 'from', digits: 2 }, { head: 'to', digits: 2 }, { head: 'Fitted, %', digits: 2 }, { head: 'Callers at risk', digits: 0 }],
    rows: rows.flatMap((row) => (row.points ?? []).map((at): Cell[] => [path_parts(row.path).of, at.at_s, percent(at.share), percent(at.low), percent(at.high), percent(at.fitted), at.at_risk])),
  };
  return (
    <Figure
      title="Share of callers who would still be waiting"
      words={`Callers who were answered would have waited longer: they are censored, so the share is Kaplan and Meier’s. ${rows.map((row) => `${path_parts(row.path).of}: ${number_text(row.gave_up, 0)} of ${number_text(row.count, 0)} gave up; law: ${row.law}.`).join(' ')}`}
      draw={draw}
      table={table}
      file="patience"
      terms={terms_of(['kaplan_meier', 'interval'])}
    />
  );
}

const percent = (share: number | undefined) => (share === undefined ? undefined : 100 * share);
const kSizesShown = 6;

function Incidents(props: OfFit) {
  const rows = props.fit.incidents ?? [];
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_sizes(
        canvas,
        'calls about one incident',
        rows.map((row) => {
          const share = (holds: (calls: number) => boolean) => (100 * (row.sizes ?? []).filter((size) => holds(size.calls ?? 0)).reduce((sum, size) => sum + (size.incidents ?? 0), 0)) / (row.incidents || 1);
          const single = Array.from({ length: kSizesShown - 1 }, (_, at) => at + 1);
          return {
            title: `${path_parts(row.path).of}, % of incidents`,
            sizes: [...single.map(String), `${kSizesShown} or more`],
            percents: [...single.map((calls) => share((other) => other === calls)), share((calls) => calls >= kSizesShown)],
          };
        }),
      ),
    [props.fit],
  );
  const table: Table = {
    columns: [{ head: 'Class' }, { head: 'Calls', digits: 0 }, { head: 'Incidents', digits: 0 }, { head: '% of incidents', digits: 2 }],
    rows: rows.flatMap((row) => (row.sizes ?? []).map((size): Cell[] => [path_parts(row.path).of, size.calls, size.incidents, (100 * (size.incidents ?? 0)) / (row.incidents || 1)])),
  };
  return (
    <Figure
      title="How many calls an incident brings"
      words="The scenario takes this distribution as it was observed. An incident is of the class of its first call."
      draw={draw}
      table={table}
      file="incidents"
      terms={[]}
    />
  );
}

function HeldOut(props: OfFit) {
  const { fit } = props;
  const lines = (fit.lines ?? []).filter((line) => line.held_out);
  const tolerance = lines[0]?.held_out?.tolerance ?? 0;
  const blocks = (lines[0]?.held_out?.blocks ?? []).map((block) => `${block.from_h} to ${block.until_h} h`);
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_fitted(
        canvas,
        blocks,
        lines.map((line) => {
          const rows = line.held_out?.blocks ?? [];
          return {
            title: `${line.name}, calls`,
            expected: rows.map((block) => block.expected),
            low: rows.map((block) => (block.expected ?? 0) * (1 - tolerance)),
            high: rows.map((block) => (block.expected ?? 0) * (1 + tolerance)),
            observed: rows.map((block) => block.observed),
          };
        }),
        { axis: 'hours of the day', every: 1, expected: 'by the profile', band: `${number_text(100 * tolerance, 0)}% agreed before looking`, observed: 'held out, observed' },
      ),
    [fit],
  );
  const table: Table = {
    columns: [{ head: 'Line' }, { head: 'Hours' }, { head: 'Expected, calls', digits: 1 }, { head: 'Observed', digits: 0 }, { head: 'Off by, %', digits: 1 }],
    rows: lines.flatMap((line) => (line.held_out?.blocks ?? []).map((block, place): Cell[] => [line.name, blocks[place], block.expected, block.observed, block.expected ? 100 * ((block.observed ?? 0) / block.expected - 1) : undefined])),
  };
  const shares: Table = {
    columns: [{ head: 'Class' }, { head: 'Fitted, % of the line', digits: 2 }, { head: 'from', digits: 2 }, { head: 'to', digits: 2 }, { head: 'Held out, %', digits: 2 }],
    rows: (fit.shares ?? []).filter((row) => row.held_out !== undefined).map((row): Cell[] => [row.call_class, percent(row.share), percent(row.low), percent(row.high), percent(row.held_out)]),
  };
  const spread: Table = {
    columns: [{ head: 'Line' }, { head: 'Dispersion of hours' }, { head: 'Fitted days', digits: 2 }, { head: 'Held-out days', digits: 2 }, { head: 'Both together', digits: 2 }],
    rows: lines.flatMap((line) => [
      [line.name, 'each by its own profile', fitted_value(fit, line, 'dispersion of hours'), line.held_out?.dispersion, line.held_out?.dispersion_of_both],
      [line.name, 'days scaled to their totals', fitted_value(fit, line, 'the same, days scaled to their totals'), line.held_out?.dispersion_of_days, undefined],
      [line.name, 'variance / mean of four-hour counts over days', line.held_out?.plain_dispersion_fitted, line.held_out?.plain_dispersion, undefined],
    ]),
  };
  return (
    <>
      <Figure
        title="Calls by four hours of the day"
        words={`All days from ${fit.held_out_first_day} to ${fit.held_out_last_day} together. ${lines.map((line) => `${line.name}: ${line.held_out?.blocks_within} of ${line.held_out?.blocks?.length} blocks are within the tolerance.`).join(' ')}`}
        draw={draw}
        table={table}
        file="held_out"
        terms={terms_of(['held_out'])}
      />
      <TableFigure title="How much hours scatter" words="1 is Poisson’s chance alone. The last figure has what differs between weekdays and weeks in it, the others do not." table={spread} file="dispersion" terms={terms_of(['dispersion'])} />
      <TableFigure title="Shares of classes" words="Of their line’s calls." table={shares} file="shares" terms={terms_of(['held_out', 'interval'])} />
    </>
  );
}

function fitted_value(fit: FitReport, line: FitLineReport, title: string): number | undefined {
  return fit.parameters?.find((row) => path_parts(row.path).of === line.name && row.title === title)?.value;
}

function Kept(props: OfFit) {
  const table: Table = {
    columns: [{ head: 'Field' }, { head: 'Why' }],
    rows: (props.fit.kept ?? []).map((row): Cell[] => [row.path, row.why]),
  };
  return <TableFigure title="As the base scenario has it" words="These numbers, and all others that are not in the first table, are those of the base scenario." table={table} file="kept" terms={[]} />;
}
