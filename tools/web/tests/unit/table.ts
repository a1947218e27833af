import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Table } from '../../words/table.ts';
import { cell_text, csv_text, tsv_text } from '../../words/table.ts';

const of_cells = (...rows: Table['rows']): Table => ({ columns: [{ head: 'Line' }, { head: 'Wait, s' }], rows });

test('numbers leave with all their digits and what was not measured leaves an empty cell', () => {
  assert.equal(csv_text(of_cells(['999', 7.41336], ['101', undefined])), '\ufeffLine,"Wait, s"\r\n999,7.41336\r\n101,\r\n');
});

test('words that a spreadsheet would run stay words', () => {
  for (const words of ['=1+1', '+1', '-1', '@x', '\tx', '\rx']) {
    assert.ok(csv_text(of_cells([words, 1])).includes(`'${words}`), words);
    assert.ok(tsv_text(of_cells([words, 1])).split('\n')[1]?.startsWith("'"), words);
  }
});

test('negative numbers are no formulas', () => {
  assert.ok(csv_text(of_cells(['x', -3.5])).endsWith('x,-3.5\r\n'));
});

test('commas, quotes and line breaks stay inside their cell', () => {
  assert.ok(csv_text(of_cells(['a,"b"\nc', 1])).endsWith('"a,""b""\nc",1\r\n'));
  assert.ok(tsv_text(of_cells(['a\tb\nc', 1])).endsWith('a b c\t1\n'));
});

test('the page rounds', () => {
  assert.equal(cell_text(7.41336, { head: '' }), '7.4');
  assert.equal(cell_text(7.41336, { head: '', digits: 2 }), '7.41');
  assert.equal(cell_text(undefined, { head: '' }), '–');
});
