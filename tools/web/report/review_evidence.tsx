// What the figures of a review were counted from: outcomes, the minutes around decisions, and every
// quarter-hour with its calls.
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { DataTable } from '../components/data_table.tsx';
import { Evidence } from '../components/evidence.tsx';
import type { ReviewEventsReport, ReviewReport, ReviewRuleReport } from '../data/messages.ts';
import { number_text } from '../words/numbers.ts';
import { mark_kind } from '../words/review.ts';
import type { ReviewedCall } from '../words/review_events.ts';
import { calls_of, clock_words, count_again, counted_words, filled_rules, in_minutes, place_of, result_words } from '../words/review_events.ts';
import type { Cell, Table } from '../words/table.ts';
import { counted } from '../words/table.ts';
import { OutcomeEvidence } from './review_outcomes.tsx';

const kQuarter = 15; // minutes
const kCallsShown = 200; // of one list; the file has all

export interface Run {
  name: string; // in ids: played, none
  of: string; // in files: as played, no action
  calls: ReviewedCall[];
}

/** All that the lists are made from. */
export interface EvidenceOf {
  review: ReviewReport;
  events: ReviewEventsReport;
  runs: Run[];
}

export function Evidences(props: { review: ReviewReport; events: ReviewEventsReport }) {
  const { review, events } = props;
  const of: EvidenceOf = useMemo(
    () => ({
      review,
      events,
      runs: ['played', 'none'].map((name, place) => ({ name, of: events.runs?.[place]?.of ?? '', calls: calls_of(events, events.runs?.[place]) })),
    }),
    [review, events],
  );
  const decisions = (review.decisions ?? []).filter((decision) => decision.after);
  return (
    <>
      <p class="govuk-body">Every figure of this review is a link to what it was counted from; the lists are here. All rows are in the CSV files that <code>fcrsim exercise review JOURNAL -o DIR</code> writes, with the rule for each figure in <code>counting.csv</code>, so that anybody can count again. A call’s number is that of its run. Calls say nothing of the people who took them.</p>
      {events.calls_left_out ? <p class="govuk-body"><strong>There are too many calls to list in a page: they are in <code>counted_calls.csv</code>.</strong></p> : null}
      <h3 class="govuk-heading-s">Outcomes</h3>
      {(review.outcomes ?? []).map((outcome, row) => <OutcomeEvidence key={outcome.id} of={of} outcome={outcome} row={row} />)}
      {review.contract ? (
        <Evidence id="contract-calls" summary={`Calls of the contract’s month, ${review.contract.whole}`} places={[]}>
          {() => <ContractCalls of={of} />}
        </Evidence>
      ) : null}
      {decisions.length > 0 ? <h3 class="govuk-heading-s">Around each decision</h3> : null}
      {decisions.map((decision) => (
        <Evidence key={decision.input} id={place_of.window(decision.input, 'all')} summary={`${decision.at}: ${decision.action}`} places={['before', 'after', 'none'].map((window) => place_of.window(decision.input, window))}>
          {() => <Windows of={of} input={decision.input} at={decision.at ?? ''} first={decision.window_minute ?? 0} />}
        </Evidence>
      ))}
      <h3 class="govuk-heading-s">Quarter-hours</h3>
      {(review.quarters ?? []).map((_, quarter) => <Quarter key={quarter} of={of} quarter={quarter} />)}
    </>
  );
}

/** A month is mostly of days that nobody plays: their calls are in the file, the evening's here. */
function ContractCalls(props: { of: EvidenceOf }) {
  const { review, runs } = props.of;
  return (
    <>
      <p class="govuk-body-s">Each call that an indicator counts is a row of <code>contract_calls.csv</code>: of the days before, of what was played, and for the whole month of what is still to come. Charges by the call or minute are for the same calls; fixed ones are by days. Points, credits and net follow from the results by the contract’s terms; the evening’s own calls are below.</p>
      <Rules rules={['so far', 'whole'].flatMap((month) => filled_rules(review, 'contract', undefined, { of: 'as played', month }))} />
      {runs.map((run) => (
        <div key={run.name}>
          <h4>The evening, {run.of}</h4>
          <CallList of={props.of} calls={run.calls.filter((call) => call.contractor)} caption={`Calls of the contractor, ${run.of}`} work />
        </div>
      ))}
    </>
  );
}

