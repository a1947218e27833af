// The parts of a report of an agreement: observed against simulated.
import { useCallback } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure, TableFigure } from '../components/figure.tsx';
import type { SectionEntry } from '../components/section.tsx';
import type { AgreementLineReport, AgreementReport, AgreementRowReport, ReportPage, SpanFigureReport } from '../data/messages.ts';
import { agreement_sentences, judged, measure_name, rule_words, verdict_mark, verdict_word } from '../words/agreement.ts';
import { terms_of } from '../words/glossary.ts';
import { number_text } from '../words/numbers.ts';
import type { Cell, Table } from '../words/table.ts';
import { draw_agreement } from './charts/agreement.ts';
import { draw_curves } from './charts/curves.ts';
import type { FittedWords } from './charts/fitted.ts';
import { draw_fitted } from './charts/fitted.ts';
import { LineCards } from './line_cards.tsx';

interface OfAgreement {
  agreement: AgreementReport;
}

export function agreement_sections(page: ReportPage): SectionEntry[] {
  const agreement = page.agreement ?? {};
  const replayed = (agreement.lines ?? []).some((line) => (line.waits?.length ?? 0) > 0);
  const entries: (SectionEntry | false)[] = [
    { id: 'summary', title: 'Summary', body: <Summary agreement={agreement} /> },
    { id: 'calls', title: 'Calls', body: <Calls agreement={agreement} /> },
    replayed && { id: 'waits', title: 'How long callers waited', body: <Waits agreement={agreement} /> },
    replayed && { id: 'level', title: 'Service level', body: <Level agreement={agreement} /> },
    { id: 'judged', title: 'How it was judged', body: <Rules agreement={agreement} /> },
  ];
  return entries.filter((entry) => entry !== false);
}

function groups_of(agreement: AgreementReport): [string, AgreementRowReport[]][] {
  const rows = agreement.rows ?? [];
  return [...new Set(rows.map((row) => row.of ?? ''))].map((of) => [of, rows.filter((row) => row.of === of)]);
}

const kSides: Record<string, string> = { yes: 'replay', no: 'generated' };

function Summary(props: OfAgreement) {
  const { agreement } = props;
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_agreement(
        canvas,
        groups_of(agreement).map(([title, rows]) => ({
          title,
          rows: rows.map((row) => {
            const scale = row.tolerance || 1;
            return {
              label: measure_name(row),
              words: `${row.of}: ${measure_name(row)}\nobserved ${number_text(row.observed)}, simulated ${number_text(row.simulated)}\ndifference ${number_text(row.difference)}, tolerated ${number_text(row.tolerance)}: ${verdict_word(row)}`,
              off: (row.difference ?? 0) / scale,
              alone: ((row.alone_high ?? 0) - (row.alone_low ?? 0)) / 2 / scale,
              together: ((row.together_high ?? 0) - (row.together_low ?? 0)) / 2 / scale,
              verdict: verdict_word(row),
            };
          }),
        })),
      ),
    [agreement],
  );
  const table: Table = {
    columns: [{ head: 'Of' }, { head: 'Figure' }, { head: 'Verdict' }, { head: 'Observed', digits: 2 }, { head: 'Simulated', digits: 2 }, { head: 'Difference', digits: 2 }, { head: '90% from', digits: 2 }, { head: 'to', digits: 2 }, { head: 'All at once from', digits: 2 }, { head: 'to', digits: 2 }, { head: 'Tolerated', digits: 2 }, { head: 'Beside' }],
    rows: (agreement.rows ?? []).map((row): Cell[] => [row.of, measure_name(row), verdict_mark(row), row.observed, row.simulated, row.difference, row.alone_low, row.alone_high, row.together_low, row.together_high, row.tolerance, kSides[row.replayed ? 'yes' : 'no']]),
  };
  return (
    <>
      <LineCards words={[{ line: `${agreement.agree ?? 0} of ${judged(agreement)} figures agree`, sentences: agreement_sentences(agreement) }]} />
      <Figure title="Every figure, by how far it is off" words={`Shaded is what is tolerated, set before looking. ${rule_words(agreement)}`} draw={draw} table={table} file="agreement" terms={terms_of(['agreement', 'replayed', 'held_out'])} />
    </>
  );
}

