// Shares by a small whole number: how many incidents had so many calls.
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { category_axis, stacked_grids, tooltip, value_axis } from '../../components/axes.ts';
import { number_text } from '../../words/numbers.ts';

export interface SizesBlock {
  title: string;
  sizes: string[];
  percents: number[];
}

export function draw_sizes(canvas: Canvas, axis_name: string, blocks: SizesBlock[]): Drawing {
  const { height, grid, title } = stacked_grids(canvas, blocks.map((block) => block.title), 150);
  return {
    height,
    option: {
      title,
      grid,
      tooltip: tooltip(canvas, { axisPointer: { type: 'shadow' }, valueFormatter: (value: unknown) => (typeof value === 'number' ? `${number_text(value, 2)}%` : '') }),
      xAxis: blocks.map((block, place) => category_axis(canvas, block.sizes, place === blocks.length - 1 ? axis_name : '', place)),
      yAxis: blocks.map((_, place) => value_axis(canvas, '', place, { min: 0 })),
      series: blocks.map((block, place) => ({
        type: 'bar',
        name: block.title,
        xAxisIndex: place,
        yAxisIndex: place,
        data: block.percents,
        color: canvas.palette.series[0],
        barMaxWidth: 36,
        label: { show: !canvas.narrow, position: 'top', color: canvas.palette.text, formatter: (point: { value: number }) => number_text(point.value) },
      })),
    },
  };
}
