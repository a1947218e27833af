// Every line over the day, a curve for each scenario.
import { useCallback } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure } from '../components/figure.tsx';
import { legend, line_series, stacked_grids, time_axis, tooltip, value_axis } from '../components/axes.ts';
import type { CallIntervalReport, ComparedScenarioReport, ComparisonReport } from '../data/messages.ts';
import { terms_of } from '../words/glossary.ts';
import { number_text } from '../words/numbers.ts';
import type { Table } from '../words/table.ts';

interface Measure {
  title: string;
  words: string;
  unit: string;
  of: (row: CallIntervalReport | undefined) => number | undefined;
  axis: object;
  file: string;
  terms: string[];
}

const kMeasures: readonly Measure[] = [
  {
    title: 'Answered in under 10 s by quarter-hour',
    words: 'Of the calls answered, on the national clock where the line has one.',
    unit: '%',
    of: (row) => row?.below_10s_percent,
    axis: { min: 0, max: 100 },
    file: 'below_10s_by_quarter_hour',
    terms: ['bands', 'national_clock', 'quarter_hour'],
  },
  {
    title: 'Mean wait by quarter-hour',
    words: 'Of the calls answered, on the force clock.',
    unit: 's',
    of: (row) => row?.mean_wait_s,
    axis: { min: 0 },
    file: 'mean_wait_by_quarter_hour',
    terms: ['mean_wait', 'force_clock', 'quarter_hour'],
  },
];

export function ScenarioDayFigures(props: { comparison: ComparisonReport }) {
  const scenarios = (props.comparison.scenarios ?? []).filter((scenario) => scenario.run?.intervals?.length);
  return (
    <>
      {kMeasures.map((measure) => <DayFigure key={measure.file} scenarios={scenarios} measure={measure} />)}
    </>
  );
}

function curve(scenario: ComparedScenarioReport, line: string, measure: Measure): (number | undefined)[] {
  return (scenario.run?.intervals ?? []).map((interval) => measure.of(interval.lines?.find((row) => row.name === line)));
}

function DayFigure(props: { scenarios: ComparedScenarioReport[]; measure: Measure }) {
  const { scenarios, measure } = props;
  const first = scenarios[0]?.run;
  const lines = (first?.lines ?? []).map((line) => line.name ?? '');
  const from = (first?.intervals ?? []).map((interval) => interval.from ?? '');
  const draw = useCallback(
    (canvas: Canvas) => {
      const { height, grid, title } = stacked_grids(canvas, lines.map((line) => `${line}, ${measure.unit}`), 180);
      return {
        height,
        option: {
          title,
          grid,
          legend: legend(canvas),
          tooltip: tooltip(canvas, { valueFormatter: (value: unknown) => (typeof value === 'number' ? `${number_text(value)} ${measure.unit}` : 'not measured') }),
          xAxis: lines.map((_, place) => time_axis(canvas, from, place === lines.length - 1 ? 'time of day' : '', place)),
          yAxis: lines.map((_, place) => value_axis(canvas, '', place, measure.axis)),
          series: lines.flatMap((line, grid_place) =>
            scenarios.map((scenario, place) =>
              line_series(canvas, place, scenario.name ?? '', curve(scenario, line, measure), { xAxisIndex: grid_place, yAxisIndex: grid_place }),
            ),
          ),
        },
      };
    },
    [scenarios.length, measure],
  );
  const table: Table = {
    columns: [{ head: 'Quarter-hour from' }, ...lines.flatMap((line) => scenarios.map((scenario) => ({ head: `${line}, ${scenario.name}, ${measure.unit}` })))],
    rows: from.map((start, place) => [start, ...lines.flatMap((line) => scenarios.map((scenario) => curve(scenario, line, measure)[place]))]),
  };
  return <Figure title={measure.title} words={measure.words} draw={draw} table={table} file={measure.file} terms={terms_of(measure.terms)} />;
}
