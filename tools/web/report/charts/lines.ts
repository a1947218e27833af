// Quantities over an ordered axis, a grid for each quantity and a line for each bid.
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { category_axis, legend, line_series, stacked_grids, tooltip, value_axis } from '../../components/axes.ts';
import { number_text } from '../../words/numbers.ts';

export interface LinesBlock {
  title: string; // with the unit
  axis: object; // of the values: its ends
  lines: { name: string; values: (number | undefined)[] }[];
}

export function draw_lines(canvas: Canvas, places: string[], axis_name: string, blocks: LinesBlock[], every: number): Drawing {
  const { height, grid, title } = stacked_grids(canvas, blocks.map((block) => block.title), canvas.narrow ? 150 : 170);
  const names = [...new Set(blocks.flatMap((block) => block.lines.map((line) => line.name)))];
  return {
    height,
    option: {
      title,
      grid,
      legend: legend(canvas, names),
      tooltip: tooltip(canvas, { formatter: (points: Point[]) => tooltip_words(points, places, blocks) }),
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      xAxis: blocks.map((_, place) => category_axis(canvas, places, place === blocks.length - 1 ? axis_name : '', place, canvas.narrow ? every * 2 : every)),
      yAxis: blocks.map((block, place) => value_axis(canvas, '', place, block.axis)),
      series: blocks.flatMap((block, place) =>
        block.lines.map((line) => line_of(canvas, names, block, line, place)),
      ),
    },
  };
}

type Line = LinesBlock['lines'][number];

/** Whether two lines would lie on each other at most places. */
function coincide(one: Line, other: Line): boolean {
  const same = one.values.filter((value, place) => value !== undefined && value === other.values[place]).length;
  return 2 * same > one.values.filter((value) => value !== undefined).length;
}

/** A line under others that coincide with it is wider, so that it is seen on both sides of them. */
function line_of(canvas: Canvas, names: string[], block: LinesBlock, line: Line, grid: number) {
  const later = block.lines.slice(block.lines.indexOf(line) + 1);
  const under = later.filter((other) => coincide(line, other)).length;
  const series = line_series(canvas, names.indexOf(line.name), line.name, line.values, { xAxisIndex: grid, yAxisIndex: grid });
  const size = series.symbolSize;
  return {
    ...series,
    lineStyle: { ...series.lineStyle, width: 2 + 4 * under },
    symbolSize: (value: unknown, point: { dataIndex: number }) => (size(value, point) > 0 ? size(value, point) + 6 * under : 0),
  };
}

interface Point {
  dataIndex: number;
}

function tooltip_words(points: Point[], places: string[], blocks: LinesBlock[]): string {
  const place = points[0]?.dataIndex;
  if (place === undefined) {
    return '';
  }
  const words = blocks.flatMap((block) => block.lines.map((line) => `${block.title}, ${line.name}: ${number_text(line.values[place])}`));
  return [places[place], ...words].join('\n');
}
