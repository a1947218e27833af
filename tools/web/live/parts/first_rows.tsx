// Of a list that grows all day the first rows, newest or as they are kept, and a button for more: a
// page that is opened late in a large room draws thousands of rows otherwise before it shows anything.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { words } from '../words/words.ts';

const kRows = 50;
const kMoreRows = 100;

/** How many of `all` rows to draw, and what shows more of them. */
export function use_first_rows(all: number): { most: number; more: ComponentChildren } {
  const [most, set_most] = useState(kRows);
  const left = all - most;
  return {
    most,
    more: left > 0 ? <button type="button" class="fcr-button fcr-more" onClick={() => set_most(most + kMoreRows)}>{words.more_rows(Math.min(left, kMoreRows), left)}</button> : null,
  };
}
