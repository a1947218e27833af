// The parts of a report of an appraisal: options beside each other over their whole life.
import { useCallback } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure, TableFigure } from '../components/figure.tsx';
import type { SectionEntry } from '../components/section.tsx';
import type { AppraisalReport, AppraisedOptionReport, ReportPage } from '../data/messages.ts';
import { is_today, option_title, year_names } from '../words/appraisal.ts';
import { chance_text } from '../words/contract.ts';
import { terms_of } from '../words/glossary.ts';
import { confidence_text, number_text } from '../words/numbers.ts';
import type { Cell, Table } from '../words/table.ts';
import { service_section, stopping_section } from './appraisal_callers.tsx';
import { draw_lines } from './charts/lines.ts';
import { draw_saving_histograms } from './charts/saving_histograms.ts';
import { draw_tornados } from './charts/tornado.ts';
import { draw_year_costs } from './charts/year_costs.ts';
import { LineCards } from './line_cards.tsx';

export interface OfAppraisal {
  appraisal: AppraisalReport;
}

export function appraisal_sections(page: ReportPage): SectionEntry[] {
  const appraisal = page.appraisal ?? {};
  const entries: (SectionEntry | undefined)[] = [
    { id: 'summary', title: 'Summary', body: <Summary appraisal={appraisal} /> },
    { id: 'costs', title: 'Costs by year', body: <Costs appraisal={appraisal} /> },
    { id: 'position', title: 'When it pays back', body: <Position appraisal={appraisal} /> },
    { id: 'sure', title: 'How sure the saving is', body: <Spread appraisal={appraisal} /> },
    (appraisal.sensitivities?.length ?? 0) > 0
      ? { id: 'changes', title: 'What would change it', body: <Changes appraisal={appraisal} /> }
      : undefined,
    service_section(appraisal),
    stopping_section(appraisal),
    { id: 'rests', title: 'What it rests on', body: <Figures appraisal={appraisal} /> },
  ];
  return entries.filter((entry) => entry !== undefined);
}

export function others(appraisal: AppraisalReport): AppraisedOptionReport[] {
  return (appraisal.options ?? []).filter((option) => !is_today(appraisal, option));
}

function Summary(props: OfAppraisal) {
  const { appraisal } = props;
  const table: Table = {
    columns: ['Option', 'Kind', 'Whole life, £', 'Saves, £', 'P10, £', 'P90, £', 'Saves nothing', 'Callers worse off'].map((head) => ({ head, digits: 0 })),
    rows: (appraisal.options ?? []).map((option): Cell[] => [
      option.title,
      option.kind,
      option.whole_life_cost,
      option.saving,
      option.saving_spread?.p10,
      option.saving_spread?.p90,
      option.saving_negative ? chance_text(option.saving_negative) : undefined,
      option.worse_in_any ? chance_text(option.worse_in_any) : undefined,
    ]),
  };
  return (
    <>
      <LineCards words={[{ line: 'What it comes to', sentences: appraisal.findings ?? [] }]} />
      <TableFigure
        title="Options"
        words={`Present values at the first discount rate, prices of year 0. Saves: against ${option_title(appraisal, appraisal.today)}. ${number_text(appraisal.replications, 0)} replications of the whole term, the same callers and happenings for each option; brackets are ${confidence_text(appraisal.confidence)} intervals.`}
        table={table}
        file="options"
        terms={terms_of(['whole_life', 'replication', 'interval', 'worse_off'])}
      />
    </>
  );
}

function Costs(props: OfAppraisal) {
  const { appraisal } = props;
  const years = year_names(appraisal);
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_year_costs(
        canvas,
        years,
        (appraisal.options ?? []).map((option) => ({
          title: option.title ?? '',
          lines: (option.costs ?? []).map((line) => ({ name: line.line ?? '', years: line.real ?? [] })),
        })),
      ),
    [appraisal],
  );
  const table: Table = {
    columns: ['Option', 'Line', ...years.map((year) => `Year ${year}, £`)].map((head) => ({ head, digits: 0 })),
    rows: (appraisal.options ?? []).flatMap((option): Cell[][] => [
      ...(option.costs ?? []).map((line): Cell[] => [option.title, line.line, ...(line.real ?? [])]),
      [option.title, 'Total', ...(option.total ?? [])],
      [option.title, 'as it is paid', ...(option.total_nominal ?? [])],
    ]),
  };
  return (
    <>
      <Figure
        title="What each option costs by year"
        words="Mean over replications at the prices of year 0, undiscounted; year 0 is what is paid before the start. Credits received lie below the line: they lower the bill and are no benefit to a caller."
        draw={draw}
        table={table}
        file="costs"
        terms={terms_of(['real_terms', 'credits'])}
      />
      <Valued appraisal={appraisal} />
    </>
  );
}

