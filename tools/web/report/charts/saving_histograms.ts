// How savings spread over replications: bars of a common width, a grid for each option. Bars below
// zero are of another colour and pattern: nothing is saved there.
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { category_axis, legend, stacked_grids, tooltip, value_axis } from '../../components/axes.ts';
import { millions_text } from '../../words/appraisal.ts';
import { number_text } from '../../words/numbers.ts';

export interface SavingBlock {
  title: string;
  savings: number[]; // pounds, by replication
}

const kBinsMax = 24;

export function draw_saving_histograms(canvas: Canvas, blocks: SavingBlock[]): Drawing {
  const all = blocks.flatMap((block) => block.savings);
  const { width, first, count } = bins_of(all);
  const names = Array.from({ length: count }, (_, bin) => millions_text((first + bin) * width, digits_of(width)));
  const { height, grid, title } = stacked_grids(canvas, blocks.map((block) => block.title), 110);
  return {
    height,
    option: {
      grid,
      title,
      legend: legend(canvas, ['costs more than today', 'saves']),
      tooltip: tooltip(canvas, { axisPointer: { type: 'shadow' }, formatter: (points: Point[]) => bar_words(points, first, width) }),
      xAxis: blocks.map((_, place) => category_axis(canvas, names, place === blocks.length - 1 ? 'saved against today, from' : '', place)),
      yAxis: blocks.map((_, place) => value_axis(canvas, place === 0 ? 'replications' : '', place, { minInterval: 1, splitNumber: 3 })),
      series: blocks.flatMap((block, place) => {
        const counts = counted(block.savings, width, first, count);
        return [
          bars(canvas, place, 'costs more than today', counts.map((calls, bin) => (first + bin < 0 ? calls : null)), 1),
          bars(canvas, place, 'saves', counts.map((calls, bin) => (first + bin < 0 ? null : calls)), 0),
        ];
      }),
    },
  };
}

interface Point {
  dataIndex: number;
  value: number | null;
  seriesName: string;
}

function bar_words(points: Point[], first: number, width: number): string {
  const there = points.find((point) => typeof point.value === 'number');
  if (!there) {
    return '';
  }
  const from = (first + there.dataIndex) * width;
  return `${millions_text(from, digits_of(width))} to ${millions_text(from + width, digits_of(width))}\n${number_text(there.value ?? 0, 0)} replications`;
}

function bars(canvas: Canvas, place: number, name: string, data: (number | null)[], colour: number) {
  return { type: 'bar', name, stack: `${place}`, xAxisIndex: place, yAxisIndex: place, data, barCategoryGap: '8%', color: canvas.palette.series[colour] };
}

/** A round width that makes at most kBinsMax bars; zero is the edge of one. */
function bins_of(values: number[]): { width: number; first: number; count: number } {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  let width = 10 ** Math.floor(Math.log10(Math.max((most - least) / kBinsMax, 1)));
  for (const factor of [2, 2.5, 2, 2, 2.5, 2]) {
    if ((most - least) / width <= kBinsMax) {
      break;
    }
    width *= factor;
  }
  const first = Math.floor(least / width);
  return { width, first, count: Math.max(1, Math.floor(most / width) - first + 1) };
}

function counted(values: number[], width: number, first: number, count: number): number[] {
  const counts = Array.from({ length: count }, () => 0);
  for (const value of values) {
    const bin = Math.min(count - 1, Math.floor(value / width) - first);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

function digits_of(width: number): number {
  return width >= 1e6 ? 0 : width >= 1e5 ? 1 : 2;
}
