// The parts of a report of simulated contracts, one bid or several side by side.
import { useCallback } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure, TableFigure } from '../components/figure.tsx';
import type { SectionEntry } from '../components/section.tsx';
import type { ContractKpiReport, ContractStudyReport, ContractYearReport, EstimateReport, ReportPage, SpreadReport } from '../data/messages.ts';
import { chance_text, contract_words, difference_rows, pence_text, pounds_text, replications_text, signed_text, spread_text, without_lone_bid } from '../words/contract.ts';
import { terms_of } from '../words/glossary.ts';
import { estimate_text, number_text } from '../words/numbers.ts';
import type { Cell, Table } from '../words/table.ts';
import type { IntervalGroup } from './charts/intervals.ts';
import { draw_intervals } from './charts/intervals.ts';
import { draw_lines } from './charts/lines.ts';
import { LineCards } from './line_cards.tsx';
import { incentive_section, probe_section, volume_section, warning_section } from './contract_questions.tsx';

export interface OfContracts {
  bids: ContractStudyReport[];
}

const kMarks: Record<string, string> = { PERCENT: '%', SECONDS: 's', CALLS: 'calls' };

export function contract_sections(page: ReportPage): SectionEntry[] {
  const bids = page.contracts ?? [];
  const entries: (SectionEntry | undefined)[] = [
    { id: 'summary', title: 'Summary', body: <Summary bids={bids} /> },
    bids.length > 1 ? { id: 'bids', title: 'Bids side by side', body: <Bids bids={bids} /> } : undefined,
    { id: 'missed', title: 'How often it is missed', body: <Missed bids={bids} /> },
    { id: 'money', title: 'What it costs', body: <Money bids={bids} /> },
    { id: 'hidden', title: 'What the headline hides', body: <Hidden bids={bids} /> },
    incentive_section(bids),
    volume_section(bids),
    probe_section(bids),
    { id: 'leaving', title: 'The supplier, and when the authority may leave', body: <Leaving bids={bids} /> },
    warning_section(bids),
  ];
  return entries.filter((entry) => entry !== undefined);
}

export const name_of = (bid: ContractStudyReport) => bid.name ?? bid.contract_id ?? '';

/** The indicators of all bids: those with one id stand together. */
export function kpi_ids(bids: ContractStudyReport[]): string[] {
  return [...new Set(bids.flatMap((bid) => (bid.kpis ?? []).map((kpi) => kpi.id ?? '')))];
}

export function kpi_of(bid: ContractStudyReport, id: string): ContractKpiReport | undefined {
  return bid.kpis?.find((kpi) => kpi.id === id);
}

function kpi_title(bids: ContractStudyReport[], id: string): string {
  const kpi = bids.map((bid) => kpi_of(bid, id)).find((found) => found !== undefined);
  return kpi?.title && kpi.title !== id ? `${id}: ${kpi.title}` : id;
}

function Summary(props: OfContracts) {
  const { bids } = props;
  const first = bids[0] ?? {};
  const table: Table = without_lone_bid(bids, {
    columns: ['Bid', 'Contract', 'Scenario', 'The supplier', 'Replications', 'Months'].map((head) => ({ head, digits: 0 })),
    rows: bids.map((bid) => [
      name_of(bid),
      bid.contract,
      bid.scenario,
      (bid.policies ?? []).join('; ') || 'staffs what it bid and plays fair',
      replications_text(bid),
      bid.months,
    ]),
  });
  return (
    <>
      <LineCards words={contract_words(bids)} />
      <p class="govuk-body">
        The terms of {first.months ?? ''} months were run {replications_text(first)} times on the same callers for every bid. ± is half of a confidence interval; chances have their interval in brackets.
      </p>
      <TableFigure title="What was run" words="" table={table} file="bids" terms={terms_of(['replication', 'interval'])} />
    </>
  );
}

const half = (spread: SpreadReport | undefined): EstimateReport => ({ value: spread?.mean?.value, half_width: spread?.mean?.half_width });

