// A line by hour of the week. Every cell has its number, so that it is read without colour; where
// it is narrow the days go across and the hours down.
import type { HourOfWeekReport } from '../../data/messages.ts';
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { grid_title, tooltip } from '../../components/axes.ts';
import { number_text } from '../../words/numbers.ts';

export type HeatMeasure = 'offered' | 'service_level_percent' | 'mean_wait_s';
export const kDays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
export const kHours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

export function draw_heat(canvas: Canvas, weeks: HourOfWeekReport[], measure: HeatMeasure, unit: string): Drawing {
  const cell = 28;
  const each = (canvas.narrow ? kHours.length : kDays.length) * cell;
  const gap = 104;
  const top = (place: number) => 42 + place * (each + gap);
  return {
    height: top(weeks.length) - gap + 58,
    option: {
      aria: { enabled: true, decal: { show: false } },
      title: weeks.map((week, place) => grid_title(canvas, week.line ?? '', top(place) - 38)),
      grid: weeks.map((_, place) => ({ left: 40, right: 4, top: top(place), height: each })),
      tooltip: tooltip(canvas, { trigger: 'item', formatter: (point: { name: string; data: { words: string } }) => point.data.words }),
      xAxis: weeks.map((_, place) => axis(canvas, canvas.narrow ? kDays : kHours, place, false)),
      yAxis: weeks.map((_, place) => axis(canvas, canvas.narrow ? kHours : kDays, place, true)),
      visualMap: weeks.map((week, place) => steps(canvas, week, measure, place, top(place) + each + 8, unit)),
      series: weeks.map((week, place) => series(canvas, week, measure, place, unit)),
    },
  };
}

function axis(canvas: Canvas, data: string[], grid: number, downwards: boolean) {
  return {
    type: 'category',
    gridIndex: grid,
    data,
    inverse: downwards,
    position: downwards ? 'left' : 'top',
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: canvas.palette.muted, interval: 0, margin: 6 },
    splitArea: { show: false },
  };
}

function values_of(week: HourOfWeekReport, measure: HeatMeasure): number[] {
  return (week.cells ?? []).map((cell) => cell[measure]).filter((v): v is number => v !== undefined);
}

/** Six steps of equal width from the least to the greatest value, with whole edges where possible. */
function edges(week: HourOfWeekReport, measure: HeatMeasure): number[] {
  const values = values_of(week, measure);
  const low = Math.min(...values);
  const high = Math.max(...values);
  return Array.from({ length: 7 }, (_, step) => low + ((high - low) * step) / 6);
}

function step_of(value: number, limits: number[]): number {
  const step = limits.findIndex((limit, place) => place > 0 && value <= limit);
  return step < 1 ? 5 : step - 1;
}

function steps(canvas: Canvas, week: HourOfWeekReport, measure: HeatMeasure, place: number, top: number, unit: string) {
  const limits = edges(week, measure);
  return {
    type: 'piecewise',
    seriesIndex: place,
    dimension: 2,
    orient: 'horizontal',
    left: canvas.narrow ? 0 : 36,
    top,
    itemWidth: canvas.narrow ? 14 : 16,
    itemHeight: 14,
    itemGap: canvas.narrow ? 7 : 10,
    hoverLink: false,
    selectedMode: false,
    textStyle: { color: canvas.palette.text, fontSize: 12 },
    pieces: canvas.palette.ramp.map((color, step) => ({
      min: limits[step],
      max: limits[step + 1],
      color,
      label: canvas.narrow ? `≤${number_text(limits[step + 1], 0)}` : `${number_text(limits[step])}–${number_text(limits[step + 1])}${step === 5 ? ` ${unit}` : ''}`,
    })),
  };
}

function series(canvas: Canvas, week: HourOfWeekReport, measure: HeatMeasure, place: number, unit: string) {
  const limits = edges(week, measure);
  const digits = measure === 'offered' ? 1 : 0;
  const data = (week.cells ?? []).flatMap((cell, number) => {
    const value = cell[measure];
    if (value === undefined) {
      return [];
    }
    const [day, hour] = [Math.floor(number / 24), number % 24];
    const [x, y] = canvas.narrow ? [day, hour] : [hour, day];
    return [{
      value: [x, y, value],
      words: `${week.line}, ${kDays[day]} ${kHours[hour]}:00\n${number_text(value)} ${unit}`,
      label: { color: canvas.palette.ramp_text[step_of(value, limits)], formatter: number_text(value, digits) },
    }];
  });
  return {
    type: 'heatmap',
    xAxisIndex: place,
    yAxisIndex: place,
    data,
    label: { show: true, fontSize: canvas.narrow || canvas.width > 900 ? 12 : 10 },
    itemStyle: { borderColor: canvas.palette.background, borderWidth: 1 },
  };
}
