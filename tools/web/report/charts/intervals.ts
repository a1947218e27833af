// Values with their intervals, one row each: scenarios beside each other, differences, closed forms.
// Rows of different units have their own scale.
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { grid_title, legend, tooltip } from '../../components/axes.ts';
import { kMarkers } from '../../components/palette.ts';
import { number_text } from '../../words/numbers.ts';

export interface IntervalPoint {
  name: string; // of the series: colour and marker
  value?: number;
  half_width?: number;
  strong?: boolean; // filled marker; hollow otherwise
}

export interface IntervalRow {
  label: string;
  points: IntervalPoint[];
}

export interface IntervalGroup {
  title: string;
  unit: string;
  rows: IntervalRow[];
  zero?: boolean; // a line at 0: these are differences
  from?: { least: 0; most?: number }; // the axis begins at 0, so that lengths compare; and ends there
}

const kRow = 22;
const kWideLabels = 300;

export function draw_intervals(canvas: Canvas, names: string[], groups: IntervalGroup[]): Drawing {
  const row_height = Math.max(40, names.length * kRow + 10);
  const label_lines = canvas.narrow ? 22 : 0; // labels stand above their row where it is narrow
  const legend_height = Math.ceil(names.length / (canvas.narrow ? 2 : 5)) * 26;
  let bottom = legend_height + 6;
  const grids = groups.map((group) => {
    const top = bottom + 32;
    const height = group.rows.length * (row_height + label_lines);
    bottom = top + height + 46;
    return { top, height, left: canvas.narrow ? 8 : Math.min(kWideLabels, canvas.width * 0.36), right: 24 };
  });
  return {
    height: bottom,
    option: {
      grid: grids,
      title: groups.map((group, place) => grid_title(canvas, `${group.title}, ${group.unit}`, (grids[place]?.top ?? 0) - 24)),
      legend: { ...legend(canvas, names.map((name, place) => ({ name, icon: kMarkers[place % kMarkers.length] }))), itemWidth: 14 },
      tooltip: tooltip(canvas, { trigger: 'item', formatter: (point: { data: { words: string } }) => point.data.words }),
      xAxis: groups.map((group, place) => x_axis(canvas, group, place)),
      yAxis: groups.map((group, place) => y_axis(canvas, group, place, names.length)),
      series: groups.flatMap((group, place) => names.map((name, order) => markers(canvas, group, place, name, order, names.length))),
    },
  };
}

function x_axis(canvas: Canvas, group: IntervalGroup, place: number) {
  return {
    type: 'value',
    gridIndex: place,
    scale: !group.zero && !group.from,
    boundaryGap: group.zero ? ['4%', '4%'] : [0, '4%'],
    ...(group.from ? { min: (range: { min: number }) => Math.min(group.from?.least ?? 0, range.min), max: group.from.most } : {}),
    ...(group.unit === '%' ? { max: (range: { max: number }) => (range.max > 80 && range.max <= 100 ? 100 : undefined) } : {}),
    splitNumber: canvas.narrow ? 3 : 6,
    axisLabel: { color: canvas.palette.muted, hideOverlap: true },
    splitLine: { lineStyle: { color: canvas.palette.grid } },
    axisLine: { show: false },
  };
}

function y_axis(canvas: Canvas, group: IntervalGroup, place: number, count: number) {
  const width = Math.min(kWideLabels, canvas.width * 0.36) - 12;
  return {
    type: 'category',
    gridIndex: place,
    inverse: true,
    data: group.rows.map((row) => row.label),
    axisTick: { show: false },
    axisLine: { show: group.zero === true, onZero: true, lineStyle: { color: canvas.palette.text } },
    splitLine: { show: true, lineStyle: { color: canvas.palette.grid } },
    axisLabel: canvas.narrow
      ? { inside: true, align: 'left', verticalAlign: 'bottom', padding: [0, 0, (count - 1) * (kRow / 2) + 10, 0], color: canvas.palette.text, width: canvas.width - 40, overflow: 'truncate' }
      : { color: canvas.palette.text, width, overflow: 'break', lineHeight: 15, onZero: false, margin: 10 },
    z: 3,
  };
}

interface RenderApi {
  value: (dimension: number) => number;
  coord: (point: [number, number]) => [number, number];
}

/** Whisker with caps, and a marker that is filled where the point is strong. */
function markers(canvas: Canvas, group: IntervalGroup, place: number, name: string, order: number, count: number) {
  const colour = canvas.palette.series[order % canvas.palette.series.length] as string;
  const shift = (order - (count - 1) / 2) * kRow + (canvas.narrow ? 10 : 0);
  const points = group.rows.map((row) => row.points.find((point) => point.name === name));
  return {
    type: 'custom',
    name,
    color: colour,
    xAxisIndex: place,
    yAxisIndex: place,
    clip: false,
    encode: { x: [1, 2, 3], y: 0 },
    data: points.flatMap((point, row) => {
      if (point?.value === undefined) {
        return [];
      }
      const half = point.half_width ?? 0;
      const words = `${group.rows[row]?.label}\n${name}: ${number_text(point.value, 2)} ${group.unit}${point.half_width === undefined ? '' : ` ± ${number_text(half, 2)}`}`;
      return [{ value: [row, point.value, point.value - half, point.value + half], strong: point.strong !== false, words }];
    }),
    renderItem: (params: { dataIndexInside: number }, api: RenderApi) => {
      const row = api.value(0);
      const [x, y] = api.coord([api.value(1), row]);
      const [low] = api.coord([api.value(2), row]);
      const [high] = api.coord([api.value(3), row]);
      const strong = strong_of(group, name, params.dataIndexInside);
      return {
        type: 'group',
        children: [
          ...whisker(low, high, y + shift, colour),
          marker(order, x, y + shift, colour, strong ? colour : canvas.palette.background),
        ],
      };
    },
  };
}

function strong_of(group: IntervalGroup, name: string, place: number): boolean {
  const points = group.rows.flatMap((row) => row.points.filter((point) => point.name === name && point.value !== undefined));
  return points[place]?.strong !== false;
}

function whisker(low: number, high: number, y: number, colour: string): object[] {
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line',
    shape: { x1, y1, x2, y2 },
    style: { stroke: colour, lineWidth: 2 },
  });
  return high - low < 1 ? [] : [line(low, y, high, y), line(low, y - 5, low, y + 5), line(high, y - 5, high, y + 5)];
}

function marker(order: number, x: number, y: number, stroke: string, fill: string): object {
  const size = 5.5;
  const style = { fill, stroke, lineWidth: 2, decal: null };
  switch (kMarkers[order % kMarkers.length]) {
    case 'circle':
      return { type: 'circle', shape: { cx: x, cy: y, r: size }, style };
    case 'diamond':
      return { type: 'polygon', shape: { points: [[x, y - size - 1], [x + size + 1, y], [x, y + size + 1], [x - size - 1, y]] }, style };
    case 'triangle':
      return { type: 'polygon', shape: { points: [[x, y - size - 1], [x + size + 1, y + size], [x - size - 1, y + size]] }, style };
    default:
      return { type: 'rect', shape: { x: x - size, y: y - size, width: 2 * size, height: 2 * size }, style };
  }
}
