import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { create } from '@bufbuild/protobuf';
import { action_of, empty_form, faults_of, kGroups, pools_of } from '../../live/figures/action_form.ts';
import { action_name, action_words, counted } from '../../live/figures/action_words.ts';
import { measures_of, minutes_of, path_of_past, top_of } from '../../live/figures/history.ts';
import { empty_inject, inject_faults, inject_of, kInjectKinds, kTelephony } from '../../live/figures/inject_form.ts';
import { InjectSchema } from '../../live/wire/fcr/v1/exercise_pb.ts';
import { PlayerActionSchema } from '../../live/wire/fcr/v1/journal_pb.ts';
import { FeedEntrySchema, ProjectionSchema, WelcomeSchema } from '../../live/wire/fcr/v1/live_pb.ts';
import { words } from '../../live/words/words.ts';

const kKinds = kGroups.flatMap(({ kinds }) => kinds);

test('each of the 31 actions has a name, a help and a message', () => {
  assert.equal(new Set(kKinds).size, 31);
  for (const kind of kKinds) {
    assert.ok(words.actions.names[kind] && words.actions.helps[kind], kind);
    assert.equal(create(PlayerActionSchema, action_of(kind, empty_form(['a', 'b']))).kind, kind);
  }
});

test('a message holds only what its action asks for', () => {
  const filled = { ...empty_form(['in_house', 'contractor']), people: '3', text: 'left over', reason: ' 101 waits ' };
  assert.deepEqual(action_of('move_staff', filled), { kind: 'move_staff', pool: 'in_house', to: 'contractor', people: 3, reason: '101 waits' });
  assert.deepEqual(action_of('open_overflow', { ...filled, reason: '' }), { kind: 'open_overflow' });
  assert.deepEqual(action_of('hold_shift_end', { ...filled, minutes: '90', reason: '' }), { kind: 'hold_shift_end', pool: 'in_house', lengthUs: 5_400_000_000n });
  assert.deepEqual(action_of('cancel_breaks', { ...filled, reason: '' }), { kind: 'cancel_breaks', pool: 'in_house', lengthUs: 3_600_000_000n });
  assert.deepEqual(action_of('reconcile', { ...filled, calls: '12', reason: '' }), { kind: 'reconcile', people: 12 });
  assert.deepEqual(action_of('start_call_backs', filled), { kind: 'start_call_backs', reason: '101 waits' });
  assert.deepEqual(action_of('start_call_backs', { ...filled, promise: '120' }), { kind: 'start_call_backs', lengthUs: 7_200_000_000n, reason: '101 waits' });
  assert.deepEqual(action_of('fall_back', filled), { kind: 'fall_back', reason: '101 waits' });
});

test('breaks are those of pools on a roster', () => {
  const pools = [{ rostered: false }, { rostered: true }];
  assert.deepEqual(pools_of('move_breaks', pools), [{ rostered: true }]);
  assert.deepEqual(pools_of('call_in', pools), pools);
});

test('what is missing is said at its field', () => {
  const empty = empty_form(['a']);
  assert.deepEqual(Object.keys(faults_of('move_staff', { ...empty, people: '0' }, false)), ['people']);
  assert.deepEqual(Object.keys(faults_of('reconcile', { ...empty, calls: '101' }, false)), ['calls']);
  assert.deepEqual(Object.keys(faults_of('start_call_backs', { ...empty, promise: 'soon' }, true)), ['promise', 'reason']);
  assert.deepEqual(Object.keys(faults_of('declare_major', empty, true)), ['methane', 'reason']);
  assert.deepEqual(Object.keys(faults_of('decide', empty, false)), ['text']);
  assert.deepEqual(faults_of('declare_major', { ...empty, reason: 'r', methane: { ...empty.methane, type: 'fire' } }, true), {});
});

test('actions are told in words, unknown ones by their name', () => {
  assert.equal(action_words(create(PlayerActionSchema, { kind: 'move_staff', pool: 'in_house', to: 'contractor', people: 2 })), 'Move staff: 2 people from in_house to contractor');
  assert.equal(action_words(create(PlayerActionSchema, { kind: 'hold_shift_end', pool: 'in_house', lengthUs: 3_600_000_000n })), 'Hold shift end: in_house for 60 minutes');
  assert.equal(action_words(create(PlayerActionSchema, { kind: 'declare_major', methane: { type: 'fire', hazards: 'smoke' } })), 'Declare major incident: T: type: fire; H: hazards: smoke');
  assert.equal(action_words(create(PlayerActionSchema, { kind: 'move_breaks', pool: 'escalation', lengthUs: 1_800_000_000n })), 'Move breaks: of escalation within 30 minutes');
  assert.equal(action_words(create(PlayerActionSchema, { kind: 'reconcile', people: 1 })), 'Reconcile calls without a log: 1 call');
  assert.equal(action_words(create(PlayerActionSchema, { kind: 'start_call_backs', lengthUs: 7_200_000_000n })), 'Start call-backs: rung back within 120 minutes');
  assert.equal(action_words(create(PlayerActionSchema, { kind: 'start_call_backs' })), 'Start call-backs');
  assert.equal(action_name('dance'), 'dance');
});

