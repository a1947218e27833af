// What was asked of a contract besides: incentive, volume, ways to beat it, lint.
import { useCallback } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure, TableFigure } from '../components/figure.tsx';
import type { SectionEntry } from '../components/section.tsx';
import type { ContractStudyReport, ContractVolumeReport } from '../data/messages.ts';
import { chance_text, pence_text, pounds_text, without_lone_bid } from '../words/contract.ts';
import { terms_of } from '../words/glossary.ts';
import { difference_text, estimate_text, number_text } from '../words/numbers.ts';
import type { Cell, Table } from '../words/table.ts';
import { draw_intervals } from './charts/intervals.ts';
import { draw_lines } from './charts/lines.ts';

interface OfContracts {
  bids: ContractStudyReport[];
}

const name_of = (bid: ContractStudyReport) => bid.name ?? bid.contract_id ?? '';

export function incentive_section(bids: ContractStudyReport[]): SectionEntry | undefined {
  const tested = bids.filter((bid) => bid.incentive);
  return tested.length > 0 ? { id: 'incentive', title: 'Would the supplier rather pay?', body: <Incentive bids={tested} /> } : undefined;
}

const kBeside = [
  ['one FTE more', 'more'],
  ['one FTE fewer', 'fewer'],
] as const;

function Incentive(props: OfContracts) {
  const { bids } = props;
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_intervals(
        canvas,
        kBeside.map(([name]) => name),
        bids.map((bid) => ({
          title: `Credits over pay, ${name_of(bid)}`,
          unit: '1 is break-even',
          zero: true,
          rows: (bid.incentive?.more?.rows ?? []).map((row, place) => ({
            label: row.kpi ?? 'all together',
            points: kBeside.map(([name, side]) => ({ name, ...bid.incentive?.[side]?.rows?.[place]?.strength })),
          })),
        })),
      ),
    [bids],
  );
  const rows: Table = without_lone_bid(bids, {
    columns: ['Bid', 'Beside the bid', 'Indicator', 'Credits a month', 'Pay a month', 'Strength'].map((head) => ({ head })),
    rows: bids.flatMap((bid) =>
      kBeside.flatMap(([name, side]) =>
        (bid.incentive?.[side]?.rows ?? []).map((row) => [name_of(bid), name, row.kpi ?? 'all together', pounds_text(row.credits_month?.value), pounds_text(bid.incentive?.[side]?.pay_month), estimate_text(row.strength, undefined, 2)]),
      ),
    ),
  });
  const gap: Table = without_lone_bid(bids, {
    columns: ['Bid', 'Indicator', 'Met as bid', 'FTE more', 'Met with them', 'Cost a year', 'Credits saved a year', 'Strength', 'Seats beside the plan'].map((head) => ({ head })),
    rows: bids.flatMap((bid) =>
      (bid.incentive?.compliance ?? []).map((row) => [
        name_of(bid),
        row.kpi,
        chance_text(row.met_before),
        row.found ? number_text(row.fte, 0) : `more than ${number_text(row.fte, 0)}`,
        chance_text(row.met),
        row.found ? pounds_text(row.cost_year) : undefined,
        pounds_text(row.saved_year?.value),
        row.strength ? estimate_text(row.strength, undefined, 2) : undefined,
        row.seats,
      ]),
    ),
  });
  return (
    <>
      <Figure title="Incentive strength" words="Credits that one full-time person more saves, where most calls are late, and that one fewer costs, where fewest are; over that person’s pay, on the same callers. Below 1 the contract pays the supplier to do without." draw={draw} table={rows} file="incentive" terms={terms_of(['paired', 'interval', 'fte'])} />
      <TableFigure title="What it takes to meet it in 95% of months" words="People are added where most calls are late." table={gap} file="compliance" terms={terms_of(['fte'])} />
    </>
  );
}

export function volume_section(bids: ContractStudyReport[]): SectionEntry | undefined {
  const tested = bids.filter((bid) => (bid.volume?.length ?? 0) > 0);
  return tested.length > 0 ? { id: 'volume', title: 'If volume moves', body: <Volume bids={tested} /> } : undefined;
}