function Bids(props: OfContracts) {
  const { bids } = props;
  const draw = useCallback(
    (canvas: Canvas) => {
      const group = (title: string, unit: string, of: (bid: ContractStudyReport) => EstimateReport | undefined, most?: number): IntervalGroup => ({
        title,
        unit,
        from: { least: 0, ...(most === undefined ? {} : { most }) },
        rows: bids.map((bid) => ({ label: name_of(bid), points: [{ name: 'mean', ...of(bid) }] })),
      });
      return draw_intervals(canvas, ['mean'], [
        group('Net cost of the first year', '£', (bid) => half(bid.years?.[0]?.net)),
        group('Credits of the first year', '£', (bid) => half(bid.years?.[0]?.credits)),
        group('Net cost of an answered call', '£', (bid) => half(bid.years?.[0]?.unit_cost)),
        ...kpi_ids(bids).map((id) => group(`${kpi_title(bids, id)}, missed`, '% of measurements', (bid) => kpi_of(bid, id)?.missed_percent, 100)),
      ]);
    },
    [bids],
  );
  const table: Table = {
    columns: ['Bid', 'Net, first year', 'P10 to P90', 'Credits', 'A call', 'Margin of the supplier', ...kpi_ids(bids).map((id) => `${id} missed`)].map((head) => ({ head })),
    rows: bids.map((bid) => [
      name_of(bid),
      pounds_text(bid.years?.[0]?.net?.mean?.value),
      spread_text(bid.years?.[0]?.net),
      pounds_text(bid.years?.[0]?.credits?.mean?.value),
      pence_text(bid.years?.[0]?.unit_cost),
      estimate_text(bid.years?.[0]?.margin_percent?.mean, 'PERCENT'),
      ...kpi_ids(bids).map((id) => estimate_text(kpi_of(bid, id)?.missed_percent, 'PERCENT')),
    ]),
  };
  const later = bids.flatMap((bid) => (bid.less_first ? [{ name: name_of(bid), less_first: bid.less_first }] : []));
  const less: Table = {
    columns: ['Bid', 'Figure', 'Difference'].map((head) => ({ head })),
    rows: later.flatMap(({ name, less_first }) => difference_rows(less_first).map((row) => [name, ...row])),
  };
  return (
    <>
      <Figure title="The bids on the same callers" words="Money of the first contract year, and how often each indicator is missed. Every axis begins at zero: what looks alike is alike, and the table below has the differences." draw={draw} table={table} file="bids_compared" terms={terms_of(['interval', 'paired'])} />
      <TableFigure
        title="What the later bids have more than the first"
        words={`Less ${later[0]?.less_first.first ?? name_of(bids[0] ?? {})}, replication by replication: the callers are the same, so a difference is far surer than the figures it is of.`}
        table={less}
        file="bids_less_first"
        terms={terms_of(['paired', 'interval'])}
      />
    </>
  );
}

function Missed(props: OfContracts) {
  const { bids } = props;
  const ids = kpi_ids(bids);
  const months = [...new Set(bids.flatMap((bid) => (bid.kpis ?? []).flatMap((kpi) => (kpi.months ?? []).map((month) => (month.month ?? '').slice(0, 7)))))].sort();
  const at = (bid: ContractStudyReport, id: string) => {
    const by_month = new Map((kpi_of(bid, id)?.months ?? []).map((month) => [(month.month ?? '').slice(0, 7), month]));
    return months.map((month) => by_month.get(month));
  };
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_lines(
        canvas,
        months,
        'month',
        ids.map((id) => ({
          title: `${kpi_title(bids, id)}, chance of a miss, %`,
          axis: { min: 0, max: 100 },
          lines: bids.map((bid) => ({ name: name_of(bid), values: at(bid, id).map((month) => month?.missed?.percent) })),
        })),
        Math.max(1, Math.round(months.length / 12)),
      ),
    [bids],
  );
  const table: Table = without_lone_bid(bids, {
    columns: ['Bid', 'Indicator', 'Month', 'Missed, %', 'from', 'to', 'Level', 'P10', 'P50', 'P90'].map((head) => ({ head, digits: 2 })),
    rows: bids.flatMap((bid) =>
      (bid.kpis ?? []).flatMap((kpi) =>
        (kpi.months ?? []).map((month) => [
          name_of(bid),
          kpi.id,
          (month.month ?? '').slice(0, 7),
          month.missed?.percent,
          month.missed?.low_percent,
          month.missed?.high_percent,
          month.level?.mean?.value,
          month.level?.p10,
          month.level?.p50,
          month.level?.p90,
        ]),
      ),
    ),
  });
  return (
    <>
      <Indicators bids={bids} />
      <Figure title="Chance of a miss, month by month" words="Of the replications whose contract still runs." draw={draw} table={table} file="months" terms={terms_of(['replication', 'interval'])} />
    </>
  );
}

