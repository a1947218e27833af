// A table of figures: what a page shows below a chart, and what leaves it for a spreadsheet.
import { number_text } from './numbers.ts';

export type Cell = string | number | undefined;

export interface Column {
  head: string; // with the unit
  digits?: number; // of numbers on the page; files have all of them
}

export interface Table {
  columns: Column[];
  rows: Cell[][];
}

/** The cell as the page shows it. What was not measured is a dash that readers are told about. */
export function cell_text(cell: Cell, column: Column): string {
  if (cell === undefined || cell === '') {
    return '–';
  }
  return typeof cell === 'number' ? number_text(cell, column.digits ?? 1) : cell;
}

// A spreadsheet takes such words for a formula and runs it; an apostrophe makes them words again.
function harmless(words: string): string {
  return /^[=+\-@\t\r]/.test(words) ? `'${words}` : words;
}

function plain_text(cell: Cell): string {
  if (cell === undefined) {
    return '';
  }
  return typeof cell === 'number' ? String(cell) : harmless(cell);
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
export function csv_text(table: Table): string {
  const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const line = (cells: Cell[]) => `${cells.map((cell) => quoted(plain_text(cell))).join(',')}\r\n`;
  return `\ufeff${line(heads(table))}${table.rows.map(line).join('')}`;
}

/** Tab-separated, to paste into a spreadsheet; tabs and line breaks within a cell become spaces. */
export function tsv_text(table: Table): string {
  const line = (cells: Cell[]) =>
    `${cells.map((cell) => plain_text(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')}\n`;
  return `${line(heads(table))}${table.rows.map(line).join('')}`;
}

function heads(table: Table): string[] {
  return table.columns.map((column) => column.head);
}
