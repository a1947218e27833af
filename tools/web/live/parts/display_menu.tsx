// How the page is shown: colours, and on the wall layout, board, sound and hold.
import type { ComponentChildren } from 'preact';
import { choose_theme } from '../../components/look.ts';
import { words } from '../words/words.ts';
import { Menu } from './menu.tsx';
import { use_setting } from './settings.ts';
import { Switch } from './switch.tsx';

export function DisplayMenu(props: { children?: ComponentChildren }) {
  const [theme, set_theme] = use_setting('theme', 'device');
  return (
    <Menu name={words.header.display}>
      <Switch
        label={words.display.theme}
        options={words.display.themes}
        chosen={theme}
        choose={(next) => {
          set_theme(next);
          choose_theme(next);
        }}
      />
      {props.children}
    </Menu>
  );
}
