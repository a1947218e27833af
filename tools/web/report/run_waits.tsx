// How long callers waited, as shares by length of wait.
import { useCallback } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure } from '../components/figure.tsx';
import type { WaitDistributionReport } from '../data/messages.ts';
import { terms_of } from '../words/glossary.ts';
import { number_text } from '../words/numbers.ts';
import type { Table } from '../words/table.ts';
import { bucket_names, clock_name, draw_waits } from './charts/waits.ts';

/** The first distribution of each line. */
function first_of_lines(waits: WaitDistributionReport[]): WaitDistributionReport[] {
  return waits.filter((row, place) => waits.findIndex((other) => other.line === row.line) === place);
}

function waits_table(waits: WaitDistributionReport[]): Table {
  return {
    columns: [
      { head: 'Line and clock' },
      { head: 'Wait, s' },
      { head: 'Of answered calls, %', digits: 2 },
      { head: 'Of abandoned calls, %', digits: 2 },
    ],
    rows: waits.flatMap((row) => {
      const names = bucket_names(row);
      return (row.buckets ?? []).map((bucket, place) => [`${row.line}, ${clock_name(row.clock)}`, names[place], bucket.answered_percent, bucket.abandoned_percent]);
    }),
  };
}

export function WaitsFigure(props: { waits: WaitDistributionReport[] }) {
  const shown = first_of_lines(props.waits);
  const draw = useCallback((canvas: Canvas) => draw_waits(canvas, first_of_lines(props.waits)), [props.waits]);
  const counts = shown.map((row) => `${row.line}: ${number_text(row.answered, 0)} answered and ${number_text(row.abandoned, 0)} abandoned calls in all replications.`);
  return (
    <Figure
      title="Waits of answered and of abandoned calls"
      words={`Each set of bars adds up to 100%. The steps are not equally wide. ${counts.join(' ')}`}
      draw={draw}
      table={waits_table(props.waits)}
      file="waits"
      terms={terms_of(['wait_distribution', 'answered', 'abandoned', 'national_clock', 'force_clock'])}
    />
  );
}
