// Closed forms beside the simulation, and why they differ.
import { useCallback } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure } from '../components/figure.tsx';
import type { TheoryReport, Unit } from '../data/messages.ts';
import { terms_of } from '../words/glossary.ts';
import { estimate_text, value_text } from '../words/numbers.ts';
import type { Table } from '../words/table.ts';
import { draw_intervals } from './charts/intervals.ts';

const kFormulas: Record<string, string> = { ERLANG_C: 'Erlang C', ERLANG_A: 'Erlang A' };
const kUnits: { unit: Unit; title: string; mark: string }[] = [
  { unit: 'PERCENT', title: 'Shares', mark: '%' },
  { unit: 'SECONDS', title: 'Waits', mark: 's' },
  { unit: 'CALLS', title: 'Calls', mark: 'calls' },
];

function formula_name(row: TheoryReport): string {
  return kFormulas[row.formula ?? ''] ?? 'Formula';
}

function theory_table(theory: TheoryReport[]): Table {
  return {
    columns: ['Line', 'Figure', 'Period', 'Formula', 'By formula', 'Simulated', 'Why they differ', 'Calls an hour', 'Handling, s', 'Handlers', 'Patience, s'].map((head) => ({ head })),
    rows: theory.map((row) => [
      row.line,
      row.figure,
      row.period,
      formula_name(row),
      row.value === undefined ? 'no value' : value_text(row.value, row.unit),
      estimate_text(row.simulated, row.unit),
      row.why,
      row.arrivals_per_h,
      row.handling_s,
      row.handlers,
      row.patience_s,
    ]),
  };
}

export function TheoryFigure(props: { theory: TheoryReport[] }) {
  const { theory } = props;
  const draw = useCallback(
    (canvas: Canvas) => {
      const names = ['simulated', ...new Set(theory.map(formula_name))];
      const groups = kUnits.map(({ unit, title, mark }) => ({
        title,
        unit: mark,
        rows: theory
          .filter((row) => row.unit === unit)
          .map((row) => ({
            label: `${row.line}: ${row.figure?.toLowerCase()}, ${row.period ?? 'whole run'}`,
            points: [
              { name: 'simulated', ...row.simulated },
              { name: formula_name(row), value: row.value },
            ],
          })),
      }));
      return draw_intervals(canvas, names, groups.filter((group) => group.rows.length > 0));
    },
    [theory],
  );
  return (
    <>
      <Figure
        title="Erlang C and Erlang A beside the simulation"
        words="Formulas know a simpler room. Where they differ from the simulation, the list below says why."
        draw={draw}
        table={theory_table(theory)}
        file="theory"
        terms={terms_of(['erlang_c', 'erlang_a', 'interval'])}
      />
      <ul class="govuk-list govuk-list--bullet">
        {theory.map((row) => (
          <li key={`${row.line} ${row.figure} ${row.formula} ${row.period}`}>
            <strong>{row.line}, {row.figure?.toLowerCase()}, {row.period}, {formula_name(row)}:</strong>{' '}
            {row.value === undefined ? 'no value' : value_text(row.value, row.unit)} by formula,{' '}
            {estimate_text(row.simulated, row.unit)} simulated. {row.why}
          </li>
        ))}
      </ul>
    </>
  );
}
