// The six tiles of the wall, in their places (spec training.md 3.1).
import { number_of, wait_text } from '../figures/clock.ts';
import { is_critical } from '../figures/orders.ts';
import { count_text, ratio_text, whole_percent_text } from '../figures/ratio.ts';
import type { TileId } from '../figures/tile_names.ts';
import { kTileIds } from '../figures/tile_names.ts';
import type { LivePoolState, TileTerms } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';
import { Tile } from './tile.tsx';

function use_tile(id: TileId) {
  const { live, clock } = use_live();
  const place = kTileIds.indexOf(id);
  const board = live.state?.board;
  const terms = live.welcome?.board;
  const own: TileTerms | undefined = terms?.tiles.find((one) => one.id === id) ?? terms?.tiles[place];
  return { live, clock, board, terms, own, tile: board?.tiles[place] };
}

function EmergencyWaiting() {
  const { board, terms, own, tile } = use_tile('emergency_waiting');
  const breach = board?.emergencyBreach ?? false;
  return (
    <Tile
      id="emergency_waiting"
      tile={tile}
      figures={[
        { text: count_text(board?.emergency?.waiting), caption: words.tiles.waiting },
        { text: wait_text(board?.emergency?.longestWaitS ?? 0), caption: words.tiles.longest },
      ]}
      details={[words.tiles.thresholds_s(wait_text(own?.watch), wait_text(own?.act)), words.tiles.breach_from(wait_text(terms?.emergencyBreachS))]}
      warning={breach ? words.breach : undefined}
    />
  );
}

function EmergencyAnswered() {
  const { board, terms, own, tile } = use_tile('emergency_answered');
  const recent = ratio_text(board?.emergencyRecent, words.of);
  const today = ratio_text(board?.emergencyToday, words.of);
  const clock = terms?.emergencyClock ?? '';
  return (
    <Tile
      id="emergency_answered"
      tile={tile}
      figures={[
        { text: recent.main, caption: `${words.tiles.window(terms?.emergencyMinutes ?? 0)}, ${words.tiles.target(terms?.emergencyTarget ?? 0)}` },
        ...(recent.beside ? [{ text: recent.beside, caption: words.tiles.offered, size: 'small' as const }] : []),
      ]}
      details={[words.tiles.today(today.main, today.beside), words.tiles.below(own?.watch ?? 0, own?.act ?? 0), `${words.tiles.abandoned_count} ${words.tiles.clocks[clock] ?? words.tiles.clock(clock)}`]}
    />
  );
}

function OtherWaiting() {
  const { board, own, tile, clock } = use_tile('other_waiting');
  const owed = words.tiles.call_backs(board?.callBacksOwed ?? 0);
  const promise = board?.oldestPromiseUs === undefined ? '' : `, ${words.tiles.promise(clock.minutes(board.oldestPromiseUs))}`;
  return (
    <Tile
      id="other_waiting"
      tile={tile}
      figures={[
        { text: count_text(board?.other?.waiting), caption: words.tiles.waiting },
        { text: wait_text(board?.other?.longestWaitS ?? 0), caption: words.tiles.longest },
      ]}
      details={[`${owed}${promise}`, words.tiles.thresholds_s(wait_text(own?.watch), wait_text(own?.act))]}
      warning={board?.promiseBroken ? words.tiles.promise_past : undefined}
    />
  );
}

function OtherOutcome() {
  const { board, terms, own, tile } = use_tile('other_outcome');
  const lost = ratio_text(board?.otherAbandoned, words.of);
  return (
    <Tile
      id="other_outcome"
      tile={tile}
      figures={[
        { text: lost.main, caption: words.tiles.abandoned },
        { text: wait_text(board?.otherAnswerS), caption: words.tiles.answer, size: 'second' },
      ]}
      details={[`${words.tiles.window(terms?.otherMinutes ?? 0)}${lost.beside ? `: ${lost.beside} ${words.tiles.abandoned}` : ''}`, words.tiles.thresholds_percent(own?.watch ?? 0, own?.act ?? 0)]}
    />
  );
}

/** Where people of a pool are, by what the wall tells apart. */
export function people_of(pool: LivePoolState | undefined) {
  const { free = 0, ringing = 0, talking = 0, wrappingUp = 0, onBreak = 0, onDuty = 0 } = pool ?? {};
  const known = free + ringing + talking + wrappingUp + onBreak;
  return { free, call: ringing + talking, wrap: wrappingUp, on_break: onBreak, other: Math.max(0, onDuty - known) };
}

const kPoolsShown = 5;

function People() {
  const { board, live, terms, tile, own } = use_tile('people');
  const pools = live.welcome?.pools ?? [];
  return (
    <Tile
      id="people"
      tile={tile}
      figures={[{ text: whole_percent_text(board?.occupancy), caption: `${words.tiles.occupancy}, ${words.tiles.window(terms?.peopleMinutes ?? 0)}` }]}
      details={[words.tiles.thresholds_percent(own?.watch ?? 0, own?.act ?? 0), pools.length > kPoolsShown ? words.tiles.more_pools(pools.length - kPoolsShown) : '']}
      warning={board?.nobodyFree ? words.tiles.nobody_free : undefined}
    >
      <table class="fcr-tile__pools">
        <thead>
          <tr>{words.tiles.pool_columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr>
        </thead>
        <tbody>
          {pools.map((pool, place) => {
            const counts = people_of(live.state?.pools[place]);
            return (
              <tr key={place} class={place >= kPoolsShown ? 'fcr-tile__more' : undefined}>
                <th scope="row"><Said text={pool.name} /></th>
                {Object.entries(counts).map(([what, people]) => <td key={what}>{people}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Tile>
  );
}

function Risk() {
  const { board, live, own, tile } = use_tile('risk');
  const major = live.state?.orders?.majorDeclared ?? false;
  const declared = major ? 'major' : is_critical(live.feed.entries) ? 'critical' : 'none';
  return (
    <Tile
      id="risk"
      tile={tile}
      figures={[
        { text: count_text(board?.undispatched), caption: words.tiles.undispatched },
        { text: wait_text(board?.undispatchedOldestS ?? 0), caption: words.tiles.oldest },
      ]}
      details={[words.tiles.risk_states[declared], words.tiles.unreconciled(board?.unreconciled ?? 0), words.tiles.thresholds_beyond_s(wait_text(own?.watch), wait_text(own?.act))]}
    />
  );
}

const kTiles = { emergency_waiting: EmergencyWaiting, emergency_answered: EmergencyAnswered, other_waiting: OtherWaiting, other_outcome: OtherOutcome, people: People, risk: Risk };

export function Tiles() {
  const { fresh, live } = use_live();
  return (
    <section class="fcr-tiles" data-fresh={fresh} aria-label={words.tiles.label} data-at={number_of(live.state?.number) ?? ''}>
      {kTileIds.map((id) => {
        const One = kTiles[id];
        return <One key={id} />;
      })}
    </section>
  );
}

