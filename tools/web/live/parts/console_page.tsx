// A page that needs a seat of certain roles: asks to join without one, says so with another.
import type { ComponentChildren } from 'preact';
import type { Connection } from '../link/connection.ts';
import { Join } from '../pages/join.tsx';
import type { JoinSeat_Role as Role } from '../wire/fcr/v1/journal_pb.ts';
import { words } from '../words/words.ts';
import { Frame, path_of } from './frame.tsx';
import { use_live } from './live_context.tsx';

export function ConsolePage(props: { connection: Connection; here: string; title: string; role: Role; children: ComponentChildren }) {
  const { live } = use_live();
  if (!live.welcome || live.link === 'refused') {
    return <Join connection={props.connection} />;
  }
  const own = live.welcome.role === props.role;
  return (
    <Frame here={props.here} title={props.title}>
      {own ? props.children : <p class="govuk-body">{words.wrong_role(words.roles[live.welcome.role ?? 0] ?? '')} <a class="govuk-link" href={path_of(live.welcome.role)}>{words.lobby.go[live.welcome.role ?? 0] ?? words.header.wall}</a></p>}
    </Frame>
  );
}
