// The live pages: one script; the page says which it is.
import { render } from 'preact';
import { choose_theme, start_look } from '../components/look.ts';
import { Connection } from './link/connection.ts';
import { kept_token, take_code_of_address } from './link/token.ts';
import { Control } from './pages/control.tsx';
import { Desk } from './pages/desk.tsx';
import { Evaluate } from './pages/evaluate.tsx';
import { Lobby } from './pages/lobby.tsx';
import { Wall } from './pages/wall.tsx';
import { LiveProvider } from './parts/live_context.tsx';
import { setting } from './parts/settings.ts';
import './styles/live.scss';
import { language } from './words/words.ts';

document.documentElement.lang = language;
start_look();
choose_theme(setting('theme', 'device'));

addEventListener('hashchange', () => location.reload()); // what the address says is read once

const place = document.getElementById('page');
const kind = document.body.dataset.page;
const code = take_code_of_address();
const connection = new Connection();

function page() {
  switch (kind) {
    case 'wall':
      return <Wall connection={connection} />;
    case 'desk':
      return <Desk connection={connection} />;
    case 'control':
      return <Control connection={connection} />;
    case 'evaluate':
      return <Evaluate connection={connection} />;
    default:
      return <Lobby connection={connection} code={code} />;
  }
}

connection.begin(kind === 'wall' && !kept_token() ? (code ? { code } : { wall: true }) : undefined);
if (kind !== 'wall' && kind !== 'join' && !kept_token()) {
  location.replace('/');
} else if (place) {
  render(<LiveProvider connection={connection}>{page()}</LiveProvider>, place);
}
