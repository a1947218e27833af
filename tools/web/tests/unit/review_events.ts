import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { ReviewEventsReport } from '../../data/messages.ts';
import { calls_of, clock_words, count_again, counted_words, filled_rules, in_minutes } from '../../words/review_events.ts';
import { counted, csv_text, is_stop, link_name } from '../../words/table.ts';

const events: ReviewEventsReport = {
  lines: ['999', '101', 'typing'],
  groups: ['999', '101', ''],
  pools: ['own', 'supplier'],
  runs: [{
    of: 'as played',
    calls: {
      number: [1, 2, 3, 4, 5],
      line: [0, 0, 1, 1, 2],
      result: [0, 2, 1, 3, 4],
      at_s: [3, 59.9, 60, 61, -5],
      wait_us: [2_000_000, 9_000_000, 130_000_000, 0, 0],
      pool: [0, -1, 1, -1, 1],
      contractor: [0, 0, 1, 0, 1],
      work_us: [-1, -1, 60_000_000, -1, 30_000_000],
      overflow_us: [0, 0, 60_000_000, 0, 0],
    },
  }],
};
const calls = calls_of(events, events.runs?.[0]);

test('a call counts in the minute in which it was answered or lost, work alone in none', () => {
  assert.deepEqual(in_minutes(calls, 0, 1).map((call) => call.number), [1, 2]);
  assert.deepEqual(in_minutes(calls, 1, 2).map((call) => call.number), [3, 4]);
  assert.deepEqual(in_minutes(calls, -1, 0).map((call) => call.number), []);
});

test('calls counted again are figures of a quarter-hour', () => {
  const all = count_again(calls);
  assert.equal(all.offered, 4);
  assert.equal(all.answered, 2);
  assert.equal(all.in_time_percent, 25);
  assert.equal(all.abandoned_percent, 25);
  assert.equal(all.mean_wait_s, 66);
  assert.equal(all.in_house_in_time_percent, 100);
  assert.equal(all.contractor_in_time_percent, 0);
  assert.equal(count_again([]).in_time_percent, undefined);
  assert.equal(counted_words(count_again([])), 'No call.');
  assert.ok(counted_words(all).startsWith('4 offered: 2 answered, 1 of them in time (25.0 % of offered), 1 abandoned'));
});

test('seconds since the start are a time of day, also after midnight and before the start', () => {
  assert.equal(clock_words('23:50', 605.9), '00:00:05');
  assert.equal(clock_words('09:00', -1), '08:59:59');
});

test('a rule is filled in with what the figure brings', () => {
  const review = { rules: [{ table: 'quarter', figure: 'offered', rows: 'line = {line}; minute < {until}', count: 'rows' }, { table: 'pool', figure: 'free' }] };
  assert.deepEqual(filled_rules(review, 'quarter', ['offered'], { line: '999', until: 30 }).map((rule) => rule.rows), ['line = 999; minute < 30']);
  assert.equal(filled_rules(review, 'quarter', ['answered'], {}).length, 0);
});

test('a counted cell leaves as its figure, is named by its row, and is one stop for each place', () => {
  const table = { columns: [{ head: 'At' }, { head: 'Line' }, { head: 'Offered', digits: 0 }, { head: 'no action', full: 'offered without action', digits: 0 }], rows: [['09:00', '999', counted(4, 'a'), counted(5, 'a')]], named_by: 2 };
  const row = table.rows[0] ?? [];
  assert.ok(csv_text(table).endsWith('09:00,999,4,5\r\n'));
  assert.equal(link_name(table, row, 3), '5: offered without action, 09:00, 999');
  assert.deepEqual([2, 3].map((place) => is_stop(row, place)), [true, false]);
});
