// Light, dark, or as the device is set.
import { useState } from 'preact/hooks';
import type { ThemeChoice } from './look.ts';
import { choose_theme } from './look.ts';

const kChoices: { value: ThemeChoice; word: string }[] = [
  { value: 'device', word: 'As device' },
  { value: 'light', word: 'Light' },
  { value: 'dark', word: 'Dark' },
];

export function ThemeSwitch() {
  const [chosen, set_chosen] = useState<ThemeChoice>('device');
  return (
    <div class="fcr-switch" role="group" aria-label="Colours">
      {kChoices.map(({ value, word }) => (
        <button
          type="button"
          key={value}
          aria-pressed={chosen === value}
          onClick={() => {
            set_chosen(value);
            choose_theme(value);
          }}
        >
          {word}
        </button>
      ))}
    </div>
  );
}
