// Shares of a whole, as bars that lie down.
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { legend, tooltip } from '../../components/axes.ts';
import { number_text } from '../../words/numbers.ts';

export interface ShareSeries {
  name: string;
  percents: (number | undefined)[]; // one for each label
}

export function draw_shares(canvas: Canvas, labels: string[], series: ShareSeries[]): Drawing {
  const row = canvas.narrow ? 58 : 34;
  const height = labels.length * row;
  return {
    height: height + 40 + 40,
    option: {
      grid: { top: 36, height, left: canvas.narrow ? 8 : Math.min(280, canvas.width * 0.36), right: 24 },
      legend: legend(canvas),
      tooltip: tooltip(canvas, { axisPointer: { type: 'shadow' }, valueFormatter: (value: unknown) => (typeof value === 'number' ? `${number_text(value)}%` : 'not measured') }),
      xAxis: {
        type: 'value',
        min: 0,
        max: 100,
        axisLabel: { color: canvas.palette.muted, formatter: (value: number) => `${value}%` },
        splitLine: { lineStyle: { color: canvas.palette.grid } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: labels,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: canvas.palette.muted } },
        axisLabel: canvas.narrow
          ? { inside: true, align: 'left', verticalAlign: 'bottom', padding: [0, 0, row / 2 - 12, 0], color: canvas.palette.text, width: canvas.width - 30, overflow: 'truncate' }
          : { color: canvas.palette.text, width: Math.min(280, canvas.width * 0.36) - 14, overflow: 'break', lineHeight: 15 },
        z: 3,
      },
      series: series.map((entry, place) => ({
        type: 'bar',
        name: entry.name,
        data: entry.percents.map((percent) => percent ?? null),
        color: canvas.palette.series[place % canvas.palette.series.length],
        stack: 'all',
        barMaxWidth: 18,
      })),
    },
  };
}
