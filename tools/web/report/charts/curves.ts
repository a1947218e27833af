// Curves over a number, such as seconds: what was observed beside what a law says. A grid for each
// block, each with its own axis.
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { legend, stacked_grids, tooltip, value_axis } from '../../components/axes.ts';
import { kDashes } from '../../components/palette.ts';
import { number_text } from '../../words/numbers.ts';

export interface Curve {
  name: string;
  points: [number, number][];
  step?: boolean; // it falls at its points
  thin?: boolean; // an edge of an interval
}

export interface CurvesBlock {
  title: string; // with the unit
  curves: Curve[];
}

/** `names`: of the curves, in the order of the legend; blocks share colours and dashes by name. */
export function draw_curves(canvas: Canvas, axis_name: string, names: string[], blocks: CurvesBlock[], most?: number): Drawing {
  const { height, grid, title } = stacked_grids(canvas, blocks.map((block) => block.title), canvas.narrow ? 150 : 180);
  return {
    height,
    option: {
      title,
      grid,
      legend: legend(canvas, names),
      tooltip: tooltip(canvas, { trigger: 'item', formatter: (point: Point) => `${blocks[point.data[2]]?.title}\n${point.seriesName}: ${number_text(point.data[1])} at ${number_text(point.data[0])}` }),
      xAxis: blocks.map((_, place) => ({
        ...value_axis(canvas, place === blocks.length - 1 ? axis_name : '', place, { min: 0, max: 'dataMax' }),
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: canvas.palette.muted },
        axisLine: { show: true, lineStyle: { color: canvas.palette.muted } },
        axisLabel: { color: canvas.palette.muted, hideOverlap: true, showMaxLabel: false, formatter: (value: number) => number_text(value, 0) },
        splitNumber: canvas.narrow ? 3 : 8,
      })),
      yAxis: blocks.map((_, place) => value_axis(canvas, '', place, { min: 0, ...(most === undefined ? {} : { max: most }) })),
      series: blocks.flatMap((block, place) => block.curves.map((curve) => curve_series(canvas, names.indexOf(curve.name), curve, place))),
    },
  };
}

interface Point {
  seriesName: string;
  data: [number, number, number];
}

function curve_series(canvas: Canvas, order: number, curve: Curve, place: number): object {
  const colour = canvas.palette.series[order % canvas.palette.series.length] as string;
  return {
    type: 'line',
    name: curve.name,
    xAxisIndex: place,
    yAxisIndex: place,
    data: curve.points.map(([x, y]) => [x, y, place]),
    ...(curve.step ? { step: 'end' } : {}),
    color: colour,
    symbol: 'circle',
    symbolSize: curve.thin ? 0 : 3,
    showSymbol: !curve.thin,
    lineStyle: { width: curve.thin ? 1 : 2, type: kDashes[order % kDashes.length], color: colour },
  };
}
