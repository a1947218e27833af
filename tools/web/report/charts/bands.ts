// A figure of every line by quarter-hour, with the band in which most days lie.
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { legend, line_series, stacked_grids, time_axis, tooltip, value_axis } from '../../components/axes.ts';
import { number_text } from '../../words/numbers.ts';

export interface BandRow {
  line: string; // heading, with what is measured
  mean: (number | undefined)[];
  low: (number | undefined)[]; // empty without bands
  high: (number | undefined)[];
}

export function draw_bands(canvas: Canvas, from: string[], rows: BandRow[], unit: '%' | 's'): Drawing {
  const { height, grid, title } = stacked_grids(canvas, rows.map((row) => `${row.line}, ${unit}`), canvas.narrow ? 150 : 170);
  const axis = unit === '%' ? { min: 0, max: 100 } : { min: 0 };
  return {
    height,
    option: {
      title,
      grid,
      legend: legend(canvas, ['mean', 'band: 8 days in 10']),
      tooltip: tooltip(canvas, { formatter: (points: Point[]) => tooltip_words(points, rows, unit) }),
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      xAxis: rows.map((_, place) => time_axis(canvas, from, place === rows.length - 1 ? 'time of day' : '', place)),
      yAxis: rows.map((_, place) => value_axis(canvas, '', place, axis)),
      series: rows.flatMap((row, place) => line_with_band(canvas, row, place)),
    },
  };
}

interface Point {
  dataIndex: number;
  axisValue: string;
}

function tooltip_words(points: Point[], rows: BandRow[], unit: string): string {
  const first = points[0];
  if (!first) {
    return '';
  }
  const place = first.dataIndex;
  const words = rows.map((row) => {
    const low = row.low[place];
    const band = low === undefined ? '' : ` (days ${number_text(low)} to ${number_text(row.high[place])})`;
    return `${row.line}: ${number_text(row.mean[place])} ${unit}${band}`;
  });
  return [first.axisValue, ...words].join('\n');
}

function line_with_band(canvas: Canvas, row: BandRow, place: number): object[] {
  const axes = { xAxisIndex: place, yAxisIndex: place };
  const colour = canvas.palette.series[place % canvas.palette.series.length] as string;
  const edge = { ...axes, type: 'line', stack: `band ${place}`, symbol: 'none', silent: true, stackStrategy: 'all' };
  const band = [
    { ...edge, name: 'band: 8 days in 10', data: row.low.map((v) => v ?? null), lineStyle: { width: 1, type: [2, 3], color: colour }, color: colour },
    {
      ...edge,
      name: 'band: 8 days in 10',
      data: row.high.map((v, i) => (v === undefined ? null : v - (row.low[i] ?? 0))),
      lineStyle: { width: 1, type: [2, 3], color: colour },
      color: colour,
      areaStyle: { color: colour, opacity: 0.18, decal: { symbol: 'none' } },
    },
  ];
  const mean = line_series(canvas, place, 'mean', row.mean, axes);
  return row.low.length > 0 ? [...band, mean] : [mean];
}
