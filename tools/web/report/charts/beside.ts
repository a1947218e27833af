// Money and service beside each other, a row for each option and a grid for each quantity. Quantities
// have their own scales: nothing here is netted.
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { grid_title, tooltip } from '../../components/axes.ts';

export interface BesideBlock {
  title: string; // with the unit
  values: (number | undefined)[]; // one for each option
  words: (value: number) => string;
}

const kRow = 34;

export function draw_beside(canvas: Canvas, options: string[], blocks: BesideBlock[]): Drawing {
  const label = canvas.narrow ? 22 : 0; // labels stand above their bars where it is narrow
  const height = options.length * (kRow + label);
  const tops = blocks.map((_, place) => 28 + place * (height + 62));
  return {
    height: (tops.at(-1) ?? 0) + height + 20,
    option: {
      grid: tops.map((top) => ({ top, height, left: canvas.narrow ? 8 : Math.min(260, canvas.width * 0.32), right: 76 })),
      title: blocks.map((block, place) => grid_title(canvas, block.title, (tops[place] ?? 0) - 24)),
      tooltip: tooltip(canvas, {
        trigger: 'item',
        formatter: (point: { seriesIndex: number; name: string; value: number | null }) =>
          `${point.name}\n${blocks[point.seriesIndex]?.title}: ${point.value === null ? 'not measured' : blocks[point.seriesIndex]?.words(point.value)}`,
      }),
      xAxis: blocks.map((_, place) => ({
        type: 'value',
        gridIndex: place,
        min: 0,
        splitNumber: canvas.narrow ? 3 : 5,
        axisLabel: { show: false },
        splitLine: { lineStyle: { color: canvas.palette.grid } },
      })),
      yAxis: blocks.map((_, place) => ({
        type: 'category',
        gridIndex: place,
        inverse: true,
        data: options,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: canvas.palette.muted } },
        axisLabel: canvas.narrow
          ? { inside: true, align: 'left', verticalAlign: 'bottom', padding: [0, 0, 14, 0], color: canvas.palette.text, width: canvas.width - 40, overflow: 'truncate' }
          : { color: canvas.palette.text, width: Math.min(260, canvas.width * 0.32) - 14, overflow: 'break', lineHeight: 15 },
        z: 3,
      })),
      series: blocks.map((block, place) => ({
        type: 'bar',
        name: block.title,
        xAxisIndex: place,
        yAxisIndex: place,
        data: block.values.map((value) => value ?? null),
        barMaxWidth: 18,
        ...(canvas.narrow ? { barCategoryGap: '60%' } : {}),
        color: canvas.palette.series[place % canvas.palette.series.length],
        label: { show: true, position: 'right', color: canvas.palette.text, fontSize: 12, formatter: (point: { value: number | null }) => (point.value === null ? '' : block.words(point.value)) },
      })),
    },
  };
}
