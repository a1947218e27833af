// What an appraisal says of callers, and of stopping.
import { useCallback } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure, TableFigure } from '../components/figure.tsx';
import type { SectionEntry } from '../components/section.tsx';
import type { AppraisalReport, AppraisedOptionReport, AppraisedServiceReport } from '../data/messages.ts';
import { millions_text, option_title } from '../words/appraisal.ts';
import { chance_text } from '../words/contract.ts';
import { terms_of } from '../words/glossary.ts';
import { number_text } from '../words/numbers.ts';
import type { Cell, Table } from '../words/table.ts';
import type { OfAppraisal } from './appraisal.tsx';
import { others } from './appraisal.tsx';
import { draw_beside } from './charts/beside.ts';

export function service_section(appraisal: AppraisalReport): SectionEntry {
  return {
    id: 'callers',
    title: 'What happens to callers',
    body: (
      <>
        <Beside appraisal={appraisal} />
        <Tests appraisal={appraisal} />
        <Years appraisal={appraisal} />
        <AskedService appraisal={appraisal} />
      </>
    ),
  };
}

function term_of(option: AppraisedOptionReport, line: string): AppraisedServiceReport | undefined {
  return option.service?.find((row) => row.line === line && row.year === 0);
}

const percent = (part: number | undefined, whole: number | undefined) => (part === undefined || !whole ? undefined : (100 * part) / whole);
const percent_words = (value: number) => `${number_text(value)}%`;

function Beside(props: OfAppraisal) {
  const { appraisal } = props;
  const options = appraisal.options ?? [];
  const lines = appraisal.lines ?? [];
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_beside(
        canvas,
        options.map((option) => option.title ?? ''),
        [
          { title: 'Whole-life cost', values: options.map((option) => option.whole_life_cost), words: (value) => millions_text(value) },
          ...lines.map((line) => ({
            title: `${line}: calls that wait longer than 60 s`,
            values: options.map((option) => percent(term_of(option, line)?.over_60s, term_of(option, line)?.offered)),
            words: percent_words,
          })),
        ],
      ),
    [appraisal],
  );
  const table: Table = {
    columns: ['Line', 'Option', 'Over 10 s, %', 'Over 30 s, %', 'Over 60 s, %', 'Over 120 s, %', 'Lost, %', 'P95, s', 'P99, s', 'Worst hour', 'Over 60 s in it, %'].map((head) => ({ head })),
    rows: lines.flatMap((line) =>
      options.map((option): Cell[] => {
        const term = term_of(option, line);
        const share = (part: number | undefined) => percent(part, term?.offered);
        return [line, option.title, share(term?.over_10s), share(term?.over_30s), share(term?.over_60s), share(term?.over_120s), share(term?.lost), term?.p95_s, term?.p99_s, term?.worst_hour, term?.worst_hour_over_60s_percent];
      }),
    ),
  };
  return (
    <Figure
      title="Service beside money"
      words="Over the whole term, of the calls offered. Each quantity has its own scale: neither is netted against the other."
      draw={draw}
      table={table}
      file="service"
      terms={terms_of(['over_wait', 'worst_hour'])}
    />
  );
}

function Tests(props: OfAppraisal) {
  const { appraisal } = props;
  const table: Table = {
    columns: ['Option', 'Test', 'Today, %', 'Then, %', 'Worse than today'].map((head) => ({ head })),
    rows: others(appraisal).flatMap((option): Cell[][] =>
      (appraisal.service_tests ?? []).map((test, place): Cell[] => {
        const tested = option.tests?.[place];
        return [option.title, test.words, tested?.today_percent, tested?.option_percent, chance_text(tested?.worse)];
      }),
    ),
  };
  return (
    <TableFigure
      title="Are callers worse off than today?"
      words={`Worse: replications in which a greater share of a line’s calls waits so long over the whole term than under ${option_title(appraisal, appraisal.today)}, on the same callers.`}
      table={table}
      file="service_tests"
      terms={terms_of(['worse_off', 'over_wait', 'interval'])}
    />
  );
}

function Years(props: OfAppraisal) {
  const { appraisal } = props;
  const rows = (appraisal.options ?? []).flatMap((option) => (option.service ?? []).filter((row) => row.year !== 0).map((row) => ({ option, row })));
  const table: Table = {
    columns: ['Line', 'Option', 'Year', 'Offered', 'Over 60 s, %', 'Lost, %', 'P95, s', 'P99, s', 'Worst hour'].map((head, place) => ({ head, digits: place === 3 ? 0 : 1 })),
    rows: rows.map(({ option, row }): Cell[] => [row.line, option.title, `${row.year}`, row.offered, percent(row.over_60s, row.offered), percent(row.lost, row.offered), row.p95_s, row.p99_s, row.worst_hour]),
  };
  return <TableFigure title="Service by year" words="Mean over replications. Months before a late start have today’s service." table={table} file="service_years" terms={terms_of(['over_wait', 'worst_hour'])} />;
}

function AskedService(props: OfAppraisal) {
  const { appraisal } = props;
  const asked = (appraisal.sensitivities ?? []).filter((each) => (each.service?.length ?? 0) > 0);
  const table: Table = {
    columns: ['Input', 'Line', 'Option', 'At', 'Over 60 s, %', 'At ', 'Over 60 s, % '].map((head) => ({ head })),
    rows: asked.flatMap((each): Cell[][] =>
      (each.service ?? []).map((row): Cell[] => [each.input, row.line, option_title(appraisal, row.option), each.low, row.low_over_60s_percent, each.high, row.high_over_60s_percent]),
    ),
  };
  return table.rows.length === 0 ? null : (
    <TableFigure
      title="If calls change and nobody is hired"
      words="The same seats with fewer or more calls, shorter or longer ones: what the money of the tornado would have to prevent."
      table={table}
      file="service_asked"
      terms={terms_of(['over_wait'])}
    />
  );
}

export function stopping_section(appraisal: AppraisalReport): SectionEntry | undefined {
  const bought = (appraisal.options ?? []).filter((option) => (option.cancelling?.length ?? 0) > 0);
  if (bought.length === 0) {
    return undefined;
  }
  const cancelling: Table = {
    columns: ['Option', 'Stopped', 'Month', 'Procurement, £', 'Bidders, £', 'Supplier, £', 'Together, £'].map((head) => ({ head, digits: 0 })),
    rows: bought.flatMap((option) =>
      (option.cancelling ?? []).map((row): Cell[] => [option.title, row.stage, row.month, row.procurement, row.bidders, row.supplier, row.total]),
    ),
  };
  const leaving: Table = {
    columns: ['Option', 'After year', 'For convenience, £', 'Supplier failed, £'].map((head) => ({ head, digits: 0 })),
    rows: bought.flatMap((option) => (option.leaving ?? []).map((row): Cell[] => [option.title, `${row.year}`, row.convenience, row.supplier_default])),
  };
  return {
    id: 'stopping',
    title: 'What stopping costs',
    body: (
      <>
        <TableFigure title="Cancelling before the start" words="What has been spent and is owed when it is given up, by how far it got." table={cancelling} file="cancelling" terms={[]} />
        <TableFigure title="Leaving a contract" words="Exit plan, taking the work back, breakage and investment not written off. The last year is the end of the term." table={leaving} file="leaving" terms={terms_of(['exit_cost'])} />
      </>
    ),
  };
}
