// The briefing: what the exercise is for, its rules, the word for a real emergency, who is here.
import { useEffect, useRef } from 'preact/hooks';
import type { Connection } from '../link/connection.ts';
import { Frame, path_of } from '../parts/frame.tsx';
import { use_live } from '../parts/live_context.tsx';
import { Said } from '../parts/said.tsx';
import { JoinSeat_Role as Role } from '../wire/fcr/v1/journal_pb.ts';
import { LiveRunState } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { Join } from './join.tsx';

/** Moves on when what was a lobby starts to run. */
function use_moving_on(run: LiveRunState | undefined, role: Role | undefined): void {
  const was = useRef(run);
  useEffect(() => {
    if (was.current === LiveRunState.LOBBY && run === LiveRunState.RUNNING) {
      location.assign(path_of(role));
    }
    was.current = run;
  }, [run, role]);
}

function Here() {
  const { live } = use_live();
  const { lobby } = words;
  const seats = live.directing?.seats ?? live.state?.present ?? [];
  return (
    <section class="fcr-panel" aria-labelledby="here">
      <h2 id="here" class="govuk-heading-m">{lobby.here}</h2>
      {seats.length > 0 ? (
        <table class="fcr-table">
          <thead><tr>{lobby.columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
          <tbody>
            {seats.map((seat) => (
              <tr key={seat.seat}>
                <th scope="row"><Said text={seat.name || seat.seat} /></th>
                <td>{words.roles[seat.role ?? 0]}</td>
                <td class="fcr-number">{seat.connections ?? 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <p class="govuk-body-s">{lobby.connected(live.state?.connected ?? 0)}</p>
    </section>
  );
}

function Briefing() {
  const { live, clock } = use_live();
  const { lobby } = words;
  const { welcome, state } = live;
  const role = welcome?.role ?? Role.ROLE_UNSPECIFIED;
  const run = state?.run ?? LiveRunState.LIVE_RUN_STATE_UNSPECIFIED;
  const waits = run === LiveRunState.LOBBY || run === LiveRunState.DRAFT;
  use_moving_on(state?.run, welcome?.role);
  return (
    <div class="fcr-lobby">
      <section class="fcr-panel fcr-lobby__welcome" aria-labelledby="briefing">
        <h2 id="briefing" class="govuk-heading-l"><Said text={welcome?.title} /></h2>
        <p class="govuk-body fcr-lobby__text"><Said text={welcome?.description} /></p>
        <p class="govuk-body">{lobby.from_to(clock.minutes(welcome?.startUs), clock.minutes(welcome?.endUs))} <strong>{lobby.state(words.run[run] ?? '')}.</strong> {words.run_help[run]}</p>
        <p class="govuk-body"><Said text={lobby.you(welcome?.seat ?? '', (words.roles[role] ?? '').toLowerCase())} /></p>
        <p><a class="fcr-button fcr-button--main" href={path_of(role)}>{lobby.go[role]}</a></p>
        {waits && role !== Role.CONTROLLER ? <p class="govuk-body-s">{lobby.goes_by_itself}</p> : null}
      </section>
      <section class="fcr-panel fcr-lobby__emergency" aria-labelledby="emergency">
        <h2 id="emergency" class="govuk-heading-m">{lobby.emergency}</h2>
        <p class="fcr-lobby__word">{lobby.emergency_word}</p>
        <p class="govuk-body">{lobby.emergency_text}</p>
      </section>
      <section class="fcr-panel" aria-labelledby="objectives">
        <h2 id="objectives" class="govuk-heading-m">{lobby.objectives}</h2>
        {welcome?.objectives.length ? <ol class="govuk-list govuk-list--number">{welcome.objectives.map((objective) => <li key={objective.id}><Said text={objective.text} /></li>)}</ol> : <p class="govuk-body">{lobby.no_objectives}</p>}
      </section>
      <section class="fcr-panel" aria-labelledby="rules">
        <h2 id="rules" class="govuk-heading-m">{lobby.rules}</h2>
        <ul class="govuk-list govuk-list--bullet">{lobby.rule_list.map((rule) => <li key={rule}>{rule}</li>)}</ul>
      </section>
      <Here />
    </div>
  );
}

/** `code`: what the address brought along. */
export function Lobby(props: { connection: Connection; code: string }) {
  const { live } = use_live();
  if (!live.welcome || live.link === 'refused') {
    return <Join connection={props.connection} code={props.code} />;
  }
  return (
    <Frame here="/" title={words.lobby.title}>
      <Briefing />
    </Frame>
  );
}
