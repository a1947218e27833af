// An exercise minute by minute: waits, calls and people, a grid for each, above them a strip in which
// decisions, events, notes and pauses stand.
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { category_axis, legend, line_series, stacked_grids, tooltip, value_axis } from '../../components/axes.ts';
import { number_text } from '../../words/numbers.ts';

export interface TimelineBlock {
  title: string; // with the unit
  lines: { name: string; values: (number | undefined)[] }[];
}

export interface TimelineMark {
  minute: number; // place on the axis
  row: string; // of the strip
  words: string;
}

const kMarkers: Record<string, string> = { decision: 'triangle', event: 'rect', note: 'circle', pause: 'diamond' };

export function draw_timeline(canvas: Canvas, places: string[], rows: string[], marks: TimelineMark[], blocks: TimelineBlock[]): Drawing {
  const { height, grid, title } = stacked_grids(canvas, ['What happened when', ...blocks.map((block) => block.title)], canvas.narrow ? 120 : 140);
  const names = [...new Set(blocks.flatMap((block) => block.lines.map((line) => line.name)))];
  const every = Math.max(1, Math.ceil(places.length / (canvas.narrow ? 4 : 10) / 15)) * 15;
  const last = blocks.length;
  return {
    height,
    option: {
      title,
      grid: grid.map((place) => ({ ...place, left: 74 })),
      legend: legend(canvas, names),
      tooltip: tooltip(canvas, { formatter: (points: Point[]) => tooltip_words(points, places, marks, blocks) }),
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      xAxis: grid.map((_, place) => category_axis(canvas, places, place === last ? 'time of day in the room' : '', place, every)),
      yAxis: [
        { type: 'category', gridIndex: 0, data: rows, inverse: true, axisLabel: { color: canvas.palette.muted }, axisTick: { show: false }, splitLine: { show: true, lineStyle: { color: canvas.palette.grid } } },
        ...blocks.map((_, place) => value_axis(canvas, '', place + 1, { min: 0 })),
      ],
      series: [
        ...rows.map((row, place) => ({
          type: 'line',
          name: row,
          xAxisIndex: 0,
          yAxisIndex: 0,
          data: marks.filter((mark) => mark.row === row).map((mark) => [mark.minute, place]),
          color: canvas.palette.series[place % canvas.palette.series.length],
          lineStyle: { width: 0, opacity: 0 },
          symbol: kMarkers[row] ?? 'diamond',
          symbolSize: 10,
          showAllSymbol: true,
        })),
        ...blocks.flatMap((block, place) =>
          block.lines.map((line) => ({ ...line_series(canvas, names.indexOf(line.name), line.name, line.values, { xAxisIndex: place + 1, yAxisIndex: place + 1 }), symbolSize: 0 })),
        ),
      ],
    },
  };
}

interface Point {
  axisValue: string;
  dataIndex: number;
  seriesName: string;
  value: unknown;
}

function tooltip_words(points: Point[], places: string[], marks: TimelineMark[], blocks: TimelineBlock[]): string {
  const plain = points.find((point) => !Array.isArray(point.value));
  const place = plain?.dataIndex ?? places.indexOf(points[0]?.axisValue ?? '');
  if (place < 0) {
    return '';
  }
  const figures = blocks.flatMap((block) => block.lines.map((line) => `${block.title}, ${line.name}: ${number_text(line.values[place], 0)}`));
  const happened = marks.filter((mark) => mark.minute === place).map((mark) => `${mark.row}: ${mark.words.slice(0, 90)}`);
  return [places[place], ...happened, ...figures].join('\n');
}
