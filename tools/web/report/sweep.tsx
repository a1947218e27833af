// The parts of a report of a sweep.
import { useCallback } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure, TableFigure } from '../components/figure.tsx';
import type { SectionEntry } from '../components/section.tsx';
import type { EstimateReport, FactorFieldReport, FactorReport, ReportPage, SensitivityReport, SweepFigureReport, SweepReport } from '../data/messages.ts';
import { terms_of } from '../words/glossary.ts';
import { confidence_text, estimate_text, number_text } from '../words/numbers.ts';
import { factor_name, path_words, sweep_words } from '../words/summary.ts';
import type { Cell, Table } from '../words/table.ts';
import { draw_effects } from './charts/effects.ts';
import type { IntervalGroup } from './charts/intervals.ts';
import { draw_intervals } from './charts/intervals.ts';
import { draw_shares } from './charts/shares.ts';
import { draw_tornados } from './charts/tornado.ts';
import { LineCards } from './line_cards.tsx';

interface OfSweep {
  sweep: SweepReport;
}

const kMarks: Record<string, string> = { PERCENT: '%', SECONDS: 's', CALLS: 'calls' };

export function sweep_sections(page: ReportPage): SectionEntry[] {
  const sweep = page.sweep ?? {};
  const has_sobol = sweep.sensitivity?.some((row) => row.sobol_total) ?? false;
  const has_morris = sweep.sensitivity?.some((row) => row.morris_mu_star) ?? false;
  const entries: (SectionEntry | false)[] = [
    { id: 'summary', title: 'Summary', body: <Summary sweep={sweep} /> },
    (sweep.tornados?.length ?? 0) > 0 && { id: 'tornado', title: 'One factor at a time', body: <Tornado sweep={sweep} /> },
    (sweep.effects?.length ?? 0) > 0 && { id: 'effects', title: 'Main effects', body: <Effects sweep={sweep} /> },
    has_sobol && { id: 'sobol', title: 'Share of the variance', body: <Sobol sweep={sweep} /> },
    has_morris && { id: 'morris', title: 'Elementary effects', body: <Morris sweep={sweep} /> },
    (sweep.variance?.length ?? 0) > 0 && { id: 'variance', title: 'Chance or unknown inputs', body: <Variance sweep={sweep} /> },
    { id: 'points', title: 'Points', body: <Points sweep={sweep} /> },
  ];
  return entries.filter((entry) => entry !== false);
}

/** The title of a figure with its unit. */
function figure_name(figure: SweepFigureReport | undefined, id = ''): string {
  return figure ? `${figure.title ?? figure.id}, ${kMarks[figure.unit ?? ''] ?? ''}` : id;
}

function named(sweep: SweepReport, id: string | undefined): SweepFigureReport | undefined {
  return sweep.figures?.find((figure) => figure.id === id);
}

function Summary(props: OfSweep) {
  const { sweep } = props;
  const asked = sweep.points_asked ?? sweep.points?.length ?? 0;
  const done = sweep.points?.length ?? 0;
  const stopped = done < asked ? ` Stopped early: ${done} of ${asked} points were finished.` : '';
  const table: Table = {
    columns: ['Factor', 'Field', 'Baseline', 'Values', 'Source'].map((head) => ({ head })),
    rows: (sweep.factors ?? []).flatMap(factor_rows),
  };
  return (
    <>
      <LineCards words={sweep_words(sweep)} />
      <p class="govuk-body">
        {sweep.design}. {number_text(sweep.replications, 0)} replications of each point from seed {sweep.seed}
        {sweep.common_random_numbers ? ', the same callers at each point' : ''}. ± is half of the {confidence_text(sweep.confidence)} confidence interval.{stopped}
      </p>
      <TableFigure title="Factors" words={`Of ${sweep.scenario ?? 'the scenario'}, as ${sweep.file ?? 'the experiment'} asks for them.`} table={table} file="factors" terms={terms_of(['replication', 'interval'])} />
    </>
  );
}

