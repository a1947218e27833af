// The parts of a report that compares scenarios.
import { useCallback, useMemo } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure, TableFigure } from '../components/figure.tsx';
import type { SectionEntry } from '../components/section.tsx';
import type { ComparedFigureReport, ComparedValueReport, ComparisonReport, ReportPage, Unit } from '../data/messages.ts';
import { terms_of } from '../words/glossary.ts';
import { confidence_text, difference_text, estimate_text, number_text } from '../words/numbers.ts';
import { comparison_words, verdict } from '../words/summary.ts';
import type { Table } from '../words/table.ts';
import type { IntervalGroup } from './charts/intervals.ts';
import { draw_intervals } from './charts/intervals.ts';
import { ScenarioDayFigures } from './comparison_day.tsx';
import { resources_section } from './comparison_resources.tsx';
import { LineCards } from './line_cards.tsx';

interface OfComparison {
  comparison: ComparisonReport;
}

const kCorrections: Record<string, string> = { NONE: 'is not corrected', BONFERRONI: 'is corrected by Bonferroni', HOLM: 'is corrected by Holm' };

export function comparison_sections(page: ReportPage): SectionEntry[] {
  const comparison = page.comparison ?? {};
  const entries: (SectionEntry | undefined)[] = [
    { id: 'summary', title: 'Summary', body: <Summary comparison={comparison} /> },
    { id: 'differences', title: 'Differences', body: <Differences comparison={comparison} /> },
    { id: 'values', title: 'Values by scenario', body: <Values comparison={comparison} /> },
    ranking_section(comparison),
    resources_section(comparison),
    day_section(comparison),
    { id: 'pairing', title: 'What pairing saved', body: <Pairing comparison={comparison} /> },
  ];
  return entries.filter((entry) => entry !== undefined);
}

function day_section(comparison: ComparisonReport): SectionEntry | undefined {
  return comparison.scenarios?.some((scenario) => scenario.run?.intervals?.length)
    ? { id: 'day', title: 'Service over the day', body: <ScenarioDayFigures comparison={comparison} /> }
    : undefined;
}

function what_was_run({ comparison }: OfComparison): string {
  const extras = [
    comparison.common_random_numbers ? 'the same callers through each scenario' : 'different callers in each scenario',
    ...(comparison.control_variates?.length ? [`control variates: ${comparison.control_variates.join(', ')}`] : []),
  ];
  return `${number_text(comparison.replications, 0)} replications of each scenario from seed ${comparison.seed}: ${extras.join('; ')}. ± is half of the ${confidence_text(comparison.confidence)} confidence interval.`;
}

function correction_words({ comparison }: OfComparison): string {
  const how = kCorrections[comparison.correction ?? ''] ?? 'is not said to be corrected';
  return `Significance ${how} for ${number_text(comparison.comparisons, 0)} comparisons.`;
}

function Summary(props: OfComparison) {
  const { comparison } = props;
  const table: Table = {
    columns: ['Scenario', 'File', 'Differs from the baseline'].map((head) => ({ head })),
    rows: (comparison.scenarios ?? []).map((scenario) => [
      scenario.name,
      scenario.file,
      scenario.name === comparison.baseline ? 'the baseline' : scenario.differs?.join('; '),
    ]),
  };
  return (
    <>
      <LineCards words={comparison_words(comparison).map((words) => ({ ...words, line: `${words.line} against ${comparison.baseline}` }))} />
      <p class="govuk-body">{what_was_run(props)} {correction_words(props)}</p>
      <TableFigure title="Scenarios" words="" table={table} file="scenarios" terms={terms_of(['paired', 'correction', 'interval'])} />
    </>
  );
}

const kUnits: { unit: Unit; title: string; mark: string; difference: string }[] = [
  { unit: 'PERCENT', title: 'Shares', mark: '%', difference: 'percentage points' },
  { unit: 'SECONDS', title: 'Waits', mark: 's', difference: 's' },
  { unit: 'CALLS', title: 'Calls', mark: 'calls', difference: 'calls' },
];

/** A group for each unit that occurs, a row for each figure, a point for each scenario. */
function groups_of(figures: ComparedFigureReport[], differences: boolean): IntervalGroup[] {
  return kUnits
    .map(({ unit, title, mark, difference }) => ({
      title: differences ? `Differences of ${title.toLowerCase()}` : title,
      unit: differences ? difference : mark,
      zero: differences,
      rows: figures
        .filter((figure) => figure.unit === unit)
        .map((figure) => ({
          label: figure.title ?? figure.id ?? '',
          points: (figure.values ?? []).map((value) => ({
            name: value.scenario ?? '',
            ...(differences ? shown_difference(value) : value.value),
            strong: !differences || value.significant === true,
          })),
        })),
    }))
    .filter((group) => group.rows.length > 0);
}

/** With the half width that holds for all comparisons together, where there is one. */
function shown_difference(value: ComparedValueReport) {
  return { value: value.difference?.value, half_width: value.simultaneous_half_width ?? value.difference?.half_width };
}

function other_names(comparison: ComparisonReport): string[] {
  return (comparison.scenarios ?? []).map((scenario) => scenario.name ?? '').filter((name) => name !== comparison.baseline);
}

