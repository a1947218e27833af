// Every figure by how far it is off in terms of what is tolerated: inside the shaded band it agrees.
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { grid_title, legend, tooltip } from '../../components/axes.ts';

export interface OffRow {
  label: string;
  words: string; // for the tooltip
  off: number; // difference over tolerance
  alone: number; // half width over tolerance
  together: number;
  verdict: string; // of the legend
}

export interface OffGroup {
  title: string;
  rows: OffRow[];
}

const kRow = 26;
const kMost = 4; // times the tolerance: what is further off stands at the edge
const kWideLabels = 330;
const kShapes: Record<string, string> = { agrees: 'circle', 'cannot tell': 'diamond', disagrees: 'rect' };
const kColours: Record<string, number> = { agrees: 2, 'cannot tell': 4, disagrees: 1 };

export function draw_agreement(canvas: Canvas, groups: OffGroup[]): Drawing {
  const row_height = canvas.narrow ? kRow + 18 : kRow;
  let bottom = canvas.narrow ? 58 : 34;
  const grids = groups.map((group) => {
    const top = bottom + 32;
    const height = group.rows.length * row_height;
    bottom = top + height + 46;
    return { top, height, left: canvas.narrow ? 8 : Math.min(kWideLabels, canvas.width * 0.42), right: 20 };
  });
  const verdicts = Object.keys(kShapes);
  return {
    height: bottom,
    option: {
      grid: grids,
      title: groups.map((group, place) => grid_title(canvas, `${group.title}: difference, in times of what is tolerated`, (grids[place]?.top ?? 0) - 24)),
      legend: { ...legend(canvas, verdicts.map((name) => ({ name, icon: kShapes[name] }))), itemWidth: 14 },
      tooltip: tooltip(canvas, { trigger: 'item', formatter: (point: { data: { words: string } }) => point.data.words }),
      xAxis: groups.map((_, place) => ({
        type: 'value',
        gridIndex: place,
        min: -kMost,
        max: kMost,
        interval: 1,
        axisLabel: { color: canvas.palette.muted, formatter: (value: number) => (value === kMost ? `${kMost}+` : value === -kMost ? `−${kMost}+` : String(value).replace('-', '−')) },
        splitLine: { lineStyle: { color: canvas.palette.grid } },
      })),
      yAxis: groups.map((group, place) => y_axis(canvas, group, place)),
      series: groups.flatMap((group, place) => [band(canvas, group, place), ...verdicts.map((verdict) => marks(canvas, group, place, verdict))]),
    },
  };
}

function y_axis(canvas: Canvas, group: OffGroup, place: number) {
  const width = Math.min(kWideLabels, canvas.width * 0.42) - 12;
  return {
    type: 'category',
    gridIndex: place,
    inverse: true,
    data: group.rows.map((row) => row.label),
    axisTick: { show: false },
    axisLine: { show: true, onZero: true, lineStyle: { color: canvas.palette.text } },
    axisLabel: canvas.narrow
      ? { inside: true, align: 'left', verticalAlign: 'bottom', padding: [0, 0, 8, 0], color: canvas.palette.text, width: canvas.width - 40, overflow: 'truncate', interval: 0 }
      : { color: canvas.palette.text, width, overflow: 'truncate', onZero: false, margin: 10, interval: 0 },
    z: 3,
  };
}

interface RenderApi {
  value: (dimension: number) => number;
  coord: (point: [number, number]) => [number, number];
}

interface RenderParams {
  coordSys: { x: number; y: number; width: number; height: number };
}

/** What is tolerated, behind all rows. */
function band(canvas: Canvas, group: OffGroup, place: number) {
  return {
    type: 'custom',
    name: 'tolerated',
    silent: true,
    xAxisIndex: place,
    yAxisIndex: place,
    z: 0,
    data: group.rows.length > 0 ? [{ value: [0, 0], words: '' }] : [],
    renderItem: (params: RenderParams, api: RenderApi) => {
      const [low] = api.coord([-1, 0]);
      const [high] = api.coord([1, 0]);
      return { type: 'rect', shape: { x: low, y: params.coordSys.y, width: high - low, height: params.coordSys.height }, style: { fill: canvas.palette.series[2], opacity: 0.16, decal: null } };
    },
  };
}

const cut = (value: number) => Math.max(-kMost, Math.min(kMost, value));

function marks(canvas: Canvas, group: OffGroup, place: number, verdict: string) {
  const colour = canvas.palette.series[kColours[verdict] ?? 0] as string;
  return {
    type: 'custom',
    name: verdict,
    color: colour,
    xAxisIndex: place,
    yAxisIndex: place,
    clip: false,
    encode: { x: [1, 2, 3, 4, 5], y: 0 },
    data: group.rows.flatMap((row, at) =>
      row.verdict === verdict
        ? [{ value: [at, cut(row.off), cut(row.off - row.alone), cut(row.off + row.alone), cut(row.off - row.together), cut(row.off + row.together)], words: row.words }]
        : [],
    ),
    renderItem: (_params: RenderParams, api: RenderApi) => {
      const row = api.value(0);
      const at = (dimension: number) => api.coord([api.value(dimension), row]);
      const [x, middle] = at(1);
      const y = middle + (canvas.narrow ? 8 : 0);
      const line = (low: number, high: number, width: number) => ({ type: 'line', shape: { x1: at(low)[0], y1: y, x2: at(high)[0], y2: y }, style: { stroke: colour, lineWidth: width } });
      return { type: 'group', children: [line(4, 5, 1.5), line(2, 3, 4), shape(verdict, x, y, colour, canvas.palette.background)] };
    },
  };
}

function shape(verdict: string, x: number, y: number, colour: string, background: string): object {
  const size = 6;
  const style = { fill: verdict === 'cannot tell' ? background : colour, stroke: colour, lineWidth: 2, decal: null };
  switch (kShapes[verdict]) {
    case 'circle':
      return { type: 'circle', shape: { cx: x, cy: y, r: size }, style };
    case 'diamond':
      return { type: 'polygon', shape: { points: [[x, y - size - 1], [x + size + 1, y], [x, y + size + 1], [x - size - 1, y]] }, style };
    default:
      return { type: 'rect', shape: { x: x - size, y: y - size, width: 2 * size, height: 2 * size }, style };
  }
}
