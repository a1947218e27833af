import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { create } from '@bufbuild/protobuf';
import { civil_clock, wait_text } from '../../live/figures/clock.ts';
import { kShapes, level_name } from '../../live/figures/level.ts';
import { is_critical, on_its_way } from '../../live/figures/orders.ts';
import { percent_text, ratio_text, whole_percent_text } from '../../live/figures/ratio.ts';
import { FeedEntrySchema, LiveRatioSchema, LiveTile_Level as Level } from '../../live/wire/fcr/v1/live_pb.ts';
import { words } from '../../live/words/words.ts';

const ratio = (n: number, of: number) => create(LiveRatioSchema, { numerator: BigInt(n), denominator: BigInt(of) });
const kHour = 3_600_000_000n;

test('a percentage of fewer than ten calls is told in calls', () => {
  assert.deepEqual(ratio_text(ratio(7, 9), words.of), { main: '7 of 9', beside: '' });
  assert.deepEqual(ratio_text(ratio(9, 10), words.of), { main: '90.0%', beside: '9 of 10' });
  assert.deepEqual(ratio_text(ratio(0, 0), words.of), { main: '–', beside: '' });
  assert.deepEqual(ratio_text(undefined, words.of), { main: '–', beside: '' });
});

test('a percentage is whole only when it is', () => {
  assert.equal(percent_text(ratio(9999, 10000)), '99.9%');
  assert.equal(percent_text(ratio(1, 10000)), '0.1%');
  assert.equal(percent_text(ratio(10, 10)), '100%');
  assert.equal(percent_text(ratio(0, 10)), '0%');
  assert.equal(whole_percent_text(ratio(849, 1000)), '84%');
});

test('waits are never shown longer than they are', () => {
  assert.equal(wait_text(0), '0:00');
  assert.equal(wait_text(59.99), '0:59');
  assert.equal(wait_text(155), '2:35');
  assert.equal(wait_text(3755), '1:02:35');
  assert.equal(wait_text(undefined), '–');
});

test('the clock of the exercise counts from its start', () => {
  const clock = civil_clock(9n * kHour, '2027-04-14T09:00');
  assert.equal(clock.seconds(9n * kHour + 61_000_000n), '09:01:01');
  assert.equal(clock.minutes(24n * kHour + 60_000_000n), '00:01');
  assert.equal(clock.seconds(undefined), '');
  assert.equal(civil_clock(9n * kHour, 'T09:00:00').minutes(10n * kHour), '10:00');
});

test('a time of day is the next one of its kind', () => {
  const clock = civil_clock(9n * kHour, '2027-04-14T09:00');
  assert.equal(clock.at('09:40', 9n * kHour), 9n * kHour + 2400_000_000n);
  assert.equal(clock.at('8:30', 9n * kHour), 32n * kHour + 1800_000_000n);
  assert.equal(clock.at('09:40:30', 9n * kHour), 9n * kHour + 2430_000_000n);
  assert.equal(clock.at('25:00', 9n * kHour), undefined);
  assert.equal(clock.at('soon', 9n * kHour), undefined);
});

test('each level has a shape and a word of its own', () => {
  const names = [Level.UNJUDGED, Level.OK, Level.WATCH, Level.ACT].map(level_name);
  assert.deepEqual(names, ['none', 'ok', 'watch', 'act']);
  assert.deepEqual(names.map((name) => kShapes[name]), ['ring', 'circle', 'triangle', 'square']);
  assert.deepEqual(names.map((name) => words.levels[name]), ['NO LEVEL', 'OK', 'WATCH', 'ACT']);
  assert.equal(level_name(undefined), 'none');
});

const action = (kind: string, accepted: boolean, effectiveUs?: bigint) =>
  create(FeedEntrySchema, { what: { case: 'action', value: { action: { kind }, accepted, ...(effectiveUs === undefined ? {} : { effectiveUs }) } } });

test('an order with a lead time is on its way until it takes effect or is taken back', () => {
  const asked = [action('open_overflow', true, 500n), action('open_overflow', false, 900n)];
  assert.equal(on_its_way(asked, 'open_overflow', 'close_overflow', 400n), 500n);
  assert.equal(on_its_way(asked, 'open_overflow', 'close_overflow', 500n), undefined);
  assert.equal(on_its_way([...asked, action('close_overflow', true, 450n)], 'open_overflow', 'close_overflow', 460n), undefined);
  assert.equal(is_critical([action('declare_critical', false)]), false);
  assert.equal(is_critical([action('declare_critical', true)]), true);
});
