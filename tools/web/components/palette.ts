// Colours of pictures in both themes; never alone: series also differ by dash, marker and pattern.
import type { Theme } from './look.ts';

export interface Palette {
  text: string;
  muted: string;
  grid: string;
  background: string;
  series: string[]; // at least 3:1 against the background
  ramp: string[]; // from little to much, for heat maps
  ramp_text: string[]; // readable on each
}

export const kDashes = ['solid', [7, 4], [2, 3], [9, 3, 2, 3]] as const;
export const kMarkers = ['circle', 'diamond', 'triangle', 'rect'] as const;

const kLight: Palette = {
  text: '#0b0c0c',
  muted: '#484c50',
  grid: '#cecece',
  background: '#ffffff',
  series: ['#1d70b8', '#b5480f', '#00703c', '#7a3e9d', '#505a5f', '#a3246b'],
  ramp: ['#eef4fb', '#c6dcf1', '#90bbe2', '#5694cc', '#1d70b8', '#0f4777'],
  ramp_text: ['#0b0c0c', '#0b0c0c', '#0b0c0c', '#0b0c0c', '#ffffff', '#ffffff'],
};

const kDark: Palette = {
  text: '#f3f4f5',
  muted: '#c3c8cc',
  grid: '#44505c',
  background: '#161b22',
  series: ['#6cb4f5', '#ffab5e', '#5fd09a', '#cda6f2', '#c3c8cc', '#f58cc0'],
  ramp: ['#1c2733', '#1f3f5f', '#245d8f', '#3a82bd', '#74b3e8', '#c4e1fa'],
  ramp_text: ['#f3f4f5', '#f3f4f5', '#f3f4f5', '#ffffff', '#0b0c0c', '#0b0c0c'],
};

export function palette_of(theme: Theme): Palette {
  return theme === 'dark' ? kDark : kLight;
}

/** Dash and marker of a series by its place, so that it is known without colour. */
export function series_mark(index: number) {
  return {
    dash: kDashes[index % kDashes.length] as 'solid' | number[],
    marker: kMarkers[index % kMarkers.length] as string,
  };
}
