// The week hour by hour.
import { useCallback, useState } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Choice } from '../components/choice.tsx';
import { Figure } from '../components/figure.tsx';
import type { HourOfWeekReport } from '../data/messages.ts';
import { terms_of } from '../words/glossary.ts';
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

export function WeekFigure(props: { weeks: HourOfWeekReport[] }) {
  const [measure, choose] = useState<HeatMeasure>('service_level_percent');
  const shown = kMeasures.find((entry) => entry.value === measure) ?? kMeasures[0];
  const draw = useCallback((canvas: Canvas) => draw_heat(canvas, props.weeks, measure, shown.unit), [props.weeks, measure]);
  return (
    <Figure
      title={`${shown.word} by hour of the week`}
      words={`Every cell is one hour of the week, over all weeks; its number is in ${shown.unit === 's' ? 'seconds' : shown.unit}. Steps of colour are those below each line.`}
      draw={draw}
      table={week_table(props.weeks)}
      file="hours_of_the_week"
      terms={terms_of(['service_level', 'mean_wait', 'offered', 'force_clock'])}
    >
      <Choice legend="Show" name="week-measure" options={kMeasures} chosen={measure} choose={choose} />
    </Figure>
  );
}
