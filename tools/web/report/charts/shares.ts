// Bars that lie down: sensitivity indices beside each other, or shares of a whole on top of each other.
import type { EstimateReport } from '../../data/messages.ts';
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { legend, tooltip } from '../../components/axes.ts';
import { number_text } from '../../words/numbers.ts';

export interface ShareSeries {
  name: string;
  values: (EstimateReport | undefined)[]; // one for each label
}

export function draw_shares(canvas: Canvas, labels: string[], series: ShareSeries[], stacked: boolean, unit: string): Drawing {
  const row = (stacked ? 34 : 22 * series.length + 14) + (canvas.narrow ? 24 : 0);
  const height = labels.length * row;
  return {
    height: height + 40 + 40,
    option: {
      grid: { top: 36, height, left: canvas.narrow ? 8 : Math.min(280, canvas.width * 0.36), right: 24 },
      legend: legend(canvas),
      tooltip: tooltip(canvas, { axisPointer: { type: 'shadow' }, valueFormatter: (value: unknown) => (typeof value === 'number' ? `${number_text(value, 2)} ${unit}` : 'not measured') }),
      xAxis: {
        type: 'value',
        min: 0,
        ...(stacked ? { max: 100 } : {}),
        axisLabel: { color: canvas.palette.muted, formatter: (value: number) => `${value}${unit}` },
        splitLine: { lineStyle: { color: canvas.palette.grid } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: labels,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: canvas.palette.muted } },
        axisLabel: canvas.narrow
          ? { inside: true, align: 'left', verticalAlign: 'bottom', padding: [0, 0, row / 2 - 18, 0], color: canvas.palette.text, width: canvas.width - 30, overflow: 'truncate' }
          : { color: canvas.palette.text, width: Math.min(280, canvas.width * 0.36) - 14, overflow: 'break', lineHeight: 15 },
        z: 3,
      },
      series: series.map((entry, place) => ({
        type: 'bar',
        name: entry.name,
        data: entry.values.map((value) => value?.value ?? null),
        color: canvas.palette.series[place % canvas.palette.series.length],
        ...(stacked ? { stack: 'all' } : {}),
        barMaxWidth: 18,
      })),
    },
  };
}
