// What each action asks for, and the message that a filled form makes.
import type { PlayerAction } from '../wire/fcr/v1/journal_pb.ts';
import type { LivePool } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { kMethane } from './action_words.ts';

export type Field = 'pool' | 'to' | 'post' | 'people' | 'calls' | 'minutes' | 'after' | 'promise' | 'text' | 'methane' | 'reason';

export const kGroups: readonly { id: keyof typeof words.actions.groups; kinds: readonly string[] }[] = [
  { id: 'people', kinds: ['move_staff', 'call_in', 'hold_shift_end', 'move_breaks', 'cancel_breaks'] },
  { id: 'routing', kinds: ['emergencies_only', 'all_calls', 'start_spill', 'stop_spill', 'longest_wait_first', 'planned_priority'] },
  { id: 'capacity', kinds: ['open_overflow', 'close_overflow', 'ask_for_aid', 'end_aid'] },
  { id: 'callers', kinds: ['start_message', 'stop_message', 'start_call_backs', 'stop_call_backs', 'start_triage', 'stop_triage'] },
  { id: 'incident', kinds: ['declare_critical', 'declare_major', 'stand_down_major'] },
  { id: 'systems', kinds: ['go_on_paper', 'recover', 'reconcile', 'fall_back', 'return_to_site'] },
  { id: 'log', kinds: ['brief', 'decide'] },
];

const kFields: Record<string, readonly Field[]> = {
  move_staff: ['pool', 'to', 'people', 'post', 'reason'],
  call_in: ['pool', 'people', 'reason'],
  hold_shift_end: ['pool', 'minutes', 'reason'],
  move_breaks: ['pool', 'minutes', 'reason'],
  cancel_breaks: ['pool', 'minutes', 'reason'],
  start_call_backs: ['promise', 'reason'],
  start_spill: ['after', 'reason'],
  reconcile: ['calls', 'reason'],
  declare_critical: ['text', 'reason'],
  declare_major: ['methane', 'reason'],
  brief: ['text'],
  decide: ['text', 'reason'],
};

export const fields_of = (kind: string): readonly Field[] => kFields[kind] ?? ['reason'];

/** The pools that the action can be about: breaks are those of a roster. */
export function pools_of<Pool extends Pick<LivePool, 'rostered'>>(kind: string, pools: readonly Pool[]): readonly Pool[] {
  return kind === 'move_breaks' || kind === 'cancel_breaks' ? pools.filter((pool) => pool.rostered) : pools;
}

export type Methane = Record<(typeof kMethane)[number], string>;

export interface Filled {
  pool: string;
  to: string;
  people: string;
  calls: string;
  minutes: string;
  after: string; // in seconds; 0: at once
  promise: string; // in minutes; empty: that of the terms
  post: string; // of a roster; empty: so many people
  text: string;
  reason: string;
  methane: Methane;
}

export function empty_form(pools: readonly string[]): Filled {
  const methane = Object.fromEntries(kMethane.map((field) => [field, ''])) as Methane;
  return { pool: pools[0] ?? '', to: pools[1] ?? pools[0] ?? '', people: '1', calls: '1', minutes: '60', after: '60', promise: '', post: '', text: '', reason: '', methane };
}

export type Faults = Partial<Record<Field, string>>;

const whole = (text: string, least: number, most: number) => /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;

/** What is missing or wrong, by field; the server says what else it refuses. */
export function faults_of(kind: string, filled: Filled, needs_reason: boolean): Faults {
  const fields = fields_of(kind);
  const { actions } = words;
  const faults: Faults = {};
  if (fields.includes('people') && !whole(filled.people, 1, 100)) {
    faults.people = actions.people_wrong;
  }
  if (fields.includes('calls') && !whole(filled.calls, 1, 100)) {
    faults.calls = actions.people_wrong;
  }
  if (fields.includes('minutes') && !whole(filled.minutes, 1, 1440)) {
    faults.minutes = actions.minutes_wrong;
  }
  if (fields.includes('after') && !whole(filled.after, 0, 3600)) {
    faults.after = actions.after_wrong;
  }
  if (fields.includes('post') && filled.post.trim() && !whole(filled.post, 1, 4000)) {
    faults.post = actions.post_wrong;
  }
  if (fields.includes('promise') && filled.promise.trim() && !whole(filled.promise, 1, 1440)) {
    faults.promise = actions.minutes_wrong;
  }
  if (fields.includes('text') && !filled.text.trim()) {
    faults.text = actions.missing(actions.text[kind] ?? '');
  }
  if (fields.includes('methane') && kMethane.every((field) => !filled.methane[field].trim())) {
    faults.methane = actions.methane_wrong;
  }
  if (needs_reason && !filled.reason.trim()) {
    faults.reason = actions.missing(actions.reason);
  }
  return faults;
}

type Message = { kind: string } & Partial<Omit<PlayerAction, '$typeName' | '$unknown' | 'methane' | 'kind'>> & { methane?: Partial<Methane> };

const us_of_seconds = (seconds: string) => BigInt(Math.round(Number(seconds) * 1e6));
const us_of_minutes = (minutes: string) => BigInt(Math.round(Number(minutes) * 60e6));

/** Only what the kind asks for and what was filled in. */
export function action_of(kind: string, filled: Filled): Message {
  const fields = fields_of(kind);
  const has = (field: Field) => fields.includes(field);
  const methane = Object.fromEntries(Object.entries(filled.methane).filter(([, text]) => text.trim())) as Partial<Methane>;
  return {
    kind,
    ...(has('pool') ? { pool: filled.pool } : {}),
    ...(has('to') ? { to: filled.to } : {}),
    ...(has('people') ? { people: Number(filled.people) } : {}),
    ...(has('calls') ? { people: Number(filled.calls) } : {}),
    ...(has('minutes') ? { lengthUs: us_of_minutes(filled.minutes) } : {}),
    ...(has('after') ? { lengthUs: us_of_seconds(filled.after) } : {}),
    ...(has('post') && filled.post.trim() ? { post: Number(filled.post) } : {}),
    ...(has('promise') && filled.promise.trim() ? { lengthUs: us_of_minutes(filled.promise) } : {}),
    ...(has('text') ? { text: filled.text.trim() } : {}),
    ...(has('methane') ? { methane } : {}),
    ...(has('reason') && filled.reason.trim() ? { reason: filled.reason.trim() } : {}),
  };
}
