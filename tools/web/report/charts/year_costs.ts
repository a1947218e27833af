// What each option costs by year, its lines on top of each other. A grid for each option, one scale.
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { category_axis, legend, stacked_grids, tooltip, value_axis } from '../../components/axes.ts';
import { millions_text } from '../../words/appraisal.ts';

export interface CostBlock {
  title: string;
  lines: { name: string; years: number[] }[]; // pounds
}

export function draw_year_costs(canvas: Canvas, years: string[], blocks: CostBlock[]): Drawing {
  const names = [...new Set(blocks.flatMap((block) => block.lines.map((line) => line.name)))];
  const rows_of_legend = Math.ceil(names.length / (canvas.narrow ? 2 : 5));
  const shift = (rows_of_legend - 1) * 24;
  const { height, grid, title } = stacked_grids(canvas, blocks.map((block) => block.title), canvas.narrow ? 130 : 140);
  const ends = round_ends(blocks, years.length);
  return {
    height: height + shift,
    option: {
      grid: grid.map((each) => ({ ...each, top: each.top + shift })),
      title: title.map((each) => ({ ...each, top: each.top + shift })),
      legend: legend(canvas, names),
      tooltip: tooltip(canvas, { axisPointer: { type: 'shadow' }, valueFormatter: (value: unknown) => (typeof value === 'number' ? millions_text(value) : '–') }),
      xAxis: blocks.map((_, place) => category_axis(canvas, years, place === blocks.length - 1 ? 'year' : '', place)),
      yAxis: blocks.map((_, place) =>
        value_axis(canvas, '', place, { ...ends, splitNumber: 3, axisLabel: { color: canvas.palette.muted, formatter: (value: number) => millions_text(value, 1) } }),
      ),
      series: blocks.flatMap((block, place) =>
        block.lines.map((line) => ({
          type: 'bar',
          name: line.name,
          stack: `${place}`,
          xAxisIndex: place,
          yAxisIndex: place,
          data: line.years,
          barMaxWidth: 46,
          color: canvas.palette.series[names.indexOf(line.name) % canvas.palette.series.length],
        })),
      ),
    },
  };
}

/** Options are compared by eye, so they share their scale. */
function round_ends(blocks: CostBlock[], years: number): { min: number; max: number } {
  let least = 0;
  let most = 0;
  for (const block of blocks) {
    for (let year = 0; year < years; year += 1) {
      const sums = block.lines.map((line) => line.years[year] ?? 0);
      most = Math.max(most, sums.filter((sum) => sum > 0).reduce((all, sum) => all + sum, 0));
      least = Math.min(least, sums.filter((sum) => sum < 0).reduce((all, sum) => all + sum, 0));
    }
  }
  const step = 10 ** Math.floor(Math.log10(Math.max(most, 1))) / 2;
  return { min: Math.floor(least / step) * step, max: Math.ceil(most / step) * step };
}