function Windows(props: { of: EvidenceOf; input: number | undefined; at: string; first: number }) {
  const { of, first } = props;
  const name = `order ${props.input} at ${props.at}`;
  const windows = [
    { window: 'before', title: 'The 15 minutes before, as played', run: of.runs[0], from: Math.max(0, first - kQuarter), until: first },
    { window: 'after', title: 'The 15 minutes from its minute on, as played', run: of.runs[0], from: first, until: first + kQuarter },
    { window: 'none', title: 'The same 15 minutes without any action', run: of.runs[1], from: first, until: first + kQuarter },
  ];
  return (
    <>
      {windows.map(({ window, title, run, from, until }) => {
        const calls = in_minutes(run?.calls ?? [], from, until);
        return (
          <div key={window}>
            <h4 id={place_of.window(props.input, window)} tabIndex={-1}>{title}</h4>
            {window === 'after' ? <LogOf of={of} from={from} until={until} name={name} /> : null}
            {['999', '101'].map((group) => (
              <p key={group} class="govuk-body-s"><strong>{group}.</strong> {counted_words(count_again(calls.filter((call) => call.group === group)))}</p>
            ))}
            <CallList of={of} calls={calls} caption={`${title}, of ${name}: calls`} />
            <Rules rules={filled_rules(of.review, 'window', undefined, { of: run?.of ?? '', from, until })} />
          </div>
        );
      })}
    </>
  );
}

function Quarter(props: { of: EvidenceOf; quarter: number }) {
  const { of, quarter } = props;
  const told = of.review.quarters?.[quarter] ?? {};
  const lines = told.lines ?? [];
  const minutes = (of.review.minutes ?? []).slice(kQuarter * quarter, kQuarter * (quarter + 1));
  const sides = of.runs.flatMap((run) => lines.map((line, place) => ({ run, line: line.name ?? '', id: place_of.quarter(quarter, place, run.name) })));
  const places = [...minutes.map((minute) => place_of.minute(minute.minute ?? 0)), ...sides.map((side) => side.id)];
  const offered = lines.map((line) => `${line.name} ${number_text(line.offered, 0)}`).join(', ');
  return (
    <Evidence id={`quarter-${quarter}`} summary={`${told.at}: calls as played ${offered}`} places={places}>
      {() => (
        <>
          <LogOf of={of} from={kQuarter * quarter} until={kQuarter * (quarter + 1)} name={`from ${told.at}`} />
          <h4>Minute by minute, as played</h4>
          <Minutes of={of} quarter={quarter} />
          {sides.map(({ run, line, id }) => {
            const calls = in_minutes(run.calls, kQuarter * quarter, kQuarter * (quarter + 1)).filter((call) => call.line === line);
            return (
              <div key={id}>
                <h4 id={id} tabIndex={-1}>{line}, {run.of}</h4>
                <p class="govuk-body-s">{counted_words(count_again(calls))}</p>
                <CallList of={of} calls={calls} caption={`${line}, ${run.of}, from ${told.at}: calls`} />
                <Rules rules={filled_rules(of.review, 'quarter', undefined, { of: run.of, line, from: kQuarter * quarter, until: kQuarter * (quarter + 1) })} />
              </div>
            );
          })}
        </>
      )}
    </Evidence>
  );
}

