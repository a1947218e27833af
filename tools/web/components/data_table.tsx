// A table of figures, with its ways into a spreadsheet.
import { useState } from 'preact/hooks';
import type { Cell, Table } from '../words/table.ts';
import { cell_text, csv_text, is_stop, link_name, plain_of, tsv_text } from '../words/table.ts';

const kRowsWhole = 40; // a longer table scrolls in its own window
const kShort = 22; // characters that stay on one line

/** The table alone. It scrolls sideways where it is too wide, by keyboard too. */
export function DataTable(props: { caption: string; table: Table; hide_caption?: boolean; file?: string }) {
  const { columns, rows } = props.table;
  const long = rows.length > kRowsWhole ? 'fcr-scroll--long' : '';
  return (
    <div class={`fcr-scroll ${long}`} tabIndex={0} role="region" aria-label={props.caption}>
      <table class="govuk-table fcr-table" data-file={props.file}>
        <caption class={props.hide_caption ? 'govuk-visually-hidden' : 'govuk-table__caption'}>
          {props.caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column, place) => (
              <th scope="col" key={place} class={is_numeric(props.table, place) ? 'fcr-number' : ''}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, number) => (
            <tr key={number} {...(props.table.ids?.[number] ? { id: props.table.ids[number], tabIndex: -1 } : {})}>
              {columns.map((_, place) => {
                const Tag = place === 0 ? 'th' : 'td';
                const cell = row[place];
                const plain = plain_of(cell);
                return (
                  <Tag
                    key={place}
                    {...(place === 0 ? { scope: 'row' } : {})}
                    class={cell_class(props.table, place, cell)}
                  >
                    {plain === undefined || plain === '' ? <NotMeasured /> : <CellText table={props.table} row={row} place={place} />}
                  </Tag>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A figure that says where it comes from is a link to there. */
function CellText(props: { table: Table; row: Cell[]; place: number }) {
  const { table, row, place } = props;
  const cell = row[place];
  const text = cell_text(cell, table.columns[place] ?? { head: '' });
  return typeof cell === 'object' ? (
    <a class="fcr-counted" href={`#${cell.from}`} aria-label={link_name(table, row, place)} {...(is_stop(row, place) ? {} : { tabIndex: -1 })}>{text}</a>
  ) : (
    <>{text}</>
  );
}

function NotMeasured() {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span class="govuk-visually-hidden">none</span>
    </>
  );
}

function cell_class(table: Table, place: number, cell: Cell): string {
  if (is_numeric(table, place)) {
    return 'fcr-number';
  }
  const plain = plain_of(cell);
  return typeof plain !== 'string' ? '' : plain.length <= kShort ? 'fcr-short' : 'fcr-words';
}

function is_numeric(table: Table, place: number): boolean {
  return table.rows.some((row) => typeof plain_of(row[place]) === 'number');
}

/** Copies the table, or saves it as a file; `file` is its name without ending. */
export function TableButtons(props: { table: Table; file: string; caption: string }) {
  const [told, tell] = useState('');
  const copy = async () => {
    tell((await copied(tsv_text(props.table))) ? 'Copied: paste it into a spreadsheet.' : 'The browser did not allow copying. Save the CSV file instead.');
  };
  return (
    <div class="fcr-buttons">
      <button type="button" class="fcr-button" onClick={copy}>
        Copy table<span class="govuk-visually-hidden">: {props.caption}</span>
      </button>
      <button type="button" class="fcr-button" onClick={() => save(csv_text(props.table), `${props.file}.csv`)}>
        Save as CSV<span class="govuk-visually-hidden">: {props.caption}</span>
      </button>
      <span class="fcr-told" role="status">{told}</span>
    </div>
  );
}

/** A file opened from disk may have no clipboard of its own; then an invisible field helps. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}

function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