function Valued(props: OfAppraisal) {
  const { appraisal } = props;
  const options = appraisal.options ?? [];
  const rows = options[0]?.valued ?? [];
  const table: Table = {
    columns: ['Discount rate, %', 'Optimism bias on charges, %', ...options.map((option) => `${option.title}, £`), 'Cheapest'].map((head, place) => ({ head, digits: place < 2 ? 1 : 0 })),
    rows: rows.map((row, place): Cell[] => [
      row.rate_percent,
      row.bias_percent,
      ...options.map((option): Cell => (is_today(appraisal, option) ? option.valued?.[place]?.cost : option.valued?.[place]?.saving)),
      option_title(appraisal, row.cheapest),
    ]),
  };
  return (
    <TableFigure
      title="By discount rate and optimism bias"
      words={`What each option saves against ${option_title(appraisal, appraisal.today)}; of that, its whole-life cost.`}
      table={table}
      file="valuations"
      terms={terms_of(['whole_life', 'optimism_bias'])}
    />
  );
}

function Position(props: OfAppraisal) {
  const { appraisal } = props;
  const years = year_names(appraisal);
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_lines(
        canvas,
        years,
        'year',
        [
          {
            title: 'Saved so far against today, £ million',
            axis: {},
            lines: others(appraisal).map((option) => ({ name: option.title ?? '', values: (option.position ?? []).map((pounds) => pounds / 1e6) })),
          },
        ],
        1,
      ),
    [appraisal],
  );
  const table: Table = {
    columns: ['Option', ...years.map((year) => `Year ${year}, £`), 'Pays back in year'].map((head) => ({ head, digits: 0 })),
    rows: others(appraisal).map((option): Cell[] => [
      option.title,
      ...(option.position ?? []),
      option.pays_back === undefined ? 'not within the years' : `${option.pays_back}`,
    ]),
  };
  return (
    <Figure
      title="Discounted cumulative position"
      words="Below zero, more has been spent than today’s arrangement would have cost; where a line crosses zero it has paid back."
      draw={draw}
      table={table}
      file="position"
      terms={terms_of(['position'])}
    />
  );
}

function Spread(props: OfAppraisal) {
  const { appraisal } = props;
  const draw = useCallback(
    (canvas: Canvas) => draw_saving_histograms(canvas, others(appraisal).map((option) => ({ title: option.title ?? '', savings: option.savings ?? [] }))),
    [appraisal],
  );
  const table: Table = {
    columns: ['Option', 'Mean, £', '±, £', 'P10, £', 'P50, £', 'P80, £', 'P90, £', 'Saves nothing', 'Late start, months', 'Risk events'].map((head, place) => ({ head, digits: place > 7 ? 1 : 0 })),
    rows: others(appraisal).map((option): Cell[] => [
      option.title,
      option.saving_spread?.mean,
      option.saving_half_width,
      option.saving_spread?.p10,
      option.saving_spread?.p50,
      option.saving_spread?.p80,
      option.saving_spread?.p90,
      chance_text(option.saving_negative),
      option.months_late,
      option.risk_events,
    ]),
  };
  return (
    <Figure
      title="Savings over replications"
      words="Each replication has its own callers, risk events and late start, the same for every option. Present values at the first discount rate, without optimism bias."
      draw={draw}
      table={table}
      file="savings"
      terms={terms_of(['replication', 'interval', 'risk_event'])}
    />
  );
}

