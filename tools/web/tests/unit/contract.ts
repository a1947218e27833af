import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { difference_rows, pounds_more_text, replications_text, signed_text, without_lone_bid } from '../../words/contract.ts';

test('a lone bid is not named in every row, several are', () => {
  const table = { columns: [{ head: 'Bid' }, { head: 'Level' }], rows: [['one', 92.1]] };
  assert.deepEqual(without_lone_bid([{}], table), { columns: [{ head: 'Level' }], rows: [[92.1]] });
  assert.equal(without_lone_bid([{}, {}], table), table);
});

test('a run that was stopped says of how many', () => {
  assert.equal(replications_text({ replications: 24, replications_asked: 200 }), '24 of 200');
  assert.equal(replications_text({ replications: 200, replications_asked: 200 }), '200');
});

test('differences of money have a sign', () => {
  assert.equal(pounds_more_text({ value: 1234.4, half_width: 99.2 }), '+£1,234 ± 100');
  assert.equal(pounds_more_text({ value: -20 }), '−£20');
  assert.equal(pounds_more_text(undefined), undefined);
});

test('people beside the bid have a sign', () => {
  assert.deepEqual([-6, 0, 2].map(signed_text), ['−6', '0', '+2']);
});

test('a bid less the first has a row for every figure', () => {
  const rows = difference_rows({ kpis: [{ kpi: 'K1', unit: 'PERCENT', level: { value: 0.5, half_width: 0.1 }, missed: { value: -2 } }], net_year: { value: 5 } });
  assert.deepEqual(rows, [
    ['K1 level', '+0.50 points ± 0.10'],
    ['K1 missed', '−2.00 points'],
    ['Credits a year', undefined],
    ['Net cost a year', '+£5'],
  ]);
});
