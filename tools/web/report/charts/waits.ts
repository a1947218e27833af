// How long callers of each line waited: answered and abandoned, in unequal steps.
import type { WaitDistributionReport } from '../../data/messages.ts';
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { category_axis, legend, stacked_grids, tooltip, value_axis } from '../../components/axes.ts';
import { number_text } from '../../words/numbers.ts';

const kClocks: Record<string, string> = {
  NETWORK_ARRIVE: 'force clock',
  OPERATOR_CONNECT: 'national clock',
};

export function clock_name(clock: string | undefined): string {
  return kClocks[clock ?? ''] ?? clock ?? '';
}

/** "10–15": the edges of a bucket, in seconds, or minutes from 2 minutes. */
export function bucket_names(distribution: WaitDistributionReport): string[] {
  let from = 0;
  return (distribution.buckets ?? []).map((bucket) => {
    const name = bucket.below_s === undefined ? `${from}+` : `${from}–${bucket.below_s}`;
    from = bucket.below_s ?? from;
    return name;
  });
}

export function draw_waits(canvas: Canvas, rows: WaitDistributionReport[]): Drawing {
  const names = rows.map((row) => `${row.line}, ${clock_name(row.clock)}, %`);
  const { height, grid, title } = stacked_grids(canvas, names, 170);
  const bars = (place: number, name: string, data: (number | undefined)[], colour: number) => ({
    type: 'bar',
    name,
    xAxisIndex: place,
    yAxisIndex: place,
    data: data.map((value) => value ?? null),
    color: canvas.palette.series[colour],
    barGap: '10%',
    barCategoryGap: '20%',
  });
  return {
    height,
    option: {
      title,
      grid,
      legend: legend(canvas),
      tooltip: tooltip(canvas, { axisPointer: { type: 'shadow' }, valueFormatter: (value: unknown) => (typeof value === 'number' ? `${number_text(value)}%` : 'not measured') }),
      xAxis: rows.map((row, place) => category_axis(canvas, bucket_names(row), place === rows.length - 1 ? 'wait, seconds' : '', place)),
      yAxis: rows.map((_, place) => value_axis(canvas, '', place, { min: 0 })),
      series: rows.flatMap((row, place) => [
        bars(place, 'of answered calls', (row.buckets ?? []).map((b) => b.answered_percent), 0),
        bars(place, 'of abandoned calls', (row.buckets ?? []).map((b) => b.abandoned_percent), 1),
      ]),
    },
  };
}
