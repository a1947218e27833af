import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { create } from '@bufbuild/protobuf';
import { Announcer } from '../../live/link/announcer.ts';
import { backoff_ms } from '../../live/link/backoff.ts';
import { kNoFeed, last_number, merge_feed } from '../../live/link/feed.ts';
import { freshness, kNothingYet, take_message } from '../../live/link/live.ts';
import { Outbox } from '../../live/link/outbox.ts';
import { clean_text } from '../../live/figures/clean_text.ts';
import { FeedSchema, InputAnswerSchema, ServerMessageSchema } from '../../live/wire/fcr/v1/live_pb.ts';

test('the wait before the next try is between half a second and eight', () => {
  for (let tries = 0; tries < 40; tries += 1) {
    for (const chance of [0, 0.5, 0.999]) {
      const wait = backoff_ms(tries, chance);
      assert.ok(wait >= 500 && wait <= 8000, `${tries} ${chance}: ${wait}`);
    }
  }
  assert.equal(backoff_ms(3, 0), 2000);
  assert.equal(backoff_ms(3, 1), 4000);
});

const told = (number: number) => ({ number: BigInt(number), what: { case: 'told' as const, value: { text: `told ${number}` } } });
const note = (number: number) => ({ number: BigInt(number), what: { case: 'note' as const, value: { text: `note ${number}` } } });
const feed = (entries: object[], snapshot = false, branch = 0n) => create(FeedSchema, { snapshot, entries, branch });
const numbers = (entries: readonly { number?: bigint | undefined }[]) => entries.map((entry) => Number(entry.number));

test('a snapshot of several messages is put together', () => {
  const { so_far } = merge_feed(kNoFeed, feed([told(1)]));
  const { so_far: first } = merge_feed(so_far, feed([told(1), note(2)], true));
  const { so_far: both, gap } = merge_feed(first, feed([told(3)]));
  assert.equal(gap, false);
  assert.deepEqual(numbers(both.entries), [1, 2, 3]);
  assert.equal(last_number(both.entries), 3n);
});

test('what is known already changes nothing', () => {
  const { so_far } = merge_feed(kNoFeed, feed([told(1), told(2)], true));
  const again = merge_feed(so_far, feed([told(2), told(3)]));
  assert.equal(again.gap, false);
  assert.deepEqual(numbers(again.so_far.entries), [1, 2, 3]);
});

test('an entry that is missing is asked for again and nothing is put behind it', () => {
  const { so_far } = merge_feed(kNoFeed, feed([told(1)], true));
  const gap = merge_feed(so_far, feed([told(3)]));
  assert.equal(gap.gap, true);
  assert.deepEqual(numbers(gap.so_far.entries), [1]);
  const healed = merge_feed(gap.so_far, feed([told(2), told(3)]));
  assert.equal(healed.gap, false);
  assert.deepEqual(numbers(healed.so_far.entries), [1, 2, 3]);
});

test('another branch starts anew', () => {
  const { so_far } = merge_feed(kNoFeed, feed([told(1), told(2)], true));
  const branched = merge_feed(so_far, feed([told(1)], true, 1n));
  assert.equal(branched.gap, false);
  assert.deepEqual(numbers(branched.so_far.entries), [1]);
});

test('minutes that no page shows any more are forgotten, and nothing else is', () => {
  const minute = (number: number) => ({ number: BigInt(number), atUs: BigInt(number) * 60_000_000n, what: { case: 'minute' as const, value: {} } });
  let so_far = merge_feed(kNoFeed, feed([{ ...told(1), atUs: 0n }], true)).so_far;
  for (let number = 2; number <= 200; number += 1) {
    const merged = merge_feed(so_far, feed([minute(number)]));
    assert.equal(merged.gap, false);
    so_far = merged.so_far;
  }
  assert.deepEqual(numbers(so_far.entries), [1, ...Array.from({ length: 62 }, (_, at) => 139 + at)]);
});

test('an input is unanswered until its answer comes, once', () => {
  const outbox = new Outbox<string>();
  assert.equal(outbox.add({ id: 'a', what: 'Pause', message: 'a' }), true);
  outbox.add({ id: 'b', what: 'Resume', message: 'b' });
  const answer = create(InputAnswerSchema, { id: 'a', accepted: true });
  assert.equal(outbox.answer(answer)?.what, 'Pause');
  assert.equal(outbox.answer(answer), undefined);
  assert.deepEqual(outbox.unanswered.map((asked) => asked.id), ['b']);
  assert.equal(outbox.all.length, 2);
});

test('a page keeps fifty unanswered inputs and refuses the next', () => {
  const outbox = new Outbox<string>();
  for (let i = 0; i < 50; i += 1) {
    assert.equal(outbox.add({ id: String(i), what: '', message: '' }), true);
  }
  assert.equal(outbox.add({ id: 'over', what: '', message: '' }), false);
});

test('figures are stale after three seconds and grey after ten', () => {
  const { live } = take_message(kNothingYet, create(ServerMessageSchema, { what: { case: 'state', value: { number: 1n } } }), 1000);
  assert.equal(freshness(kNothingYet, 5000), 'none');
  assert.equal(freshness(live, 3999), 'fresh');
  assert.equal(freshness(live, 4000), 'stale');
  assert.equal(freshness(live, 11000), 'grey');
});

test('at most one announcement in five seconds, the newest kept', () => {
  const announcer = new Announcer();
  announcer.add('one');
  assert.equal(announcer.next(0), 'one');
  ['two', 'three', 'four', 'five', 'five'].forEach((text) => announcer.add(text));
  assert.equal(announcer.next(4999), undefined);
  assert.equal(announcer.next(5000), 'three four five');
  assert.equal(announcer.next(20000), undefined);
});

test('what people write has no control characters and no piles of marks', () => {
  assert.equal(clean_text('a\u0000b\u001b[31mc'), 'a b [31mc');
  assert.equal(clean_text('e\u0301\u0302\u0303\u0304\u0305'), 'e\u0301\u0302');
  assert.equal(clean_text('two\nlines'), 'two\nlines');
});

test('a projection stays until another branch says welcome', () => {
  const take = (live: typeof kNothingYet, what: object) => take_message(live, create(ServerMessageSchema, { what } as object), 0).live;
  const welcome = (branch: bigint) => ({ case: 'welcome', value: { branch } });
  const joined = take(take(take(kNothingYet, welcome(0n)), { case: 'projection', value: { seeds: 200 } }), { case: 'state', value: { branch: 0n } });
  assert.equal(joined.projection?.seeds, 200);
  assert.equal(take(joined, welcome(0n)).projection?.seeds, 200);
  assert.equal(take(joined, welcome(1n)).projection, undefined);
});
