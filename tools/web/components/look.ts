// How pictures look now: theme, paper or screen, motion. Charts redraw when it changes.

export type Theme = 'light' | 'dark';
export type ThemeChoice = Theme | 'device';

export interface Look {
  theme: Theme;
  print: boolean;
  motion: boolean;
}

const dark_device = matchMedia('(prefers-color-scheme: dark)');
const still_device = matchMedia('(prefers-reduced-motion: reduce)');
const watchers = new Set<() => void>();
let choice: ThemeChoice = 'device';
let print = false;

export function look(): Look {
  const device: Theme = dark_device.matches ? 'dark' : 'light';
  const theme = print ? 'light' : choice === 'device' ? device : choice;
  return { theme, print, motion: !still_device.matches && !print };
}

/** Calls `changed` after every change, at once; returns what ends that. */
export function watch_look(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

export function choose_theme(next: ThemeChoice): void {
  choice = next;
  show();
}

function show(): void {
  document.documentElement.dataset.theme = look().theme;
  for (const changed of watchers) {
    changed();
  }
}

/** Opens what is folded while the page is on paper, and closes it again. */
function on_paper(paper: boolean): void {
  print = paper;
  for (const details of document.querySelectorAll('details')) {
    if (paper && !details.open && !details.dataset.screenOnly) {
      details.open = true;
      details.dataset.opened = 'yes';
    } else if (!paper && details.dataset.opened) {
      details.open = false;
      delete details.dataset.opened;
    }
  }
  show();
}

/** Once, before the first picture. */
export function start_look(): void {
  dark_device.addEventListener('change', show);
  still_device.addEventListener('change', show);
  addEventListener('beforeprint', () => on_paper(true));
  addEventListener('afterprint', () => on_paper(false));
  show();
}
