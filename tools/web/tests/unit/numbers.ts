import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { confidence_text, difference_text, duration_words, estimate_text, half_width_text, list_words, number_text, of_hundred, value_text } from '../../words/numbers.ts';

test('what was not measured is said so and is never 0', () => {
  assert.equal(number_text(undefined), 'not measured');
  assert.equal(estimate_text(undefined, 'PERCENT'), 'not measured');
  assert.equal(estimate_text({}, 'SECONDS'), 'not measured');
  assert.equal(difference_text({ half_width: 1 }, 'PERCENT'), 'not measured');
  assert.equal(value_text(Number.NaN, 'SECONDS'), 'not measured');
});

test('figures carry their unit and half widths are rounded up', () => {
  assert.equal(estimate_text({ value: 88.1545, half_width: 0.435 }, 'PERCENT'), '88.2% ± 0.5');
  assert.equal(estimate_text({ value: 1234.5 }, 'CALLS'), '1,234.5');
  assert.equal(half_width_text(0.5), '0.5');
  assert.equal(half_width_text(0.1 + 0.2), '0.3');
  assert.equal(half_width_text(0.5000001), '0.6');
});

test('a difference of shares is in points and has its sign', () => {
  assert.equal(difference_text({ value: 3.14, half_width: 0.41 }, 'PERCENT'), '+3.1 points ± 0.5');
  assert.equal(difference_text({ value: -3.14 }, 'SECONDS'), '−3.1 s');
  assert.equal(difference_text({ value: 0.001 }, 'SECONDS'), '0.0 s');
  assert.equal(difference_text({ value: -0.001 }, 'SECONDS'), '0.0 s');
});

test('of a hundred is never none or all unless it is so', () => {
  assert.equal(of_hundred(0), 'none');
  assert.equal(of_hundred(0.07), 'fewer than 1');
  assert.equal(of_hundred(0.5), '1');
  assert.equal(of_hundred(88.15), '88');
  assert.equal(of_hundred(99.6), 'more than 99');
  assert.equal(of_hundred(100), 'all');
});

test('times are said as people say them', () => {
  assert.equal(duration_words(7.41), '7.4 seconds');
  assert.equal(duration_words(59.97), '1 minute');
  assert.equal(duration_words(113.9), '1 minute 54 seconds');
  assert.equal(duration_words(3599.7), '1 hour');
  assert.equal(duration_words(7500), '2 hours 5 minutes');
  assert.equal(duration_words(7190), '2 hours');
});

test('lists and confidence read as words', () => {
  assert.equal(list_words(['999', '101', '111']), '999, 101 and 111');
  assert.equal(list_words(['999']), '999');
  assert.equal(confidence_text(0.95), '95%');
  assert.equal(confidence_text(0.999), '99.9%');
});
