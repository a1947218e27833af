// What each factor of a grid does to a figure, on average over the other factors. A block for each
// figure; in it a panel for each factor, all on the figure's one scale.
import type { MainEffectReport, SweepReport } from '../../data/messages.ts';
import type { Canvas, Drawing } from '../../components/chart.tsx';
import { category_axis, grid_title, line_series, round_values, tooltip, value_axis } from '../../components/axes.ts';
import { number_text } from '../../words/numbers.ts';
import { factor_name } from '../../words/summary.ts';

export interface EffectsBlock {
  title: string; // of the figure, with its unit
  percent: boolean;
  effects: MainEffectReport[];
}

interface Panel {
  block: EffectsBlock;
  effect: MainEffectReport;
  first: boolean; // of its row: it has the scale's labels
  left: number;
  top: number;
}

const kLeft = 54;
const kRight = 16;
const kGap = 22;
const kHeight = 150;
const kNameHeight = 40; // of a factor's name, two lines
const kBelow = 34; // the settings
const kTitleHeight = 34;

export function draw_effects(canvas: Canvas, sweep: SweepReport, blocks: EffectsBlock[]): Drawing {
  const most = Math.max(1, ...blocks.map((block) => block.effects.length));
  const columns = Math.min(canvas.narrow ? 2 : 4, most);
  const width = (canvas.width - kLeft - kRight - kGap * (columns - 1)) / columns;
  const panels: Panel[] = [];
  const tops: number[] = [];
  let bottom = 8; // room above the first title
  for (const block of blocks) {
    tops.push(bottom);
    block.effects.forEach((effect, place) => {
      const row = Math.floor(place / columns);
      const column = place % columns;
      panels.push({
        block,
        effect,
        first: column === 0,
        left: kLeft + column * (width + kGap),
        top: bottom + kTitleHeight + row * (kNameHeight + kHeight + kBelow) + kNameHeight,
      });
    });
    bottom += kTitleHeight + Math.ceil(block.effects.length / columns) * (kNameHeight + kHeight + kBelow) + 12;
  }
  return {
    height: bottom,
    option: {
      grid: panels.map((panel) => ({ left: panel.left, top: panel.top, width, height: kHeight })),
      title: [
        ...blocks.map((block, place) => grid_title(canvas, block.title, tops[place] ?? 0)),
        ...panels.map((panel) => panel_title(canvas, factor_name(sweep, panel.effect.factor ?? ''), panel, width)),
      ],
      tooltip: tooltip(canvas, { trigger: 'item', formatter: (point: { data: { words: string } }) => point.data.words }),
      xAxis: panels.map((panel, place) => category_axis(canvas, (panel.effect.levels ?? []).map((level) => level.setting ?? ''), '', place)),
      yAxis: panels.map((panel, place) => y_axis(canvas, panel, place)),
      series: panels.map((panel, place) => line(canvas, sweep, panel, place)),
    },
  };
}

function panel_title(canvas: Canvas, name: string, panel: Panel, width: number) {
  const title = grid_title(canvas, name, panel.top - kNameHeight + 4, panel.left);
  return { ...title, textStyle: { ...title.textStyle, fontSize: 13, fontWeight: 'normal', lineHeight: 15, width, overflow: 'break' } };
}

function y_axis(canvas: Canvas, panel: Panel, place: number) {
  const means = panel.block.effects.flatMap((effect) => (effect.levels ?? []).flatMap((level) => level.mean ?? []));
  const ticks = round_values(means, 4).filter((tick) => !panel.block.percent || tick <= 100 || Math.max(...means) > 100);
  return value_axis(canvas, '', place, {
    min: ticks[0],
    max: ticks.at(-1),
    axisLabel: { show: panel.first, color: canvas.palette.muted, customValues: ticks, formatter: (value: number) => number_text(value, 2).replace(/\.?0+$/, '') },
    axisTick: { customValues: ticks },
  });
}

function line(canvas: Canvas, sweep: SweepReport, panel: Panel, place: number) {
  const order = (sweep.factors ?? []).findIndex((factor) => factor.path === panel.effect.factor);
  const name = factor_name(sweep, panel.effect.factor ?? '');
  const levels = panel.effect.levels ?? [];
  return line_series(canvas, Math.max(0, order), name, [], {
    xAxisIndex: place,
    yAxisIndex: place,
    symbolSize: 8,
    data: levels.map((level) => ({
      value: level.mean ?? null,
      words: `${name} ${level.setting}\n${panel.block.title}: ${number_text(level.mean, 2)}, mean of ${level.points ?? 0} points`,
    })),
  });
}
