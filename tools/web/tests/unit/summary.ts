import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { ComparisonReport, RunReport } from '../../data/messages.ts';
import { comparison_words, path_words, period_name, period_words, run_words, span_words, sweep_words, verdict } from '../../words/summary.ts';

const run: RunReport = {
  run: { per_h: 24, replications: 100, measured_h: 24, warm_up_h: 24, confidence: 0.95, day_type: 'average_day' },
  lines: [
    {
      name: '999',
      figures: {
        offered: { value: 306.4 },
        abandoned_percent: { value: 1.33 },
        below_10s_percent: { value: 88.15 },
        from_60s_percent: { value: 0.06 },
        operator_clock: { mean_s: { value: 7.41 }, p90_s: { value: 11.9 } },
        force_clock: { mean_s: { value: 3 } },
      },
    },
    { name: '101', figures: { offered: { value: 572 }, abandoned_percent: { value: 13.6 }, below_10s_percent: { value: 48.9 }, force_clock: { mean_s: { value: 113.9 } } } },
  ],
};

test('every line has its sentences, in the scenario’s order', () => {
  assert.deepEqual(run_words(run).map((words) => words.line), ['999', '101']);
  assert.deepEqual(run_words(run)[0]?.sentences, [
    '306 calls to 999 a day.',
    'Of 100 answered calls, 88 were answered in under 10 seconds and fewer than 1 after 60 seconds or more (national clock).',
    'The mean wait on 999 was 7.4 seconds.',
    'One answered call in ten waited longer than 11.9 seconds.',
    'Of 100 calls to 999, 1 gave up.',
  ]);
});

test('a line without an operator is told on the force clock', () => {
  const sentences = run_words(run)[1]?.sentences.join(' ') ?? '';
  assert.ok(sentences.includes('49 were answered in under 10 seconds (force clock)'));
  assert.ok(sentences.includes('1 minute 54 seconds'));
});

test('a line without calls, or without answered ones, says so', () => {
  assert.deepEqual(run_words({ lines: [{ name: '111' }] })[0]?.sentences, ['No calls to 111.']);
  assert.ok(run_words({ lines: [{ name: '111', figures: { offered: { value: 3 } } }] })[0]?.sentences.includes('No call to 111 was answered.'));
});

test('what was run is said with its confidence, or that there is none', () => {
  assert.equal(span_words(run.run ?? {}), '100 replications of 24 hours (day type average day), measured after 24 hours of warm-up. ± is half of the 95% confidence interval.');
  assert.ok(span_words({ replications: 1, measured_h: 24, warm_up_h: 0 }).endsWith('One replication has no confidence interval.'));
  assert.equal(period_words(6), 'in 6 hours');
  assert.equal(period_name(6), '6 hours');
  assert.equal(period_name(24), 'one day');
});

const comparison: ComparisonReport = {
  baseline: 'today',
  per_h: 24,
  scenarios: [{ name: 'today' }, { name: 'evening seat' }],
  figures: [
    { id: 'a', title: '999 in 10 s', line: '999', unit: 'PERCENT', better: 'HIGHER', values: [{ scenario: 'today' }, { scenario: 'evening seat', difference: { value: 1.2, half_width: 0.2 }, significant: true }] },
    { id: 'b', title: '101 mean wait', line: '101', unit: 'SECONDS', better: 'LOWER', values: [{ scenario: 'today' }, { scenario: 'evening seat', difference: { value: -40, half_width: 3 }, significant: true }] },
    { id: 'c', title: '101 abandoned', line: '101', unit: 'PERCENT', better: 'LOWER', values: [{ scenario: 'today' }, { scenario: 'evening seat', difference: { value: -0.1, half_width: 3 }, significant: false }] },
  ],
  resources: [{ scenario: 'today' }, { scenario: 'evening seat', difference: { seat_hours: { value: 8 }, pounds: { value: 196 } } }],
};

test('a comparison tells both lines, what is certain, and what it takes', () => {
  assert.deepEqual(comparison_words(comparison), [
    {
      line: 'evening seat',
      lists: [
        { head: 'On 999', items: ['999 in 10 s: +1.2 points ±\u00a00.2, better'] },
        { head: 'On 101', items: ['101 mean wait: −40.0 s ±\u00a03.0, better', 'one figure cannot be told apart'] },
      ],
      sentences: ['It takes 8.0 seat-hours a day more, and costs £196 more.'],
    },
  ]);
});

test('better and worse depend on which way is good', () => {
  assert.equal(verdict({ better: 'LOWER' }, 3), 'worse');
  assert.equal(verdict({ better: 'HIGHER' }, 3), 'better');
  assert.equal(verdict({}, -3), 'lower');
});

test('neighbours of a list are told as one', () => {
  const seats = (place: number) => `pools[a].seats_by_interval[${place}]`;
  assert.equal(path_words([seats(15), seats(16), seats(17)]), 'pools[a].seats_by_interval[15 to 17]');
  assert.equal(path_words([seats(1), seats(3)]), 'pools[a].seats_by_interval[1], pools[a].seats_by_interval[3]');
  assert.equal(path_words(['lines[101].share', 'lines[102].share', seats(2)]), 'lines[101].share, lines[102].share, pools[a].seats_by_interval[2]');
});

test('a grid names the factor with the largest effect', () => {
  const words = sweep_words({
    figures: [{ id: 'a', title: '999 in 10 s' }],
    factors: [{ path: 'x', title: 'day seats' }, { path: 'y', title: 'evening seats' }],
    effects: [{ figure: 'a', factor: 'y' }, { figure: 'a', factor: 'x' }],
  });
  assert.deepEqual(words[0]?.sentences, ['The factor that matters most is evening seats.']);
});

test('a sweep names the factor that matters most by its title', () => {
  const words = sweep_words({
    figures: [{ id: 'a', title: '999 in 10 s', unit: 'PERCENT' }],
    factors: [{ path: 'x.y', title: 'talk time' }, { path: 'z', title: 'volume' }],
    variance: [{ figure: 'a', value: 87.04, input_percent: 90.4, monte_carlo_percent: 9.6 }],
    sensitivity: [{ figure: 'a', factor: 'z', sobol_total: { value: 0.2 } }, { figure: 'a', factor: 'x.y', sobol_total: { value: 0.7 } }],
  });
  assert.deepEqual(words[0]?.sentences, [
    'The mean over the points is 87.0%. 90% of its variance comes from the inputs, 10% from chance.',
    'The factor that matters most is talk time.',
  ]);
});
