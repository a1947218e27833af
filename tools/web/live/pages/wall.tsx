// The wallboard: read-only, for a screen that a room looks at, or on a desk.
import { useEffect, useState } from 'preact/hooks';
import type { Connection } from '../link/connection.ts';
import type { Live } from '../link/live.ts';
import { kept_token } from '../link/token.ts';
import { AlarmLine } from '../parts/alarm_line.tsx';
import { ContractBoardTable } from '../parts/contract_board.tsx';
import { DisplayMenu } from '../parts/display_menu.tsx';
import { LiveProvider, use_live } from '../parts/live_context.tsx';
import { Messages } from '../parts/messages.tsx';
import { is_no_duff, NoDuff } from '../parts/no_duff.tsx';
import { Said } from '../parts/said.tsx';
import type { Settings } from '../parts/settings.ts';
import { use_setting } from '../parts/settings.ts';
import { Strip } from '../parts/strip.tsx';
import { Switch } from '../parts/switch.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { Watching } from '../parts/watching.tsx';
import { words } from '../words/words.ts';
import { Join } from './join.tsx';

interface Controls {
  layout: Settings['layout'];
  set_layout: (next: Settings['layout']) => void;
  board: Settings['board'];
  set_board: (next: Settings['board']) => void;
  sound: Settings['sound'];
  set_sound: (next: Settings['sound']) => void;
  hold: () => void;
  held: boolean;
}

function WallMenu(props: { controls: Controls }) {
  const { controls } = props;
  const { display, header } = words;
  const { live } = use_live();
  return (
    <DisplayMenu>
      <Switch label={display.layout} options={display.layouts} chosen={controls.layout} choose={controls.set_layout} />
      <Switch label={display.board} options={display.boards} chosen={controls.board} choose={controls.set_board} />
      <Switch label={display.sound} options={display.sounds} chosen={controls.sound} choose={controls.set_sound} />
      <p><button type="button" class="fcr-button" onClick={controls.hold}>{controls.held ? display.go_on : display.hold}</button> {display.held_help}</p>
      {live.welcome?.seat ? <p><a class="govuk-link" href="/">{header.briefing}</a></p> : null}
    </DisplayMenu>
  );
}

function Board(props: { controls: Controls }) {
  const { live, clock, held } = use_live();
  const { controls } = props;
  const covered = is_no_duff(live.state?.run);
  const desk = controls.layout === 'desk';
  return (
    <>
      <div class="fcr-wall" data-layout={controls.layout} inert={covered}>
        <header>
          <h1 class="govuk-visually-hidden">{words.titles.wall} <Said text={live.welcome?.title} /></h1>
          <Strip><WallMenu controls={controls} /></Strip>
          {held ? (
            <p class="fcr-held">
              <strong>{words.display.held(clock.seconds(live.state?.nowUs))}</strong>
              <button type="button" class="fcr-button" onClick={controls.hold}>{words.display.go_on}</button>
            </p>
          ) : null}
        </header>
        <main>
          <h2 class="govuk-visually-hidden">{controls.board === 'contract' ? words.contract.title : words.tiles.label}</h2>
          {controls.board === 'contract' ? <ContractBoardTable /> : <Tiles />}
        </main>
        <AlarmLine />
        {desk && live.welcome?.seat ? <Messages /> : null}
      </div>
      <Watching sound={controls.sound === 'on'} />
      {covered ? <NoDuff /> : null}
    </>
  );
}

export function Wall(props: { connection: Connection }) {
  const { connection } = props;
  // Who has a seat reads what is told; a screen without one is for the room.
  const near = kept_token() !== undefined || matchMedia('(max-width: 900px)').matches;
  const [layout, set_layout] = use_setting('layout', near ? 'desk' : 'wall');
  const [board, set_board] = use_setting('board', 'room');
  const [sound, set_sound] = use_setting('sound', 'off');
  const [held, set_held] = useState<Live | undefined>(undefined);
  const { live } = use_live();
  useEffect(() => {
    document.title = words.titles.wall;
  }, []);
  // An emergency is shown whatever is held.
  useEffect(() => {
    if (held && is_no_duff(connection.live.state?.run)) {
      set_held(undefined);
    }
  });
  if (live.link === 'refused') {
    return <Join connection={connection} />;
  }
  const hold = () => set_held(held ? undefined : connection.live);
  return (
    <LiveProvider connection={connection} held={held}>
      <Board controls={{ layout, set_layout, board, set_board, sound, set_sound, hold, held: held !== undefined }} />
    </LiveProvider>
  );
}
