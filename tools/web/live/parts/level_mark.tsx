// A level: shape and word on its colour. The shape is drawn in the colour of the text.
import type { ComponentChildren } from 'preact';
import type { LevelName, Shape } from '../figures/level.ts';
import { kShapes } from '../figures/level.ts';
import { words } from '../words/words.ts';

const kPaths: Record<Shape, string> = {
  ring: 'M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16zM10 5a5 5 0 1 1 0 10a5 5 0 1 1 0-10z',
  circle: 'M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z',
  triangle: 'M10 2L19 18H1z',
  square: 'M2.5 2.5h15v15h-15z',
};

export function ShapeMark(props: { shape: Shape }) {
  return (
    <svg class="fcr-shape" viewBox="0 0 20 20" aria-hidden="true" data-shape={props.shape}>
      <path d={kPaths[props.shape]} fill-rule="evenodd" />
    </svg>
  );
}

export function LevelMark(props: { level: LevelName; children?: ComponentChildren }) {
  return (
    <p class="fcr-level" data-level={props.level}>
      <ShapeMark shape={kShapes[props.level]} />
      <span class="fcr-level__word">{words.levels[props.level]}</span>
      {props.children}
    </p>
  );
}
