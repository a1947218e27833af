// A picture with its words, its table and the definitions of what it shows.
import type { ComponentChildren } from 'preact';
import type { Term } from '../words/glossary.ts';
import type { Table } from '../words/table.ts';
import type { Draw } from './chart.tsx';
import { Chart } from './chart.tsx';
import { DataTable, TableButtons } from './data_table.tsx';
import { Definitions } from './definitions.tsx';
import { Folded } from './folded.tsx';

export interface FigureProps {
  title: string;
  words: string; // what to see in it, one or two sentences; also what a screen reader says
  draw: Draw;
  table: Table;
  file: string; // of the CSV file, without ending
  terms: readonly Term[];
  children?: ComponentChildren; // controls above the picture
}

export function Figure(props: FigureProps) {
  return (
    <figure class="fcr-figure">
      <figcaption>
        <h3 class="govuk-heading-s">{props.title}</h3>
        <p class="govuk-body-s">{props.words}</p>
      </figcaption>
      {props.children}
      <Chart label={`${props.title}. ${props.words} The table below has the figures.`} draw={props.draw} />
      <Folded summary="The figures as a table" hidden={props.title}>
        <TableButtons table={props.table} file={props.file} caption={props.title} />
        <DataTable caption={props.title} table={props.table} file={props.file} hide_caption />
      </Folded>
      <Definitions terms={props.terms} of={props.title} />
    </figure>
  );
}

/** A table that stands on its own. */
export function TableFigure(props: Omit<FigureProps, 'draw'>) {
  return (
    <div class="fcr-figure">
      <h3 class="govuk-heading-s">{props.title}</h3>
      {props.words ? <p class="govuk-body-s">{props.words}</p> : null}
      {props.children}
      <DataTable caption={props.title} table={props.table} file={props.file} hide_caption />
      <TableButtons table={props.table} file={props.file} caption={props.title} />
      <Definitions terms={props.terms} of={props.title} />
    </div>
  );
}