function Volume(props: OfContracts) {
  const { bids } = props;
  const places = (bids[0]?.volume ?? []).map((row) => `${number_text(row.percent, 0)}%`);
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_lines(
        canvas,
        places,
        'of the calls expected',
        [
          { title: 'Net cost of an answered call, £', axis: { min: 0 }, lines: bids.map((bid) => ({ name: name_of(bid), values: (bid.volume ?? []).map((row) => row.unit_cost?.mean?.value) })) },
          { title: 'First indicator, level', axis: { scale: true }, lines: bids.map((bid) => ({ name: name_of(bid), values: (bid.volume ?? []).map((row) => row.levels?.[0]?.value) })) },
        ],
        1,
      ),
    [bids],
  );
  const of_rows = (heads: string[], cells: (row: ContractVolumeReport, bid: ContractStudyReport) => Cell[]): Table =>
    without_lone_bid(bids, {
      columns: ['Bid', 'Volume, %', ...heads].map((head) => ({ head })),
      rows: bids.flatMap((bid) => (bid.volume ?? []).map((row) => [name_of(bid), row.percent, ...cells(row, bid)])),
    });
  const money = of_rows(['Calls a year', 'Answered', 'Gross', 'Credits', 'Withheld', 'Net', 'A call', 'Margin'], (row) => [
    number_text(row.offered?.mean?.value, 0),
    number_text(row.answered?.mean?.value, 0),
    pounds_text(row.gross?.mean?.value),
    pounds_text(row.credits?.mean?.value),
    pounds_text(row.withheld?.mean?.value),
    pounds_text(row.net?.mean?.value),
    pence_text(row.unit_cost),
    pounds_text(row.margin?.mean?.value),
  ]);
  const service = of_rows(['Months with relief, %', 'Distress of the supplier', 'Levels'], (row, bid) => [
    row.relieved_percent,
    chance_text(row.in_distress),
    (row.levels ?? []).map((level, place) => `${bid.kpis?.[place]?.id ?? ''} ${number_text(level.value)}`).join(', '),
  ]);
  return (
    <>
      <Figure
        title="Charge and level at shares of the calls expected"
        words="Money is a year’s. Calls: on all lines of the contract; answered: by the supplier, without calls of its own staff, as in a call: net over answered."
        draw={draw}
        table={money}
        file="volume"
        terms={terms_of(['interval'])}
      />
      <TableFigure title="Service at shares of the calls expected" words="The seats are those bid, unless the supplier is in distress: then people leave and are not replaced, which thins its seats and its costs." table={service} file="volume_service" terms={terms_of(['interval'])} />
    </>
  );
}

export function probe_section(bids: ContractStudyReport[]): SectionEntry | undefined {
  const tested = bids.filter((bid) => (bid.probes?.length ?? 0) > 0);
  return tested.length > 0 ? { id: 'probes', title: 'How it can be beaten', body: <Probes bids={tested} /> } : undefined;
}

function Probes(props: OfContracts) {
  const { bids } = props;
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_intervals(
        canvas,
        ['reported', 'true'],
        bids.map((bid) => ({
          title: name_of(bid),
          unit: '%',
          rows: (bid.probes ?? [])
            .filter((probe) => probe.reported_percent)
            .map((probe) => ({
              label: `${probe.number ?? ''} ${probe.trick ?? ''}`,
              points: [
                { name: 'reported', strong: true, ...probe.reported_percent },
                { name: 'true', ...probe.genuine_percent },
              ],
            })),
        })),
      ),
    [bids],
  );
  const table: Table = without_lone_bid(bids, {
    columns: ['Bid', 'No.', 'Trick', 'Seen', 'Figure', 'How', 'Reported', 'True', 'Gain', 'Others', 'Caught by'].map((head) => ({ head, digits: 0 })),
    rows: bids.flatMap((bid) =>
      (bid.probes ?? []).map((probe) => [
        name_of(bid),
        probe.number,
        probe.trick,
        probe.real_case,
        probe.figure,
        probe.why_not ? `not tried: ${probe.why_not}` : probe.how,
        probe.reported_percent ? estimate_text(probe.reported_percent, 'PERCENT') : undefined,
        probe.genuine_percent ? estimate_text(probe.genuine_percent, 'PERCENT') : undefined,
        probe.gain_points ? difference_text(probe.gain_points, 'PERCENT', 2) : undefined,
        probe.note,
        probe.check,
      ]),
    ),
  });
  return <Figure title="Sixteen ways to beat the figure" words="Reported beside true, on the same callers. A trick that the scenario has no means for says why it was not tried." draw={draw} table={table} file="probes" terms={terms_of(['paired', 'interval'])} />;
}

export function warning_section(bids: ContractStudyReport[]): SectionEntry | undefined {
  const warned = bids.filter((bid) => (bid.warnings?.length ?? 0) > 0);
  if (warned.length === 0) {
    return undefined;
  }
  const table: Table = without_lone_bid(warned, {
    columns: ['Bid', 'Rule', 'Clause', 'What is written', 'Why it matters', 'Better wording'].map((head) => ({ head, digits: 0 })),
    rows: warned.flatMap((bid) => (bid.warnings ?? []).map((row) => [name_of(bid), row.rule, row.clause, row.warning, row.why, row.wording])),
  });
  return { id: 'lint', title: 'Wording that works against the authority', body: <TableFigure title="Lint" words="Rules of fcrsim contract lint; those that need a run are judged by this one." table={table} file="lint" terms={[]} /> };
}