function Indicators(props: OfContracts) {
  const { bids } = props;
  const of_kpis = (heads: string[], cells: (kpi: ContractKpiReport) => Cell[] | undefined): Table =>
    without_lone_bid(bids, {
      columns: ['Bid', 'Indicator', ...heads].map((head) => ({ head, digits: 2 })),
      rows: bids.flatMap((bid) =>
        (bid.kpis ?? []).flatMap((kpi) => {
          const figures = cells(kpi);
          return figures ? [[name_of(bid), kpi.id, ...figures]] : [];
        }),
      ),
    });
  const indicators = of_kpis(['Definition', 'Target', 'Level', 'Missed'], (kpi) => [
    kpi.definition,
    `${number_text(kpi.target, 1)} ${kMarks[kpi.unit ?? ''] ?? ''}`,
    estimate_text(kpi.level, kpi.unit, 2),
    estimate_text(kpi.missed_percent, 'PERCENT'),
  ]);
  const spreads = of_kpis(['One month', 'Independent calls', 'Variance ratio', 'Month to month', 'Its variance ratio'], (kpi) =>
    kpi.deviation_points === undefined ? undefined : [kpi.deviation_points, kpi.binomial_points, kpi.variance_ratio, kpi.months_deviation_points, kpi.months_variance_ratio],
  );
  const waits = of_kpis(['Median, s', '95th percentile, s', '99th percentile, s', 'Longest, s'], (kpi) =>
    kpi.waits ? [kpi.waits.p50_s, kpi.waits.p95_s, kpi.waits.p99_s, kpi.waits.longest_s] : undefined,
  );
  return (
    <>
      <TableFigure title="Indicators" words="Missed: of measurements, against the target shown." table={indicators} file="indicators" terms={terms_of(['interval', 'service_level'])} />
      <YearsMissed bids={bids} />
      <TableFigure
        title="How months differ"
        words="One month: the standard deviation of its level over replications, in percentage points, beside that of as many independent calls; the ratio is of their variances. Month to month: between the months of one replication, so with what seasons and growth do."
        table={spreads}
        file="month_to_month"
        terms={terms_of(['replication'])}
      />
      <TableFigure title="How long callers waited" words="On the indicator’s clock, calls answered or given up, all months and replications together." table={waits} file="waits" terms={[]} />
    </>
  );
}

function YearsMissed(props: OfContracts) {
  const { bids } = props;
  const ids = kpi_ids(bids);
  const table: Table = without_lone_bid(bids, {
    columns: ['Bid', 'Year from', ...ids].map((head) => ({ head })),
    rows: bids.flatMap((bid) => (bid.years ?? []).map((year, place) => [name_of(bid), year.from, ...ids.map((id) => chance_text(kpi_of(bid, id)?.missed_in_year?.[place]))])),
  });
  return <TableFigure title="Chance of a miss by contract year" words="Of the replications whose contract still runs: at least one measurement of the year is missed." table={table} file="missed_by_year" terms={terms_of(['replication', 'interval'])} />;
}

function Money(props: OfContracts) {
  const { bids } = props;
  const years = Math.max(0, ...bids.map((bid) => bid.years?.length ?? 0));
  const places = Array.from({ length: years }, (_, year) => `year ${year + 1}`);
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_lines(
        canvas,
        places,
        'contract year',
        [
          { title: 'Net cost, £ thousand', axis: { scale: true }, lines: bids.map((bid) => ({ name: name_of(bid), values: (bid.years ?? []).map((year) => thousand(year.net?.mean?.value)) })) },
          { title: 'Credits paid, £ thousand', axis: { min: 0 }, lines: bids.map((bid) => ({ name: name_of(bid), values: (bid.years ?? []).map((year) => thousand(year.credits?.mean?.value)) })) },
        ],
        1,
      ),
    [bids],
  );
  const table = of_years(bids, ['Gross', 'Credits', 'Withheld', 'Net', 'A call', 'Calls', 'Forecast'], (year) => [
    pounds_text(year.gross?.mean?.value),
    pounds_text(year.credits?.mean?.value),
    pounds_text(year.compensation?.value),
    pounds_text(year.net?.mean?.value),
    pence_text(year.unit_cost),
    year.offered?.value,
    year.forecast,
  ]);
  const spreads = of_years(bids, ['Net, P10 to P90', 'Credits, P10 to P90', 'Lost to cap', 'Lost to relief', 'Lost to bedding-in', 'Recovered'], (year) => [
    spread_text(year.net),
    spread_text(year.credits),
    pounds_text(year.lost_to_cap?.value),
    pounds_text(year.lost_to_relief?.value),
    pounds_text(year.lost_to_bedding_in?.value),
    estimate_text(year.harm_recovered_percent, 'PERCENT', 0),
  ]);
  return (
    <>
      <Figure title="Money by contract year" words="Means over replications. Net is gross less credits and what is withheld; a call is net over the answered calls, without those of the supplier’s own staff." draw={draw} table={table} file="years" terms={terms_of(['replication'])} />
      <TableFigure title="What moves it" words="P10 to P90: one year in ten is below, one above. Lost: credits that the cap, relief and bedding-in take. Recovered: what the authority keeps for good of what the failures are worth by the tariff." table={spreads} file="years_spread" terms={terms_of(['replication'])} />
    </>
  );
}

