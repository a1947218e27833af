// A page that needs a seat of certain roles: asks to join without one, says so with another.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Connection } from '../link/connection.ts';
import { Join } from '../pages/join.tsx';
import type { JoinSeat_Role as Role } from '../wire/fcr/v1/journal_pb.ts';
import { words } from '../words/words.ts';
import { Frame, path_of } from './frame.tsx';
import { use_live } from './live_context.tsx';

const kArriving_ms = 300;

/** False until the page has stood there for a moment: what is below the window can be laid out then. */
function use_arrived(shown: boolean): boolean {
  const [arrived, set_arrived] = useState(false);
  useEffect(() => {
    const timer = shown ? setTimeout(() => set_arrived(true), kArriving_ms) : undefined;
    return () => clearTimeout(timer);
  }, [shown]);
  return arrived;
}

export function ConsolePage(props: { connection: Connection; here: string; title: string; role: Role; children: ComponentChildren }) {
  const { live } = use_live();
  // Who comes late is told much between the welcome and the first state: drawn once, when all is there.
  const shown = live.welcome !== undefined && live.state !== undefined && live.link !== 'refused';
  const arrived = use_arrived(shown);
  if (!shown || !live.welcome) {
    return <Join connection={props.connection} />;
  }
  const own = live.welcome.role === props.role;
  return (
    <Frame here={props.here} title={props.title}>
      {own ? <div class={arrived ? undefined : 'fcr-arriving'}>{props.children}</div> : <p class="govuk-body">{words.wrong_role(words.roles[live.welcome.role ?? 0] ?? '')} <a class="govuk-link" href={path_of(live.welcome.role)}>{words.lobby.go[live.welcome.role ?? 0] ?? words.header.wall}</a></p>}
    </Frame>
  );
}