function Minutes(props: { of: EvidenceOf; quarter: number }) {
  const { of, quarter } = props;
  const minutes = (of.review.minutes ?? []).slice(kQuarter * quarter, kQuarter * (quarter + 1));
  const calls = in_minutes(of.runs[0]?.calls ?? [], kQuarter * quarter, kQuarter * (quarter + 1));
  const table: Table = {
    columns: [{ head: 'At' }, { head: 'Calls answered or lost in it' }],
    rows: minutes.map((minute): Cell[] => {
      const place = minute.minute ?? 0;
      const in_it = in_minutes(calls, place, place + 1).map((call) => `${call.line} ${result_words(call)}`);
      return [minute.at, in_it.length > 0 ? in_it.join('; ') : 'none'];
    }),
    ids: minutes.map((minute) => place_of.minute(minute.minute ?? 0)),
  };
  const first = minutes[0]?.minute ?? 0;
  const given = { line: '(the line)', pool: '(the pool)', minute: '(the minute)', from: '(14 minutes earlier)' };
  return (
    <>
      <DataTable caption={`Minutes from ${minutes[0]?.at}`} table={table} hide_caption />
      <p class="govuk-body-s">Who waited, who was free and how busy the room was is looked at each second: <code>looks.csv</code>, minutes {first} to {first + minutes.length - 1}.</p>
      <Rules rules={[...filled_rules(of.review, 'minute', undefined, given), ...filled_rules(of.review, 'pool', undefined, given)]} />
    </>
  );
}

/** What happened and was done in some minutes. */
function LogOf(props: { of: EvidenceOf; from: number; until: number; name: string }) {
  const marks = (props.of.review.marks ?? []).filter((mark) => (mark.minute ?? 0) >= props.from && (mark.minute ?? 0) < props.until);
  if (marks.length === 0) {
    return <p class="govuk-body-s">The log has nothing in these minutes.</p>;
  }
  const table: Table = {
    columns: [{ head: 'At' }, { head: 'Kind' }, { head: 'What' }],
    rows: marks.map((mark): Cell[] => [counted(mark.at, place_of.log(mark.row)), mark_kind(mark.kind), mark.text]),
  };
  return <DataTable caption={`In the log, ${props.name}`} table={table} />;
}

/** Calls one by one, as many as a page bears. */
export function CallList(props: { of: EvidenceOf; calls: readonly ReviewedCall[]; caption: string; work?: boolean }) {
  const { of, calls } = props;
  if (calls.length === 0) {
    return null;
  }
  const shown = calls.slice(0, kCallsShown);
  const minutes = (span: number | undefined) => (span === undefined ? undefined : span / 60e6);
  const table: Table = {
    columns: [{ head: 'At' }, { head: 'Call' }, { head: 'Line' }, { head: 'How it ended' }, { head: 'Wait, s' }, { head: 'Answered by' }, ...(props.work ? [{ head: 'Talk and wrap-up, min' }, { head: 'paid as overflow, min' }] : [])],
    rows: shown.map((call): Cell[] => [
      clock_words(of.review.from, call.at_s),
      String(call.number),
      call.line,
      call.result,
      call.result === 'lost' || call.result === 'only worked on' ? undefined : call.wait_us / 1e6,
      call.pool && call.contractor ? `${call.pool}, of a contractor` : call.pool,
      ...(props.work ? [minutes(call.work_us), call.overflow_us > 0 ? minutes(call.overflow_us) : undefined] : []),
    ]),
  };
  return (
    <>
      <DataTable caption={props.caption} table={table} hide_caption />
      {calls.length > shown.length ? <p class="govuk-body-s">The first {shown.length} of {number_text(calls.length, 0)}; all are in <code>counted_calls.csv</code>.</p> : null}
    </>
  );
}

/** How to count again: files, rows and what of them counts. */
export function Rules(props: { rules: readonly ReviewRuleReport[] }) {
  if (props.rules.length === 0) {
    return null;
  }
  const groups = new Map<string, ComponentChildren[]>();
  for (const rule of props.rules) {
    const rows = `${rule.file}: ${rule.rows}`;
    groups.set(rows, [...(groups.get(rows) ?? []), <span key={rule.figure}> {rule.title}: <code>{rule.count}</code>.</span>]);
  }
  return (
    <details class="fcr-rules">
      <summary>To count again</summary>
      <ul class="govuk-list govuk-list--bullet">
        {[...groups].map(([rows, counts]) => <li key={rows}><code>{rows}</code>. {counts}</li>)}
      </ul>
    </details>
  );
}
