// The frame of every page with a seat: header with the pages of the role, the strip, alarms, what
// covers everything.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { JoinSeat_Role as Role } from '../wire/fcr/v1/journal_pb.ts';
import { words } from '../words/words.ts';
import { AlarmLine } from './alarm_line.tsx';
import { DisplayMenu } from './display_menu.tsx';
import { use_live } from './live_context.tsx';
import { is_no_duff, NoDuff } from './no_duff.tsx';
import { use_setting } from './settings.ts';
import { Strip } from './strip.tsx';
import { Switch } from './switch.tsx';
import { Watching } from './watching.tsx';

/** The page of a role, by its path. */
export function path_of(role: Role | undefined): string {
  return { [Role.CONTROLLER]: '/control', [Role.EVALUATOR]: '/evaluate', [Role.SUPERVISOR]: '/desk' }[Number(role)] ?? '/wall';
}

const kNames: Record<string, string> = { '/control': words.header.control, '/evaluate': words.header.evaluate, '/desk': words.header.desk, '/wall': words.header.wall };

function Leave() {
  const { connection } = use_live();
  const [sure, set_sure] = useState(false);
  if (!sure) {
    return <button type="button" class="fcr-button" onClick={() => set_sure(true)}>{words.header.leave}</button>;
  }
  return (
    <>
      <button
        type="button"
        class="fcr-button"
        onClick={() => {
          connection.leave();
          location.assign('/');
        }}
      >
        {words.header.leave_sure}
      </button>
      <button type="button" class="fcr-button" onClick={() => set_sure(false)}>{words.header.stay}</button>
    </>
  );
}

function Pages(props: { here: string }) {
  const { live } = use_live();
  const own = path_of(live.welcome?.role);
  const paths = own === '/wall' ? ['/', '/wall'] : ['/', own];
  return (
    <nav class="fcr-pages" aria-label={words.header.pages}>
      <ul>
        {paths.map((path) => <li key={path}><a href={path} aria-current={props.here === path ? 'page' : undefined}>{kNames[path] ?? words.header.briefing}</a></li>)}
        {own === '/wall' ? null : <li><a href="/wall" target="_blank" rel="noopener">{words.header.wall_new}</a></li>}
      </ul>
    </nav>
  );
}

export function Frame(props: { here: string; title: string; children: ComponentChildren }) {
  const { live } = use_live();
  const [sound, set_sound] = use_setting('sound', 'off');
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${words.exercise}: ${props.title}`;
  }, [props.title]);
  const covered = is_no_duff(live.state?.run);
  const { welcome } = live;
  return (
    <>
      <div class="fcr-live" inert={covered}>
        <a href="#main" class="govuk-skip-link" onClick={() => main.current?.focus()}>{words.header.skip}</a>
        <header class="fcr-header">
          <div class="fcr-header__row fcr-live__width">
            <span class="fcr-header__name">{words.header.product} <span>{welcome?.seat ? words.header.seat(welcome.seat, words.roles[welcome.role ?? 0] ?? '') : ''}</span></span>
            <Pages here={props.here} />
            <div class="fcr-header__tools">
              <DisplayMenu>
                <Switch label={words.display.sound} options={words.display.sounds} chosen={sound} choose={set_sound} />
              </DisplayMenu>
              <Leave />
            </div>
          </div>
        </header>
        <div class="fcr-top">
          <Strip />
          <AlarmLine />
        </div>
        <main id="main" class="fcr-live__width" tabIndex={-1} ref={main}>
          <h1 class="govuk-visually-hidden">{words.exercise}: {props.title}</h1>
          {props.children}
        </main>
        <footer class="fcr-footer fcr-live__width">{words.footer(welcome?.build ?? '')}</footer>
      </div>
      <Watching sound={sound === 'on'} />
      {covered ? <NoDuff /> : null}
    </>
  );
}
