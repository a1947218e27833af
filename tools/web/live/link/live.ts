// What the page knows of the exercise: the newest of each message, and when it came.
import type { DirectingState, LiveContractMonth, LiveCosts, LivePerson, Projection, RoomState, ServerMessage, Welcome } from '../wire/fcr/v1/live_pb.ts';
import { Goodbye_Why } from '../wire/fcr/v1/live_pb.ts';
import type { FeedSoFar } from './feed.ts';
import { kNoFeed, merge_feed } from './feed.ts';

/** `idle`: nothing was tried yet; `refused`: only a person can go on, by a new code or a reload. */
export type LinkState = 'idle' | 'connecting' | 'open' | 'waiting' | 'refused';

export interface Live {
  link: LinkState;
  refusal?: { why: Goodbye_Why; text: string; retry_s: number };
  welcome?: Welcome;
  state?: RoomState;
  state_at?: number; // performance.now() when it came, ms
  directing?: DirectingState;
  projection?: Projection;
  costs?: LiveCosts; // of those who may see them
  people?: readonly LivePerson[]; // of those who may see them: everybody at work
  contract_month?: LiveContractMonth; // of an exercise with a contract
  feed: FeedSoFar;
}

export const kNothingYet: Live = { link: 'idle', feed: kNoFeed };

/** With the message taken in; answers and goodbyes are the connection's. `gap`: say hello again. */
export function take_message(live: Live, message: ServerMessage, now_ms: number): { live: Live; gap: boolean } {
  const { what } = message;
  switch (what.case) {
    case 'welcome':
      // Projections are of one branch; that of another is told after its welcome.
      return { live: { ...live, link: 'open', refusal: undefined, welcome: what.value, projection: what.value.branch === live.welcome?.branch ? live.projection : undefined }, gap: false };
    case 'state':
      return { live: { ...live, state: what.value, state_at: now_ms }, gap: false };
    case 'directing':
      return { live: { ...live, directing: what.value }, gap: false };
    case 'projection':
      return { live: { ...live, projection: what.value }, gap: false };
    case 'costs':
      return { live: { ...live, costs: what.value }, gap: false };
    case 'people':
      return { live: { ...live, people: what.value.people }, gap: false };
    case 'contractMonth':
      return { live: { ...live, contract_month: what.value }, gap: false };
    case 'feed': {
      const { so_far, gap } = merge_feed(live.feed, what.value);
      return { live: { ...live, feed: so_far }, gap };
    }
    default:
      return { live, gap: false };
  }
}

export type Freshness = 'none' | 'fresh' | 'stale' | 'grey';

/** Of the state: a mark after 3 s without a new one, grey after 10 s. */
export function freshness(live: Live, now_ms: number): Freshness {
  if (live.state_at === undefined) {
    return 'none';
  }
  const age_s = (now_ms - live.state_at) / 1000;
  return age_s >= 10 ? 'grey' : age_s >= 3 ? 'stale' : 'fresh';
}

/** Whether the page may try again by itself after such a goodbye. */
export function goes_on(why: Goodbye_Why): boolean {
  return why === Goodbye_Why.ENDING || why === Goodbye_Why.TOO_FAST || why === Goodbye_Why.BRANCHED || why === Goodbye_Why.SLOW_DOWN;
}