/** A row for all fields of the factor that have one baseline and one multiple of its number. */
function factor_rows(factor: FactorReport): Cell[][] {
  const values = factor.distribution ?? factor.values?.join(', ');
  const groups: FactorFieldReport[][] = [];
  for (const field of factor.fields ?? [{ path: factor.path, baseline: factor.baseline }]) {
    const alike = groups.find(([first]) => first?.baseline === field.baseline && first?.times === field.times);
    if (alike) {
      alike.push(field);
    } else {
      groups.push([field]);
    }
  }
  return groups.map((group) => [
    factor.title,
    path_words(group.map((field) => field.path ?? '')),
    group[0]?.baseline ?? 'the default',
    group[0]?.times === undefined ? values : `${number_text(group[0].times, 2)} times that: ${values}`,
    factor.source,
  ]);
}

function Effects(props: OfSweep) {
  const { sweep } = props;
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_effects(
        canvas,
        sweep,
        (sweep.figures ?? []).map((figure) => ({
          title: figure_name(figure),
          percent: figure.unit === 'PERCENT',
          effects: (sweep.effects ?? []).filter((effect) => effect.figure === figure.id),
        })).filter((block) => block.effects.length > 0),
      ),
    [sweep],
  );
  const table: Table = {
    columns: [{ head: 'Figure' }, { head: 'Factor' }, { head: 'Setting' }, { head: 'Mean', digits: 2 }, { head: 'Points', digits: 0 }],
    rows: (sweep.effects ?? []).flatMap((effect) =>
      (effect.levels ?? []).map((level) => [figure_name(named(sweep, effect.figure), effect.figure), factor_name(sweep, effect.factor ?? ''), level.setting, level.mean, level.points]),
    ),
  };
  return (
    <Figure
      title="What each factor does, on average over the others"
      words="Each point is the mean of a figure over all points of the grid with that setting. The steepest line matters most; all factors of a figure have one scale."
      draw={draw}
      table={table}
      file="effects"
      terms={terms_of(['effect', 'replication'])}
    />
  );
}

function Tornado(props: OfSweep) {
  const { sweep } = props;
  const draw = useCallback(
    (canvas: Canvas) => draw_tornados(canvas, sweep, (sweep.tornados ?? []).map((tornado) => ({ title: figure_name(named(sweep, tornado.figure), tornado.figure), tornado }))),
    [sweep],
  );
  const table: Table = {
    columns: ['Figure', 'Factor', 'Low', 'High', 'At low', '± (low)', 'At high', '± (high)'].map((head) => ({ head, digits: 2 })),
    rows: (sweep.tornados ?? []).flatMap((tornado) =>
      (tornado.bars ?? []).map((bar) => [
        figure_name(named(sweep, tornado.figure), tornado.figure),
        factor_name(sweep, bar.factor ?? ''),
        bar.low,
        bar.high,
        bar.at_low?.value,
        bar.at_low?.half_width,
        bar.at_high?.value,
        bar.at_high?.half_width,
      ]),
    ),
  };
  return (
    <Figure
      title="From the low to the high value of each factor"
      words="The vertical line is the baseline. The longest bar matters most; the number at its end is the factor’s value there."
      draw={draw}
      table={table}
      file="tornado"
      terms={terms_of(['tornado', 'interval'])}
    />
  );
}

/** A block for each figure, a row for each factor. */
function sensitivity_groups(sweep: SweepReport, unit_of: (figure: SweepFigureReport) => string, points: readonly (readonly [string, (row: SensitivityReport) => EstimateReport | undefined])[]): IntervalGroup[] {
  return (sweep.figures ?? []).map((figure) => ({
    title: figure.title ?? figure.id ?? '',
    unit: unit_of(figure),
    zero: true,
    rows: (sweep.sensitivity ?? [])
      .filter((row) => row.figure === figure.id)
      .map((row) => ({
        label: factor_name(sweep, row.factor ?? ''),
        points: points.map(([name, of]) => ({ name, ...of(row) })),
      })),
  }));
}