const kBand = '9 of 10 replications';

/** Observed and simulated over places, of each line. */
function SpanFigures(props: { title: string; words: string; unit: string; lines: AgreementLineReport[]; of: (line: AgreementLineReport) => SpanFigureReport[] | undefined; axis: string; every: number; file: string; terms: string[]; percent?: boolean }) {
  const shown = props.lines.filter((line) => (props.of(line)?.length ?? 0) > 0);
  const places = (props.of(shown[0] ?? {}) ?? []).map((figure) => figure.at ?? '');
  const words: FittedWords = { axis: props.axis, every: props.every, expected: 'simulated', band: kBand, observed: 'observed', ...(props.percent ? { percent: true } : {}) };
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_fitted(
        canvas,
        places,
        shown.map((line) => {
          const figures = props.of(line) ?? [];
          return {
            title: `${line.name}, ${props.unit}`,
            expected: figures.map((figure) => figure.simulated),
            low: figures.map((figure) => figure.low),
            high: figures.map((figure) => figure.high),
            observed: figures.map((figure) => figure.observed),
          };
        }),
        words,
      ),
    [props.lines],
  );
  const table: Table = {
    columns: [{ head: 'Line' }, { head: props.axis }, { head: `Observed, ${props.unit}`, digits: 2 }, { head: 'Simulated', digits: 2 }, { head: `${kBand}: from`, digits: 2 }, { head: 'to', digits: 2 }],
    rows: shown.flatMap((line) => (props.of(line) ?? []).map((figure): Cell[] => [line.name, figure.at, figure.observed, figure.simulated, figure.low, figure.high])),
  };
  return <Figure title={props.title} words={props.words} draw={draw} table={table} file={props.file} terms={terms_of(props.terms)} />;
}

const every_of = (lines: AgreementLineReport[]) => Math.max(1, Math.ceil((lines[0]?.calls_by_day?.length ?? 1) / 10));

function Calls(props: OfAgreement) {
  const lines = props.agreement.lines ?? [];
  return (
    <>
      <SpanFigures title="Calls by day" words="Calls that the scenario generates on the same dates, with day and hour factors drawn anew in each replication." unit="calls" lines={lines} of={(line) => line.calls_by_day} axis="day" every={every_of(lines)} file="calls_by_day" terms={['day_factor', 'held_out']} />
      <SpanFigures title="Calls by hour of the day" words="Mean of the compared days." unit="calls an hour" lines={lines} of={(line) => line.calls_by_hour} axis="hour" every={3} file="calls_by_hour" terms={['day_factor']} />
    </>
  );
}

const kObserved = 'observed';
const kSimulated = 'simulated';