function Changes(props: OfAppraisal) {
  const { appraisal } = props;
  const asked = appraisal.sensitivities ?? [];
  const switches: Table = {
    columns: ['Input', 'From', 'To', 'Cheapest changes at', 'Then cheapest'].map((head) => ({ head })),
    rows: asked.flatMap((each): Cell[][] => {
      const found = [each.below, each.above].filter((at) => at !== undefined);
      return found.length === 0
        ? [[each.input, each.low, each.high, 'no change', option_title(appraisal, appraisal.cheapest)]]
        : found.map((at): Cell[] => [each.input, each.low, each.high, at.setting, option_title(appraisal, at.option)]);
    }),
  };
  const uplifts: Table = {
    columns: [{ head: 'Option' }, { head: 'Change of its charges, %', digits: 2 }],
    rows: others(appraisal)
      .filter((option) => option.switching_charges_percent !== undefined)
      .map((option): Cell[] => [option.title, option.switching_charges_percent]),
  };
  return (
    <>
      <Tornado appraisal={appraisal} />
      <TableFigure
        title="Where the cheapest option changes"
        words="One input alone; between the settings costs are taken to lie on straight lines."
        table={switches}
        file="switching_values"
        terms={terms_of(['switching'])}
      />
      {uplifts.rows.length > 0 ? (
        <TableFigure
          title="Charges at which the saving is gone"
          words="The change of an option’s own charges at which it costs as much as today. Below zero: it already costs more, and its charges would have to fall."
          table={uplifts}
          file="switching_charges"
          terms={terms_of(['switching'])}
        />
      ) : null}
      <Cases appraisal={appraisal} />
    </>
  );
}

function Tornado(props: OfAppraisal) {
  const { appraisal } = props;
  const asked = appraisal.sensitivities ?? [];
  const options = appraisal.options ?? [];
  const bars_of = (place: number) =>
    asked
      .map((each) => ({ factor: each.input, low: each.low, high: each.high, at_low: million(each.saving_low?.[place]), at_high: million(each.saving_high?.[place]) }))
      .sort((one, other) => width_of(other) - width_of(one));
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_tornados(
        canvas,
        {},
        options.flatMap((option, place) =>
          is_today(appraisal, option)
            ? []
            : [{ title: `${option.title}: saves, £ million`, tornado: { baseline: million(option.saving), bars: bars_of(place) } }],
        ),
      ),
    [appraisal],
  );
  const table: Table = {
    columns: ['Option', 'Input', 'Low', 'Saves at low, £', 'High', 'Saves at high, £'].map((head) => ({ head, digits: 0 })),
    rows: options.flatMap((option, place) =>
      is_today(appraisal, option)
        ? []
        : asked.map((each): Cell[] => [option.title, each.input, each.low, each.saving_low?.[place], each.high, each.saving_high?.[place]]),
    ),
  };
  return (
    <Figure
      title="What moves the saving"
      words={`Each input alone from its low to its high setting; the vertical line is the saving as planned. Volume and handling time were run again (${number_text(appraisal.sensitivity_replications, 0)} replications), with posts that follow the work.`}
      draw={draw}
      table={table}
      file="tornado"
      terms={terms_of(['tornado'])}
    />
  );
}

const million = (pounds: number | undefined) => (pounds === undefined ? {} : { value: pounds / 1e6 });

interface Bar {
  at_low: { value?: number };
  at_high: { value?: number };
}

const width_of = (bar: Bar) => Math.abs((bar.at_high.value ?? 0) - (bar.at_low.value ?? 0));

function Cases(props: OfAppraisal) {
  const { appraisal } = props;
  const options = appraisal.options ?? [];
  const table: Table = {
    columns: ['Case', ...options.map((option) => `${option.title}, £`), 'Cheapest'].map((head) => ({ head, digits: 0 })),
    rows: (appraisal.cases ?? []).map((each): Cell[] => [
      each.title,
      ...options.map((option, place): Cell => (is_today(appraisal, option) ? each.cost?.[place] : each.saving?.[place])),
      option_title(appraisal, each.cheapest),
    ]),
  };
  return table.rows.length === 0 ? null : (
    <TableFigure
      title="Cases"
      words={`Several inputs changed together: what each option saves against ${option_title(appraisal, appraisal.today)}; of that, its whole-life cost.`}
      table={table}
      file="cases"
      terms={terms_of(['whole_life'])}
    />
  );
}

const kOrigins: Record<string, string> = { stated: '✓ stated', contract: '✓ contract', derived: '→ derived', default: '◆ default' };

function Figures(props: OfAppraisal) {
  const { appraisal } = props;
  const table: Table = {
    columns: ['Option', 'Figure', 'Value', 'From', 'Source'].map((head) => ({ head })),
    rows: (appraisal.assumptions ?? []).map((row): Cell[] => [row.option ?? 'all', row.what, row.value, kOrigins[row.origin ?? ''] ?? row.origin, row.source]),
  };
  return (
    <TableFigure
      title="Every figure, and where it comes from"
      words="Stated in the appraisal, taken from the contract, derived from other figures, or a default that nobody stated."
      table={table}
      file="figures"
      terms={[]}
    />
  );
}

