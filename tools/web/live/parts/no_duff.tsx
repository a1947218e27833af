// NO DUFF covers the screen: a real emergency has stopped the exercise. Only controllers find buttons.
import { useEffect, useRef } from 'preact/hooks';
import { JoinSeat_Role, RunOrder_Kind } from '../wire/fcr/v1/journal_pb.ts';
import { LiveRunState } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { run_order } from '../link/asking.ts';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';

export const is_no_duff = (run: LiveRunState | undefined) => run === LiveRunState.NO_DUFF;

export function NoDuff() {
  const { live, connection } = use_live();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const entry = live.feed.entries.filter(({ what }) => what.case === 'state' && is_no_duff(what.value.run)).at(-1);
  const told = entry?.what.case === 'state' ? entry.what.value : undefined;
  return (
    <div class="fcr-no-duff" role="alertdialog" aria-modal="true" aria-labelledby="no-duff" aria-describedby="no-duff-text" tabIndex={-1} ref={place}>
      <h1 id="no-duff">{words.no_duff.title}</h1>
      <p class="fcr-no-duff__subtitle">{words.no_duff.subtitle}</p>
      {told?.why ? <p class="fcr-no-duff__why"><Said text={words.no_duff.reason(told.who ?? '', told.why)} /></p> : null}
      <p id="no-duff-text">{words.no_duff.text}</p>
      {live.welcome?.role === JoinSeat_Role.CONTROLLER ? (
        <>
          <p>{words.no_duff.leave}</p>
          <button type="button" class="fcr-button" onClick={() => run_order(connection, { kind: RunOrder_Kind.CONFIRM_OVER })}>{words.no_duff.confirm}</button>
        </>
      ) : null}
    </div>
  );
}
