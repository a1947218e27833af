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
        block.lines.map((line) => line_series(canvas, names.indexOf(line.name), line.name, line.values, { xAxisIndex: place, yAxisIndex: place })),
      ),
    },
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
