// What a model expects, with the band in which it expects it, and what was observed, over ordered
// places: hours of the week, days, blocks of the day. A grid for each row.
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { category_axis, legend, stacked_grids, tooltip, value_axis } from '../../components/axes.ts';
import { number_text } from '../../words/numbers.ts';

export interface FittedRow {
  title: string; // with the unit
  expected: (number | undefined)[];
  low: (number | undefined)[];
  high: (number | undefined)[];
  observed: (number | undefined)[];
}

export interface FittedWords {
  axis: string; // of the places
  every: number; // which places are labelled
  expected: string; // names in the legend
  band: string;
  observed: string;
  percent?: boolean; // the values are percentages: the axis ends at 0 and 100
}

export function draw_fitted(canvas: Canvas, places: string[], rows: FittedRow[], words: FittedWords): Drawing {
  const { height, grid, title } = stacked_grids(canvas, rows.map((row) => row.title), canvas.narrow ? 150 : 180);
  const few = places.length <= 62;
  return {
    height,
    option: {
      title,
      grid,
      legend: legend(canvas, [
        { name: words.observed, icon: 'circle' },
        { name: words.expected },
        { name: words.band, icon: 'rect', itemStyle: { opacity: 0.35 } },
      ]),
      tooltip: tooltip(canvas, { formatter: (points: Point[]) => tooltip_words(points, places, rows, words) }),
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      xAxis: rows.map((_, place) => category_axis(canvas, places, place === rows.length - 1 ? words.axis : '', place, canvas.narrow ? words.every * 2 : words.every)),
      yAxis: rows.map((_, place) => value_axis(canvas, '', place, words.percent ? { min: 0, max: 100 } : { min: 0 })),
      series: rows.flatMap((row, place) => fitted_series(canvas, row, place, words, few)),
    },
  };
}

interface Point {
  dataIndex: number;
}

function tooltip_words(points: Point[], places: string[], rows: FittedRow[], words: FittedWords): string {
  const place = points[0]?.dataIndex;
  if (place === undefined) {
    return '';
  }
  const lines = rows.map((row) => {
    const band = row.low[place] === undefined ? '' : ` (${number_text(row.low[place])} to ${number_text(row.high[place])})`;
    return `${row.title}\n  ${words.expected} ${number_text(row.expected[place])}${band}, ${words.observed} ${number_text(row.observed[place])}`;
  });
  return [places[place], ...lines].join('\n');
}

function fitted_series(canvas: Canvas, row: FittedRow, place: number, words: FittedWords, few: boolean): object[] {
  const axes = { xAxisIndex: place, yAxisIndex: place };
  const colour = canvas.palette.series[0] as string;
  const edge = { ...axes, type: 'line', name: words.band, stack: `band ${place}`, stackStrategy: 'all', symbol: 'none', silent: true, color: colour, lineStyle: { width: 1, type: [2, 3], color: colour } };
  return [
    { ...edge, data: row.low.map((value) => value ?? null) },
    {
      ...edge,
      data: row.high.map((value, at) => (value === undefined ? null : value - (row.low[at] ?? 0))),
      areaStyle: { color: colour, opacity: 0.18, decal: { symbol: 'none' } },
    },
    { ...axes, type: 'line', name: words.expected, data: row.expected.map((value) => value ?? null), symbol: 'none', color: colour, lineStyle: { width: 2, color: colour } },
    {
      ...axes,
      type: 'line',
      name: words.observed,
      data: row.observed.map((value) => value ?? null),
      color: canvas.palette.series[1],
      lineStyle: { width: 0, opacity: 0 },
      symbol: 'circle',
      symbolSize: few ? 6 : 3,
      showAllSymbol: true,
    },
  ];
}
