// The week hour by hour.
import { useCallback, useState } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Choice } from '../components/choice.tsx';
import { Figure } from '../components/figure.tsx';
import type { HourOfWeekReport, RunReport } from '../data/messages.ts';
import { terms_of } from '../words/glossary.ts';
import { number_text } from '../words/numbers.ts';
import type { Table } from '../words/table.ts';
import type { HeatMeasure } from './charts/heat.ts';
import { draw_heat, kDays, kHours } from './charts/heat.ts';

const kMeasures = [
  { value: 'service_level_percent', word: 'Service level', unit: '%' },
  { value: 'mean_wait_s', word: 'Mean wait', unit: 's' },
  { value: 'offered', word: 'Calls offered', unit: 'calls' },
] as const;

function week_table(weeks: HourOfWeekReport[]): Table {
  const heads = weeks.flatMap((week) => [`${week.line} offered, calls`, `${week.line} service level, %`, `${week.line} mean wait, s`]);
  const hours = kDays.flatMap((day) => kHours.map((hour) => `${day} ${hour}:00`));
  return {
    columns: [{ head: 'Hour' }, ...heads.map((head) => ({ head, digits: 1 }))],
    rows: hours.map((hour, place) => [
      hour,
      ...weeks.flatMap((week) => {
        const cell = week.cells?.[place] ?? {};
        return [cell.offered, cell.service_level_percent, cell.mean_wait_s];
      }),
    ]),
  };
}

/** What each line's service level is. */
function level_words(run: RunReport): string {
  return (run.weeks ?? [])
    .map((week) => {
      const kpi = run.kpis?.find((row) => row.id === week.kpi);
      return kpi ? (kpi.definition ?? kpi.title ?? '') : `${week.line}: answered in under 10 s, as a share of the calls answered`;
    })
    .join('; ');
}

export function WeekFigure(props: { run: RunReport }) {
  const weeks = props.run.weeks ?? [];
  const [measure, choose] = useState<HeatMeasure>('service_level_percent');
  const shown = kMeasures.find((entry) => entry.value === measure) ?? kMeasures[0];
  const draw = useCallback((canvas: Canvas) => draw_heat(canvas, weeks, measure, shown.unit), [props.run, measure]);
  const of_level = measure === 'service_level_percent' ? ` Service level: ${level_words(props.run)}.` : '';
  return (
    <Figure
      title={`${shown.word} by hour of the week`}
      words={`Every cell is one hour of the week, over all weeks and replications; its number is in ${shown.unit === 's' ? 'seconds' : shown.unit}. Steps of colour are those below each line.${of_level}`}
      draw={draw}
      table={week_table(weeks)}
      file="hours_of_the_week"
      terms={terms_of(['hour_of_week', 'service_level', 'line_service_level', 'mean_wait', 'offered', 'force_clock'])}
    >
      <Choice legend="Show" name="week-measure" options={kMeasures} chosen={measure} choose={choose} />
    </Figure>
  );
}

const kWeekHours = 168;

/** Why there is no week to show. */
export function NoWeek(props: { run: RunReport }) {
  const measured = props.run.run?.measured_h;
  const why =
    measured !== undefined && measured >= kWeekHours
      ? 'The days of this run have no dates, so nobody knows which of them is a Monday. A scenario with a calendar has a heat map of its week here.'
      : `This run measured ${measured === undefined ? 'less than a week' : `${number_text(measured, Number.isInteger(measured) ? 0 : 1)} hours`}. A scenario with a calendar that measures a week (${kWeekHours} hours) or more has a heat map here: service level, mean wait and calls by hour of the week.`;
  return <p class="govuk-body-s">{why}</p>;
}
