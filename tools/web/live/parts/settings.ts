// How this tab shows things: kept in the tab; the address may set it, for a screen that nobody sits at:
// /wall#layout=wall&theme=dark&board=contract
import { useState } from 'preact/hooks';
import type { ThemeChoice } from '../../components/look.ts';

export interface Settings {
  theme: ThemeChoice;
  layout: 'wall' | 'desk';
  board: 'room' | 'contract';
  sound: 'off' | 'on';
}

const kAllowed: { [Name in keyof Settings]: readonly Settings[Name][] } = {
  theme: ['device', 'light', 'dark'],
  layout: ['wall', 'desk'],
  board: ['room', 'contract'],
  sound: ['off', 'on'],
};

const key = (name: keyof Settings) => `fcr_${name}`;

/** Of the address, else kept, else what is given. */
export function setting<Name extends keyof Settings>(name: Name, otherwise: Settings[Name]): Settings[Name] {
  const told = new URLSearchParams(location.hash.slice(1)).get(name) ?? sessionStorage.getItem(key(name));
  return kAllowed[name].find((value) => value === told) ?? otherwise;
}

/** The setting and how to change it; a change outlives what the address says until the next load. */
export function use_setting<Name extends keyof Settings>(name: Name, otherwise: Settings[Name]): [Settings[Name], (next: Settings[Name]) => void] {
  const [value, set_value] = useState(() => setting(name, otherwise));
  return [
    value,
    (next) => {
      sessionStorage.setItem(key(name), next);
      set_value(next);
    },
  ];
}
