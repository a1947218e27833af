// The parts that pictures have in common: axes, legends, tooltips, small multiples.
import type { Canvas } from './chart.tsx';
import { kDashes, kMarkers } from './palette.ts';

const kLegendHeight = 30;

/** A grid for each of `names`, one below the other, with the name above. */
export function stacked_grids(canvas: Canvas, names: string[], each: number) {
  const gap = 62;
  const top = (place: number) => kLegendHeight + 30 + place * (each + gap);
  return {
    height: top(names.length) - gap + 46,
    grid: names.map((_, place) => ({ left: 54, right: 16, top: top(place), height: each })),
    title: names.map((name, place) => grid_title(canvas, name, top(place) - 24)),
  };
}

export function grid_title(canvas: Canvas, text: string, top: number, left = 0) {
  return { text, left, top, padding: 0, textStyle: { fontSize: 14, fontWeight: 'bold', color: canvas.palette.text } };
}

export function category_axis(canvas: Canvas, values: string[], name: string, grid = 0, every?: number) {
  return {
    type: 'category',
    gridIndex: grid,
    data: values,
    name,
    nameLocation: 'middle',
    nameGap: 28,
    nameTextStyle: { color: canvas.palette.muted },
    axisLine: { lineStyle: { color: canvas.palette.muted } },
    axisTick: { show: false },
    axisLabel: {
      color: canvas.palette.muted,
      hideOverlap: true,
      ...(every === undefined ? {} : { interval: every_nth(every) }),
    },
  };
}

const every_nth = (every: number) => (place: number) => place % every === 0;

/** Quarter-hours of the day, labelled every three hours, or six where it is narrow. */
export function time_axis(canvas: Canvas, from: string[], name: string, grid = 0) {
  return category_axis(canvas, from, name, grid, canvas.narrow ? 24 : 12);
}

export function value_axis(canvas: Canvas, name: string, grid = 0, more: object = {}) {
  return {
    type: 'value',
    gridIndex: grid,
    name,
    nameLocation: 'end',
    nameGap: 12,
    nameTextStyle: { color: canvas.palette.muted, align: 'right', padding: [0, -2, 0, 0] },
    axisLabel: { color: canvas.palette.muted },
    splitLine: { lineStyle: { color: canvas.palette.grid } },
    ...more,
  };
}

export function legend(canvas: Canvas, data?: unknown[]) {
  return {
    top: 0,
    left: 0,
    type: 'plain',
    itemWidth: 34,
    itemGap: canvas.narrow ? 8 : 18,
    textStyle: { color: canvas.palette.text, fontSize: canvas.narrow ? 12 : 13 },
    selectedMode: !canvas.print,
    ...(data === undefined ? {} : { data }),
  };
}

/** Rich text, because the policy of the page allows no styles that come with markup. */
export function tooltip(canvas: Canvas, more: object = {}) {
  return {
    trigger: 'axis',
    renderMode: 'richText',
    confine: true,
    backgroundColor: canvas.palette.background,
    borderColor: canvas.palette.muted,
    borderWidth: 1,
    textStyle: { color: canvas.palette.text, fontSize: 13 },
    axisPointer: { lineStyle: { color: canvas.palette.muted } },
    ...more,
  };
}

/** A line known by colour, dash and marker. */
export function line_series(canvas: Canvas, place: number, name: string, data: (number | undefined)[], more: object = {}) {
  const colour = canvas.palette.series[place % canvas.palette.series.length] as string;
  const marker = kMarkers[place % kMarkers.length] as string;
  const apart = Math.max(1, Math.round(data.length / 12));
  return {
    type: 'line',
    name,
    data: data.map((value) => value ?? null),
    color: colour,
    lineStyle: { width: 2, type: kDashes[place % kDashes.length], color: colour },
    symbol: marker,
    symbolSize: (_value: unknown, point: { dataIndex: number }) => (point.dataIndex % apart === 0 ? 7 : 0),
    showAllSymbol: true,
    connectNulls: false,
    ...more,
  };
}

/** Round values from below the least to above the greatest, about so many, with a little room. */
export function round_values(values: number[], about: number): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || 1) * 0.08;
  const rough = (high - low + 2 * room) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor((low - room) / step);
  const last = Math.ceil((high + room) / step);
  return Array.from({ length: last - first + 1 }, (_, place) => (first + place) * step);
}