function sensitivity_table(sweep: SweepReport, points: readonly (readonly [string, (row: SensitivityReport) => EstimateReport | undefined])[]): Table {
  return {
    columns: ['Figure', 'Factor', ...points.flatMap(([name]) => [name, `± (${name})`])].map((head) => ({ head, digits: 2 })),
    rows: (sweep.sensitivity ?? []).map((row) => [
      figure_name(named(sweep, row.figure), row.figure),
      factor_name(sweep, row.factor ?? ''),
      ...points.flatMap(([, of]): Cell[] => [of(row)?.value, of(row)?.half_width]),
    ]),
  };
}

const kSobol = [
  ['alone (S1)', (row: SensitivityReport) => row.sobol_first],
  ['with interactions (ST)', (row: SensitivityReport) => row.sobol_total],
] as const;
const kMorris = [
  ['mean effect (μ*)', (row: SensitivityReport) => row.morris_mu_star],
  ['spread of effects (σ)', (row: SensitivityReport) => row.morris_sigma],
] as const;

function Sobol(props: OfSweep) {
  const { sweep } = props;
  const draw = useCallback((canvas: Canvas) => draw_intervals(canvas, kSobol.map(([name]) => name), sensitivity_groups(sweep, () => 'share of the variance', kSobol)), [sweep]);
  return (
    <Figure
      title="Sobol indices"
      words="The share of each figure’s variance that a factor explains, alone and with all its interactions. 1 is all of it."
      draw={draw}
      table={sensitivity_table(sweep, kSobol)}
      file="sobol"
      terms={terms_of(['sobol', 'interval'])}
    />
  );
}

function Morris(props: OfSweep) {
  const { sweep } = props;
  const draw = useCallback((canvas: Canvas) => draw_intervals(canvas, kMorris.map(([name]) => name), sensitivity_groups(sweep, (figure) => (figure.unit === 'PERCENT' ? 'percentage points' : (kMarks[figure.unit ?? ''] ?? '')), kMorris)), [sweep]);
  return (
    <Figure
      title="Morris effects"
      words="How much a figure changes when one factor goes over its range, from many starting points."
      draw={draw}
      table={sensitivity_table(sweep, kMorris)}
      file="morris"
      terms={terms_of(['morris', 'interval'])}
    />
  );
}

function Variance(props: OfSweep) {
  const { sweep } = props;
  const rows = sweep.variance ?? [];
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_shares(canvas, rows.map((row) => named(sweep, row.figure)?.title ?? row.figure ?? ''), [
        { name: 'unknown inputs', percents: rows.map((row) => row.input_percent) },
        { name: 'chance (Monte Carlo)', percents: rows.map((row) => row.monte_carlo_percent) },
      ]),
    [sweep],
  );
  const table: Table = {
    columns: ['Figure', 'Mean', '± from chance', '± from inputs', '± from both', 'Chance, % of variance', 'Inputs, % of variance'].map((head) => ({ head, digits: 2 })),
    rows: rows.map((row) => [figure_name(named(sweep, row.figure), row.figure), row.value, row.monte_carlo_half_width, row.input_half_width, row.both_half_width, row.monte_carlo_percent, row.input_percent]),
  };
  return (
    <Figure
      title="What the spread comes from"
      words="More replications take away chance. They do not take away what is not known about the inputs."
      draw={draw}
      table={table}
      file="variance"
      terms={terms_of(['variance', 'replication'])}
    />
  );
}

function Points(props: OfSweep) {
  const { sweep } = props;
  const figures = sweep.figures ?? [];
  const table: Table = {
    columns: ['Point', ...(sweep.factors ?? []).map((factor) => factor.title ?? factor.path ?? ''), ...figures.map((figure) => figure.title ?? '')].map((head) => ({ head })),
    rows: (sweep.points ?? []).map((point) => [
      `${point.number ?? ''}`,
      ...(point.values ?? []),
      ...figures.map((figure, place) => estimate_text(point.figures?.[place], figure.unit)),
    ]),
  };
  return <TableFigure title="Every point" words="The values of the factors, and what came of them." table={table} file="points" terms={terms_of(['interval'])} />;
}
