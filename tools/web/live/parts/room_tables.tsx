// Queues and people of the room, by line and by pool.
import type { ComponentChild } from 'preact';
import { wait_text } from '../figures/clock.ts';
import { words } from '../words/words.ts';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';

function RoomTable(props: { id: string; title: string; columns: readonly string[]; rows: readonly { name: string; cells: readonly (ComponentChild)[] }[]; note?: string }) {
  return (
    <section class="fcr-panel" aria-labelledby={props.id}>
      <h2 id={props.id} class="govuk-heading-s">{props.title}</h2>
      <div class="fcr-scroll" tabIndex={0} role="group" aria-labelledby={props.id}>
        <table class="fcr-table">
          <thead><tr>{props.columns.map((column, at) => <th key={column} scope="col" class={at > 0 ? 'fcr-number' : undefined}>{column}</th>)}</tr></thead>
          <tbody>
            {props.rows.map((row, at) => (
              <tr key={at}>
                <th scope="row"><Said text={row.name} /></th>
                {row.cells.map((cell, place) => <td key={place} class="fcr-number">{cell}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {props.note ? <p class="fcr-help">{props.note}</p> : null}
    </section>
  );
}

export function Queues() {
  const { live } = use_live();
  const rows = (live.welcome?.lines ?? []).map((name, at) => {
    const line = live.state?.lines[at];
    return { name, cells: [line?.now?.waiting ?? 0, wait_text(line?.now?.longestWaitS ?? 0), line?.now?.inHand ?? 0, Number(line?.answered ?? 0n), Number(line?.abandoned ?? 0n)] };
  });
  return <RoomTable id="queues" title={words.desk.queues} columns={words.desk.queue_columns} rows={rows} />;
}

/** What callers were promised. */
export function CallBacks() {
  const { live, clock } = use_live();
  const { call_backs } = words.desk;
  const board = live.state?.board;
  const oldest = board?.oldestPromiseUs === undefined ? words.nothing : clock.minutes(board.oldestPromiseUs);
  const cells = [board?.callBacksOwed ?? 0, board?.promiseBroken ? call_backs.past(oldest) : oldest, board?.callBacksKept ?? 0, board?.callBacksBroken ?? 0];
  return <RoomTable id="call-backs" title={call_backs.title} columns={call_backs.columns} rows={[{ name: call_backs.row, cells }]} note={call_backs.note} />;
}

export function PeopleTable() {
  const { live } = use_live();
  const rows = (live.welcome?.pools ?? []).map((pool, at) => {
    const now = live.state?.pools[at];
    const name = words.desk.employer(pool.name ?? '', pool.employer ?? '') + (pool.rostered ? `, ${words.desk.rostered}` : '');
    const takes = pool.lines.map((line) => live.welcome?.lines[line] ?? '').join(', ');
    return { name, cells: [<Said text={takes} />, now?.onDuty ?? 0, now?.free ?? 0, now?.ringing ?? 0, now?.talking ?? 0, now?.wrappingUp ?? 0, now?.afterCall ?? 0, now?.onBreak ?? 0, now?.seats ?? 0, now?.coming ?? 0] };
  });
  return <RoomTable id="people" title={words.desk.people} columns={words.desk.people_columns} rows={rows} />;
}