function verdict_words(figure: ComparedFigureReport, value: ComparedValueReport): string {
  if (value.difference?.value === undefined) {
    return 'not measured';
  }
  return value.significant ? `✓ ${verdict(figure, value.difference.value)}` : '○ not told apart';
}

function differences_table(comparison: ComparisonReport): Table {
  return {
    columns: ['Figure', 'Line', 'Scenario', 'Baseline', 'Value', 'Difference', '± for all', 'p', 'Verdict'].map((head) => ({ head, digits: 2 })),
    rows: (comparison.figures ?? []).flatMap((figure) => {
      const base = figure.values?.find((value) => value.scenario === comparison.baseline);
      return (figure.values ?? [])
        .filter((value) => value.scenario !== comparison.baseline)
        .map((value) => [
          figure.title,
          figure.line,
          value.scenario,
          estimate_text(base?.value, figure.unit),
          estimate_text(value.value, figure.unit),
          difference_text(value.difference, figure.unit),
          value.simultaneous_half_width,
          p_words(value.p_value),
          verdict_words(figure, value),
        ]);
    }),
  };
}

function p_words(p: number | undefined): string | undefined {
  return p === undefined ? undefined : p < 0.001 ? 'below 0.001' : number_text(p, 3);
}

function Differences(props: OfComparison) {
  const { comparison } = props;
  const figures = comparison.figures ?? [];
  const draw = useCallback((canvas: Canvas) => draw_intervals(canvas, other_names(comparison), groups_of(figures, true)), [comparison]);
  return (
    <Figure
      title={`Differences from ${comparison.baseline}`}
      words={`Filled markers: significant. Hollow markers: not told apart from the baseline. ${correction_words(props)}`}
      draw={draw}
      table={differences_table(comparison)}
      file="differences"
      terms={terms_of(['paired', 'correction', 'interval', 'service_level', 'mean_wait', 'abandoned'])}
    />
  );
}

function values_table(comparison: ComparisonReport): Table {
  const names = (comparison.scenarios ?? []).map((scenario) => scenario.name ?? '');
  return {
    columns: ['Figure', 'Line', 'Unit', ...names.flatMap((name) => [name, `± (${name})`])].map((head) => ({ head, digits: 2 })),
    rows: (comparison.figures ?? []).map((figure) => [
      figure.title,
      figure.line,
      kUnits.find((entry) => entry.unit === figure.unit)?.mark,
      ...names.flatMap((name) => {
        const value = figure.values?.find((row) => row.scenario === name)?.value;
        return [value?.value, value?.half_width];
      }),
    ]),
  };
}

function Values(props: OfComparison) {
  const { comparison } = props;
  const draw = useCallback(
    (canvas: Canvas) => draw_intervals(canvas, (comparison.scenarios ?? []).map((scenario) => scenario.name ?? ''), groups_of(comparison.figures ?? [], false)),
    [comparison],
  );
  return (
    <Figure
      title="Every figure in every scenario"
      words="Intervals here are each scenario’s own. They may overlap although the paired difference is significant: the differences above decide."
      draw={draw}
      table={values_table(comparison)}
      file="values"
      terms={terms_of(['interval', 'paired'])}
    />
  );
}

function ranking_section(comparison: ComparisonReport): SectionEntry | undefined {
  const rankings = comparison.rankings ?? [];
  if (rankings.length === 0) {
    return undefined;
  }
  const body = rankings.map((ranking) => {
    const figure = comparison.figures?.find((row) => row.id === ranking.figure);
    const zone = difference_text({ value: ranking.indifference_zone }, figure?.unit).replace('+', '');
    const table: Table = {
      columns: ['Place', 'Scenario', 'Value', 'May be the best'].map((head) => ({ head, digits: 0 })),
      rows: (ranking.order ?? []).map((row, place) => [place + 1, row.scenario, estimate_text(row.value, figure?.unit), row.may_be_best ? '✓ may be' : '✗ is not']),
    };
    return (
      <TableFigure
        key={ranking.figure}
        title={`By ${figure?.title ?? ranking.figure}`}
        words={`With probability ${confidence_text(ranking.probability_correct)} the first is the best, or within ${zone} of it. ${ranking.method ?? ''}.`}
        table={table}
        file={`ranking_${ranking.figure}`}
        terms={terms_of(['indifference', 'correction'])}
      />
    );
  });
  return { id: 'ranking', title: 'Ranking', body };
}

function Pairing(props: OfComparison) {
  const { comparison } = props;
  const table = useMemo(
    (): Table => ({
      columns: [{ head: 'Figure' }, { head: 'Scenario' }, { head: 'Replications paired', digits: 0 }, { head: 'Replications unpaired', digits: 0 }, { head: 'Times as many' }],
      rows: (comparison.figures ?? []).flatMap((figure) =>
        (figure.values ?? [])
          .filter((value) => value.replications_ratio !== undefined)
          .map((value) => [figure.title, value.scenario, comparison.replications, value.replications_unpaired, value.replications_ratio]),
      ),
    }),
    [comparison],
  );
  return (
    <TableFigure
      title="Replications for the same half width"
      words={`Unpaired runs, with their own callers for each scenario, would have needed more replications for intervals as narrow.`}
      table={table}
      file="pairing"
      terms={terms_of(['paired', 'replication'])}
    />
  );
}
