// A picture. Redraws when its width, the theme or the medium changes.
import { useEffect, useRef } from 'preact/hooks';
import type { EChartsType, Option } from './echarts.ts';
import { init } from './echarts.ts';
import type { Look } from './look.ts';
import { look, watch_look } from './look.ts';
import type { Palette } from './palette.ts';
import { palette_of } from './palette.ts';

const kPaperWidth = 660; // CSS pixels between the margins of A4
const kNarrow = 560;

/** What a picture is drawn for. */
export interface Canvas extends Look {
  width: number;
  narrow: boolean; // a telephone: less text
  palette: Palette;
}

export interface Drawing {
  height: number;
  option: Option;
}

/** Draws a picture; called anew whenever the canvas changes. */
export type Draw = (canvas: Canvas) => Drawing;

export function Chart(props: { label: string; draw: Draw }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) {
      return;
    }
    return keep_drawn(element, props.draw, props.label);
  }, [props.draw, props.label]);
  return <div class="fcr-chart" ref={place} role="img" aria-label={props.label} />;
}

/** Draws now and on every change; returns what ends that. */
function keep_drawn(element: HTMLElement, draw: Draw, label: string): () => void {
  let chart: EChartsType | undefined;
  let drawn = '';
  const redraw = () => {
    const now = look();
    const width = now.print ? kPaperWidth : element.clientWidth;
    const state = `${width} ${now.theme} ${now.print}`;
    if (width === 0 || state === drawn) {
      return;
    }
    drawn = state;
    const palette = palette_of(now.theme);
    const { height, option } = draw({ ...now, width, narrow: width < kNarrow, palette });
    element.style.height = `${height}px`;
    chart ??= init(element, null, { renderer: 'svg', width, height });
    chart.resize({ width, height, silent: true });
    chart.setOption({ ...frame(now, palette), ...option }, { notMerge: true });
    chart.getZr().flush(); // printing does not wait for the next frame
    element.setAttribute('aria-label', label); // ours, not the generated one
  };
  const resized = new ResizeObserver(redraw);
  resized.observe(element);
  const end_watch = watch_look(redraw);
  redraw();
  return () => {
    resized.disconnect();
    end_watch();
    chart?.dispose();
  };
}

function frame(now: Look, palette: Palette): Option {
  return {
    animation: now.motion,
    animationDuration: 300,
    aria: { enabled: true, decal: { show: true } },
    backgroundColor: 'transparent',
    textStyle: { fontFamily: 'Arial, Helvetica, sans-serif', fontSize: 13, color: palette.text },
  };
}