function Waits(props: OfAgreement) {
  const { agreement } = props;
  const lines = (agreement.lines ?? []).filter((line) => (line.waits?.length ?? 0) > 0);
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_curves(
        canvas,
        'seconds from the queue to the answer',
        [kObserved, kSimulated],
        lines.map((line) => ({
          title: `${line.name}, % of answered calls that waited at most so long`,
          curves: [
            { name: kObserved, points: [[0, 0], ...shown_waits(line).map((row): [number, number] => [row.at_s ?? 0, row.observed_percent ?? 0])] },
            { name: kSimulated, points: [[0, 0], ...shown_waits(line).map((row): [number, number] => [row.at_s ?? 0, row.simulated_percent ?? 0])] },
          ],
        })),
        100,
      ),
    [agreement],
  );
  const table: Table = {
    columns: [{ head: 'Line' }, { head: 'Seconds', digits: 1 }, { head: 'Observed, %', digits: 2 }, { head: 'Simulated, %', digits: 2 }],
    rows: lines.flatMap((line) => (line.waits ?? []).map((row): Cell[] => [line.name, row.at_s, row.observed_percent, row.simulated_percent])),
  };
  const farthest = lines.map((line) => `${line.name}: the two are at most ${number_text(Math.max(0, ...(line.waits ?? []).map((row) => Math.abs((row.observed_percent ?? 0) - (row.simulated_percent ?? 0)))))} points apart.`);
  const correlations = (agreement.rows ?? []).filter((row) => row.one_sided).map((row) => `${row.of}: days’ means have a correlation of ${number_text(row.observed, 2)}; that of one replication with the others is ${number_text(row.simulated, 2)}.`);
  return (
    <>
      <Figure title="Waits of answered calls" words={`Up to the wait that 99 in 100 have at most. ${farthest.join(' ')}`} draw={draw} table={table} file="answer_times" terms={terms_of(['replayed'])} />
      <SpanFigures title="Mean wait by day" words={`The same calls went through the simulated room. ${correlations.join(' ')}`} unit="s" lines={lines} of={(line) => line.waits_by_day} axis="day" every={every_of(lines)} file="waits_by_day" terms={['replayed', 'mean_wait']} />
    </>
  );
}

function shown_waits(line: AgreementLineReport) {
  const waits = line.waits ?? [];
  const enough = waits.findIndex((row) => (row.observed_percent ?? 0) >= 99 && (row.simulated_percent ?? 0) >= 99);
  return enough < 0 ? waits : waits.slice(0, enough + 1);
}

function Level(props: OfAgreement) {
  const lines = (props.agreement.lines ?? []).filter((line) => (line.level_by_hour?.length ?? 0) > 0);
  const times = lines.map((line) => `${line.name}: answered within ${number_text(line.within_s, 0)} s, of the calls that entered a queue.`).join(' ');
  return (
    <>
      <SpanFigures title="Service level by hour of the day" words={times} unit="%" lines={lines} of={(line) => line.level_by_hour} axis="hour" every={3} file="level_by_hour" terms={['replayed', 'service_level']} percent />
      {lines.map((line) => (
        <SpanFigures key={line.name} title={`Service level by load: ${line.name}`} words={`Answered within ${number_text(line.within_s, 0)} s. Hours of the compared days in thirds by how many calls came: the room must be right when it is busy, not only on average.`} unit="%" lines={[line]} of={(one) => one.level_by_band} axis="hours" every={1} file="level_by_load" terms={['replayed', 'service_level']} percent />
      ))}
    </>
  );
}

function Rules(props: OfAgreement) {
  const { agreement } = props;
  const tolerances: Table = {
    columns: [{ head: 'Tolerance' }, { head: 'Value' }],
    rows: (agreement.tolerances ?? []).map((row): Cell[] => [row.name, row.words]),
  };
  const unjudged: Table = {
    columns: [{ head: 'Of' }, { head: 'Figure' }, { head: 'Why' }],
    rows: (agreement.unjudged ?? []).map((row): Cell[] => [row.of, row.measure, row.why]),
  };
  const changes = agreement.tolerance_changes ?? [];
  return (
    <>
      <p class="govuk-body">{rule_words(agreement)} Calls are beside those that the scenario generates on the same dates; all else is beside a replay, in which the simulated room meets the recorded calls, each when it came.</p>
      <TableFigure title="What is tolerated" words={changes.length > 0 ? `Changed by the user: ${changes.join('; ')}.` : 'The defaults, set before looking. docs/validation.md has the reason of each.'} table={tolerances} file="tolerances" terms={terms_of(['agreement'])} />
      {unjudged.rows.length > 0 ? <TableFigure title="Not judged" words="Figures of too few calls, or that the extract does not tell." table={unjudged} file="not_judged" terms={[]} /> : null}
    </>
  );
}
