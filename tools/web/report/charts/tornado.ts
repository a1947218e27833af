// What each factor does to a figure between its low and its high value. A block for each figure.
import type { SweepReport, TornadoReport } from '../../data/messages.ts';
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { grid_title, legend, round_values, tooltip } from '../../components/axes.ts';
import { number_text } from '../../words/numbers.ts';
import { factor_name } from '../../words/summary.ts';

export interface TornadoBlock {
  title: string; // of the figure, with its unit
  tornado: TornadoReport;
}

export function draw_tornados(canvas: Canvas, sweep: SweepReport, blocks: TornadoBlock[]): Drawing {
  let bottom = 32;
  const grids = blocks.map((block) => {
    const top = bottom + 30;
    const height = (block.tornado.bars?.length ?? 0) * (canvas.narrow ? 56 : 40);
    bottom = top + height + 48;
    return { top, height, left: canvas.narrow ? 12 : Math.min(260, canvas.width * 0.32), right: 48 };
  });
  return {
    height: bottom,
    option: {
      grid: grids,
      title: blocks.map((block, place) => grid_title(canvas, block.title, (grids[place]?.top ?? 0) - 24)),
      legend: legend(canvas),
      tooltip: tooltip(canvas, { trigger: 'item', formatter: (point: { data: { words: string } }) => point.data.words }),
      xAxis: blocks.map((block, place) => x_axis(canvas, block, place)),
      yAxis: blocks.map((block, place) => y_axis(canvas, sweep, block, place)),
      series: blocks.flatMap((block, place) => [
        bars(canvas, sweep, block, place, 'low'),
        bars(canvas, sweep, block, place, 'high'),
      ]),
    },
  };
}

/** Bars start at the baseline: the axis is of differences and its labels add the baseline. */
function x_axis(canvas: Canvas, block: TornadoBlock, place: number) {
  const base = block.tornado.baseline?.value ?? 0;
  const ticks = round_values(values_of(block), canvas.narrow ? 3 : 6).map((value) => value - base);
  return {
    type: 'value',
    gridIndex: place,
    min: ticks[0],
    max: ticks.at(-1),
    axisTick: { show: true, customValues: ticks, lineStyle: { color: canvas.palette.muted } },
    axisLabel: { color: canvas.palette.muted, hideOverlap: true, customValues: ticks, formatter: (value: number) => number_text(value + base) },
    axisLine: { show: true, lineStyle: { color: canvas.palette.muted } },
    splitLine: { show: false },
  };
}

/** All that the figure is in the block. */
function values_of(block: TornadoBlock): number[] {
  const ends = (block.tornado.bars ?? []).flatMap((bar) => [bar.at_low?.value, bar.at_high?.value]);
  return [block.tornado.baseline?.value, ...ends].filter((value) => value !== undefined);
}

function y_axis(canvas: Canvas, sweep: SweepReport, block: TornadoBlock, place: number) {
  return {
    type: 'category',
    gridIndex: place,
    inverse: true,
    data: (block.tornado.bars ?? []).map((bar) => factor_name(sweep, bar.factor ?? '')),
    axisTick: { show: false },
    axisLine: { onZero: true, lineStyle: { color: canvas.palette.text, width: 1.5 } },
    axisLabel: canvas.narrow
      ? { inside: true, align: 'left', verticalAlign: 'bottom', padding: [0, 0, 17, 0], color: canvas.palette.text, onZero: false }
      : { color: canvas.palette.text, width: Math.min(260, canvas.width * 0.32) - 16, overflow: 'break', lineHeight: 15, onZero: false },
    z: 3,
  };
}

function bars(canvas: Canvas, sweep: SweepReport, block: TornadoBlock, place: number, end: 'low' | 'high') {
  const base = block.tornado.baseline?.value ?? 0;
  const data = (block.tornado.bars ?? []).map((bar) => {
    const at = end === 'low' ? bar.at_low?.value : bar.at_high?.value;
    const value = end === 'low' ? bar.low : bar.high;
    const size = at === undefined ? null : at - base;
    return {
      value: size,
      words: `${factor_name(sweep, bar.factor ?? '')} at ${value}\n${block.title}: ${number_text(at, 2)}`,
      label: { show: size !== null, position: (size ?? 0) < 0 ? 'left' : 'right', formatter: value ?? '' },
    };
  });
  return {
    type: 'bar',
    name: end === 'low' ? 'factor at its low value' : 'factor at its high value',
    xAxisIndex: place,
    yAxisIndex: place,
    data,
    barGap: '-100%',
    barWidth: 20,
    color: canvas.palette.series[end === 'low' ? 0 : 1],
    label: { color: canvas.palette.text, fontSize: 12, distance: 4 },
  };
}
