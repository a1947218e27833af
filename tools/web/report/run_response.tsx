// What became of answered calls: incidents by grade, units, dispatch desks.
import { TableFigure } from '../components/figure.tsx';
import type { SectionEntry } from '../components/section.tsx';
import type { EstimateReport, RunReport } from '../data/messages.ts';
import { terms_of } from '../words/glossary.ts';
import { period_name } from '../words/summary.ts';
import type { Plain, Table } from '../words/table.ts';

type Column<Row> = readonly [head: string, of: (row: Row) => EstimateReport | Plain, digits?: number];

function table_of<Row>(rows: Row[], columns: readonly Column<Row>[]): Table {
  const cell = (value: EstimateReport | Plain): Plain => (typeof value === 'object' ? value.value : value);
  return {
    columns: columns.map(([head, , digits]) => ({ head, digits: digits ?? 1 })),
    rows: rows.map((row) => columns.map(([, of]) => cell(of(row)))),
  };
}

export function response_section(run: RunReport): SectionEntry | undefined {
  const response = run.response;
  if (!response) {
    return undefined;
  }
  const period = `Counts and hours are for ${period_name(run.run?.per_h)}.`;
  const grades = table_of(response.grades ?? [], [
    ['Grade', (g) => g.name],
    ['Incidents', (g) => g.incidents],
    ['Attended', (g) => g.attended],
    ['Resolved without deployment', (g) => g.resolved],
    ['Never sent to', (g) => g.never_resourced],
    ['Unfinished', (g) => g.unfinished],
    ['Target, s', (g) => g.target_s, 0],
    ['In target, % of attended', (g) => g.in_target_percent],
    ['Response mean, s', (g) => g.response_mean_s, 0],
    ['Response median, s', (g) => g.response_p50_s, 0],
    ['Response 90%, s', (g) => g.response_p90_s, 0],
    ['To dispatch, s', (g) => g.dispatch_s, 0],
    ['Travel, s', (g) => g.travel_s, 0],
  ]);
  const units = table_of(response.units ?? [], [
    ['Units', (u) => u.name],
    ['Unit-hours', (u) => u.unit_hours],
    ['Out, %', (u) => u.utilisation_percent],
    ['Travel, %', (u) => u.travel_percent],
    ['At scene, %', (u) => u.scene_percent],
    ['Paperwork, %', (u) => u.paperwork_percent],
  ]);
  const desks = table_of(response.talkgroups ?? [], [
    ['Dispatchers of', (d) => d.name],
    ['Incidents', (d) => d.decisions],
    ['Wait for a desk, s', (d) => d.wait_s],
    ['Desk-hours', (d) => d.desk_hours],
    ['Occupancy, %', (d) => d.occupancy_percent],
  ]);
  return {
    id: 'response',
    title: 'Response',
    body: (
      <>
        <TableFigure title="Incidents by grade" words={period} table={grades} file="incidents" terms={terms_of(['in_target', 'unfinished'])} />
        <TableFigure title="Units" words="" table={units} file="units" terms={[]} />
        <TableFigure title="Dispatch desks" words="" table={desks} file="desks" terms={[]} />
      </>
    ),
  };
}