test('an answer counts what its action reached', () => {
  assert.equal(counted('cancel_breaks', 2), '2 breaks');
  assert.equal(counted('reconcile', 1), '1 call');
  assert.equal(counted('fall_back', 14), '14 people');
});

test('each kind of inject makes its message', () => {
  const form = empty_inject('999', '999', 'in_house');
  for (const kind of kInjectKinds) {
    assert.equal(create(InjectSchema, inject_of({ ...form, kind, text: 'x' })).what.case, kind);
  }
  assert.deepEqual(inject_of({ ...form, kind: 'burst', calls: '30', over: '10' }).what?.value, { callClass: '999', calls: 30, overS: 600 });
  assert.deepEqual(inject_of({ ...form, kind: 'staffLoss', people: '', share: '50', length: '' }).what?.value, { pool: 'in_house', share: 0.5 });
  assert.deepEqual(inject_of({ ...form, kind: 'systemFault', system: kTelephony, loss: '80', length: '' }).what?.value, { system: 2, line: '999', connectLossShare: 0.8 });
});

test('an inject that cannot be is stopped at its field', () => {
  const form = empty_inject('999', '999', 'in_house');
  assert.deepEqual(Object.keys(inject_faults({ ...form, kind: 'burst', calls: '2001' })), ['calls']);
  assert.deepEqual(Object.keys(inject_faults({ ...form, kind: 'demand', factor: '0.5' })), ['factor']);
  assert.deepEqual(Object.keys(inject_faults({ ...form, kind: 'staffLoss', people: '', share: '' })), ['people']);
  assert.deepEqual(inject_faults({ ...form, kind: 'staffLoss', length: '' }), {});
  assert.deepEqual(Object.keys(inject_faults({ ...form, kind: 'demand', length: '' })), ['length']);
  assert.deepEqual(Object.keys(inject_faults({ ...form, kind: 'told' })), ['text']);
});

const kMinute = 60_000_000n;
const kNow = 600n * kMinute;
const minute = (ago: number, answered: number, inTime: number) =>
  create(FeedEntrySchema, { atUs: kNow - BigInt(ago) * kMinute, what: { case: 'minute', value: { lines: [{ waiting: 1, longestWaitS: 5, answered, inTime, abandoned: 0 }], pools: [{ free: 2 }] } } });
const welcome = create(WelcomeSchema, { lines: ['999', 'typing'], emergencyLines: ['999'], otherLines: ['101'], pools: [{ name: 'in_house' }] });

test('the last hour is of sixty minutes, and of the lines that callers ring', () => {
  const entries = [minute(61, 1, 1), minute(60, 1, 1), minute(0, 1, 1)];
  assert.deepEqual(minutes_of(entries, kNow).map((one) => one.minute), [-60, 0]);
  assert.deepEqual(measures_of(welcome, entries, undefined, kNow).map((one) => one.name), ['999: longest wait', '999: waiting', '999: answered in time', 'in_house: free']);
});

test('a share is of the quarter-hour before and has a gap where nobody rang', () => {
  const share = measures_of(welcome, [minute(40, 10, 5), minute(20, 0, 0), minute(1, 10, 10)], undefined, kNow).find(({ id }) => id === 'in-time-0');
  assert.deepEqual(share?.past.map(({ value }) => value), [50, undefined, 100]);
  assert.equal((share ? path_of_past(share, 300, 64) : '').split('M').length, 3);
});

test('of a projection only what is still ahead is drawn', () => {
  const projection = create(ProjectionSchema, { fromUs: kNow - 5n * kMinute, lines: [{ longestWaitS: Array.from({ length: 30 }, () => ({ p10: 1, median: 2, p90: 300 })) }] });
  const longest = measures_of(welcome, [minute(0, 1, 1)], projection, kNow)[0];
  assert.equal(longest?.ahead.length, 25);
  assert.equal(longest?.ahead[0]?.minute, 1);
  assert.equal(longest ? top_of(longest) : 0, 300);
});
