// What each scenario takes: people, hours and money.
import { TableFigure } from '../components/figure.tsx';
import type { SectionEntry } from '../components/section.tsx';
import type { ComparisonReport, EstimateReport, ResourcesReport } from '../data/messages.ts';
import { terms_of } from '../words/glossary.ts';
import { period_name } from '../words/summary.ts';
import type { Cell, Table } from '../words/table.ts';

const kResources: readonly { head: string; digits: number; of: (use: ResourcesReport) => EstimateReport | undefined }[] = [
  { head: 'Seat-hours', digits: 1, of: (use) => use.seat_hours },
  { head: 'FTE', digits: 1, of: (use) => use.fte },
  { head: 'Overtime, hours', digits: 1, of: (use) => use.overtime_hours },
  { head: 'Pounds', digits: 0, of: (use) => use.pounds },
];

export function resources_section(comparison: ComparisonReport): SectionEntry | undefined {
  const rows = comparison.resources ?? [];
  if (rows.length === 0) {
    return undefined;
  }
  const table: Table = {
    columns: [{ head: 'Scenario' }, ...kResources.flatMap(({ head, digits }) => [{ head, digits }, { head: `${head}: difference`, digits }])],
    rows: rows.map((row) => [row.scenario, ...kResources.flatMap(({ of }): Cell[] => [of(row.use ?? {})?.value, of(row.difference ?? {})?.value])]),
  };
  const bases = [comparison.fte_basis && `FTE: ${comparison.fte_basis}.`, comparison.cost_basis && `Pounds: ${comparison.cost_basis}.`].filter(Boolean).join(' ');
  return {
    id: 'resources',
    title: 'People, hours and money',
    body: <TableFigure title="What each scenario takes" words={`Hours and pounds are for ${period_name(comparison.per_h)}; differences are from ${comparison.baseline}. ${bases}`} table={table} file="resources" terms={terms_of(['seat_hours', 'fte'])} />,
  };
}
