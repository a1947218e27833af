// A table of figures: what a page shows below a chart, and what leaves it for a spreadsheet.
import { number_text } from './numbers.ts';

export type Plain = string | number | undefined;

/** A figure and the id of the part of the page with the events that it was counted from. */
export interface Counted {
  figure: Plain;
  from: string;
}

export type Cell = Plain | Counted;

export interface Column {
  head: string; // with the unit
  digits?: number; // of numbers on the page; files have all of them
  full?: string; // what a link in it is called, where the head alone does not say it
}

export interface Table {
  columns: Column[];
  rows: Cell[][];
  ids?: (string | undefined)[]; // of rows that links lead to
  named_by?: number; // so many first cells name a row; 1 unless given
}

export const counted = (figure: Plain, from: string): Counted => ({ figure, from });

export function plain_of(cell: Cell): Plain {
  return typeof cell === 'object' ? cell.figure : cell;
}

/** The cell as the page shows it. What was not measured is a dash that readers are told about. */
export function cell_text(cell: Cell, column: Column): string {
  const plain = plain_of(cell);
  if (plain === undefined || plain === '') {
    return '–';
  }
  return typeof plain === 'number' ? number_text(plain, column.digits ?? 1) : plain;
}

/** What the link of a figure is called: the figure, then which it is. */
export function link_name(table: Table, row: Cell[], place: number): string {
  const column = table.columns[place] ?? { head: '' };
  const names = row.slice(0, table.named_by ?? 1).map((cell, at) => cell_text(cell, table.columns[at] ?? { head: '' }));
  return `${cell_text(row[place], column)}: ${column.full ?? column.head}, ${names.join(', ')}`;
}

/** Only the first link of a row to one place is a stop of the keyboard. */
export function is_stop(row: Cell[], place: number): boolean {
  const cell = row[place];
  return typeof cell !== 'object' || row.findIndex((other) => typeof other === 'object' && other.from === cell.from && plain_of(other) !== undefined) === place;
}

// A spreadsheet takes such words for a formula and runs it; an apostrophe makes them words again.
function harmless(words: string): string {
  return /^[=+\-@\t\r]/.test(words) ? `'${words}` : words;
}

function plain_text(cell: Cell): string {
  const plain = plain_of(cell);
  if (plain === undefined) {
    return '';
  }
  return typeof plain === 'number' ? String(plain) : harmless(plain);
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
