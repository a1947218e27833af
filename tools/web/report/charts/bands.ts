// A figure of every line by quarter-hour, with the band in which most days lie and the median day.
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { legend, line_series, stacked_grids, time_axis, tooltip, value_axis } from '../../components/axes.ts';
import { number_text } from '../../words/numbers.ts';

export interface BandRow {
  line: string; // heading, with what is measured
  mean: (number | undefined)[];
  low: (number | undefined)[]; // empty without bands, as the three below
  middle: (number | undefined)[];
  high: (number | undefined)[];
  days: (number | undefined)[]; // that have a value
}

export type BandUnit = '%' | 's' | 'calls';

const kBand = 'band: 8 days in 10';
const kMiddle = 'median day';
const kBrokenLine = 'path://M0 6h10v2H0z M14 6h10v2H14z M28 6h10v2H28z M0 0h0v14h0z';

export function draw_bands(canvas: Canvas, from: string[], rows: BandRow[], unit: BandUnit): Drawing {
  const { height, grid, title } = stacked_grids(canvas, rows.map((row) => `${row.line}, ${unit}`), canvas.narrow ? 150 : 170);
  const axis = unit === '%' ? { min: 0, max: 100 } : { min: 0 };
  const names = rows.some((row) => row.low.length > 0) ? ['mean', { name: kMiddle, icon: kBrokenLine }, { name: kBand, icon: 'rect', itemStyle: { opacity: 0.35 } }] : ['mean'];
  return {
    height,
    option: {
      title,
      grid,
      legend: legend(canvas, names),
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
    const band = low === undefined ? '' : `\n  median day ${number_text(row.middle[place])}, 8 days in 10 from ${number_text(low)} to ${number_text(row.high[place])}`;
    return `${row.line}: ${number_text(row.mean[place])} ${unit}${band}`;
  });
  return [first.axisValue, ...words].join('\n');
}

function line_with_band(canvas: Canvas, row: BandRow, place: number): object[] {
  const axes = { xAxisIndex: place, yAxisIndex: place };
  const colour = canvas.palette.series[place % canvas.palette.series.length] as string;
  const edge = { ...axes, type: 'line', stack: `band ${place}`, symbol: 'none', silent: true, stackStrategy: 'all' };
  const band = [
    { ...edge, name: kBand, data: row.low.map((v) => v ?? null), lineStyle: { width: 1, type: [2, 3], color: colour }, color: colour },
    {
      ...edge,
      name: kBand,
      data: row.high.map((v, i) => (v === undefined ? null : v - (row.low[i] ?? 0))),
      lineStyle: { width: 1, type: [2, 3], color: colour },
      color: colour,
      areaStyle: { color: colour, opacity: 0.18, decal: { symbol: 'none' } },
    },
  ];
  const middle = {
    ...axes,
    type: 'line',
    name: kMiddle,
    data: row.middle.map((v) => v ?? null),
    symbol: 'none',
    color: canvas.palette.text,
    lineStyle: { width: 1, type: [5, 3], color: canvas.palette.text },
  };
  const mean = line_series(canvas, place, 'mean', row.mean, axes);
  return row.low.length > 0 ? [...band, middle, mean] : [mean];
}