/** A row for each contract year of each bid. */
function of_years(bids: ContractStudyReport[], heads: string[], cells: (year: ContractYearReport, bid: ContractStudyReport, place: number) => Cell[]): Table {
  return without_lone_bid(bids, {
    columns: ['Bid', 'Year from', ...heads].map((head) => ({ head, digits: 0 })),
    rows: bids.flatMap((bid) => (bid.years ?? []).map((year, place) => [name_of(bid), year.from, ...cells(year, bid, place)])),
  });
}

const thousand = (value: number | undefined) => (value === undefined ? undefined : value / 1000);

function Hidden(props: OfContracts) {
  const { bids } = props;
  const hours: Table = without_lone_bid(bids, {
    columns: ['Bid', 'Indicator', 'Hour of the week', 'In time, %', 'Calls'].map((head) => ({ head })),
    rows: bids.flatMap((bid) => (bid.kpis ?? []).flatMap((kpi) => (kpi.worst_hours ?? []).map((hour) => [name_of(bid), kpi.id, hour.hour, hour.percent, hour.calls]))),
  });
  const formulas: Table = without_lone_bid(bids, {
    columns: ['Bid', 'Indicator', 'Formula', 'Level, %', 'Months missed'].map((head) => ({ head, digits: 2 })),
    rows: bids.flatMap((bid) =>
      (bid.kpis ?? []).flatMap((kpi) => (kpi.formulas ?? []).map((row) => [name_of(bid), kpi.id, `${row.formula ?? ''}${row.of_contract ? ' (the contract’s)' : ''}`, row.percent, chance_text(row.missed)])),
    ),
  });
  const genuine: Table = without_lone_bid(bids, {
    columns: ['Bid', 'Indicator', 'Reported', 'True', 'Truly missed', 'Missed and reported as met'].map((head) => ({ head })),
    rows: bids.flatMap((bid) =>
      (bid.kpis ?? [])
        .filter((kpi) => kpi.genuine)
        .map((kpi) => [name_of(bid), kpi.id, estimate_text(kpi.level, kpi.unit, 2), estimate_text(kpi.genuine?.level, kpi.unit, 2), chance_text(kpi.genuine?.missed), chance_text(kpi.genuine?.flipped)]),
    ),
  });
  return (
    <>
      {genuine.rows.length > 0 ? <TableFigure title="Reported and true" words="The supplier’s staff ring their own line. True: without those calls." table={genuine} file="genuine" terms={[]} /> : null}
      <TableFigure title="The worst hours behind months that met the target" words="Calls in time in that hour of the week, over all such months." table={hours} file="worst_hours" terms={terms_of(['service_level'])} />
      <TableFigure title="The same calls under other formulas" words="Against the same target. The terms decide which of them counts." table={formulas} file="formulas" terms={terms_of(['service_level', 'abandoned'])} />
    </>
  );
}

function Leaving(props: OfContracts) {
  const { bids } = props;
  const chooses = bids.some((bid) => (bid.minimiser_fte?.length ?? 0) > 0);
  const supplier = of_years(bids, ['Margin, % of revenue', 'A call brings', 'A call costs', 'Loses money', 'Has been in distress', 'Has given notice', ...(chooses ? ['FTE beside the bid'] : [])], (year, bid, place) => [
    year.margin_percent ? estimate_text(year.margin_percent.mean, 'PERCENT') : undefined,
    pence_text(year.call_price),
    pence_text(year.call_cost),
    chance_text(year.loses_money),
    chance_text(year.in_distress),
    chance_text(year.gives_notice),
    ...(chooses ? [signed_text(bid.minimiser_fte?.[place])] : []),
  ]);
  const authority = of_years(bids, ['Right to terminate has arisen', 'Terminated', 'Leaving for convenience', 'Leaving, supplier failed'], (year) => [
    chance_text(year.right_to_terminate),
    chance_text(year.terminated),
    pounds_text(year.exit_for_convenience),
    pounds_text(year.exit_supplier_failed),
  ]);
  return (
    <>
      <TableFigure title="The supplier by contract year" words="Chances over replications; distress and notice by the end of the year. A call: an answered one, before credits. The supplier’s costs are suppositions: see the assumptions of the contract file." table={supplier} file="viability" terms={terms_of(['interval'])} />
      <TableFigure title="Rights of the authority by the end of each contract year" words="Chances over replications; what leaving then costs by the contract’s own prices." table={authority} file="rights" terms={terms_of(['interval'])} />
    </>
  );
}
