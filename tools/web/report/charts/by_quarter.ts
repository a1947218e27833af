// Several series over the quarter-hours of the day: calls, work and seats, occupancy.
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { legend, line_series, time_axis, tooltip, value_axis } from '../../components/axes.ts';
import { number_text } from '../../words/numbers.ts';

export interface QuarterSeries {
  name: string;
  data: (number | undefined)[];
  stacked?: boolean; // a filled area on top of the others
  steps?: boolean; // constant within the quarter-hour
}

export function draw_by_quarter(canvas: Canvas, from: string[], rows: QuarterSeries[], unit: string, axis: object = {}): Drawing {
  const legend_rows = Math.ceil(rows.length / (canvas.narrow ? 2 : 5));
  const top = legend_rows * 26 + 24;
  return {
    height: top + 260 + 46,
    option: {
      grid: { left: 54, right: 16, top, height: 260 },
      legend: legend(canvas),
      tooltip: tooltip(canvas, { valueFormatter: (value: unknown) => (typeof value === 'number' ? `${number_text(value)} ${unit}` : 'not measured') }),
      xAxis: time_axis(canvas, from, 'time of day'),
      yAxis: value_axis(canvas, unit, 0, { min: 0, ...axis }),
      series: rows.map((row, place) =>
        line_series(canvas, place, row.name, row.data, {
          ...(row.steps ? { step: 'middle' } : {}),
          ...(row.stacked ? { stack: 'all', areaStyle: { opacity: 0.5 } } : {}),
        }),
      ),
    },
  };
}
