// Behind the outcomes: tonight's calls and moments, and the other draws.
import type { ComponentChildren } from 'preact';
import { DataTable } from '../components/data_table.tsx';
import { Evidence } from '../components/evidence.tsx';
import type { ReviewOutcomeReport, ReviewRunReport } from '../data/messages.ts';
import { number_text } from '../words/numbers.ts';
import type { ReviewedCall } from '../words/review_events.ts';
import { clock_words, count_again, counted_words, filled_rules, is_answered, is_counted, place_of } from '../words/review_events.ts';
import type { Cell, Table } from '../words/table.ts';
import { counted } from '../words/table.ts';
import type { EvidenceOf, Run } from './review_evidence.tsx';
import { CallList, Rules } from './review_evidence.tsx';

const kLongest = 10; // waits shown behind a longest or a mean wait

/** What stands behind one outcome of one run. */
interface Behind {
  words: string;
  calls?: readonly ReviewedCall[];
  calls_title?: string;
  work?: boolean;
  table?: Table;
}

export function OutcomeEvidence(props: { of: EvidenceOf; outcome: ReviewOutcomeReport; row: number }) {
  const { of, outcome } = props;
  const policies = of.review.policies ?? [];
  const value = (figure: number | undefined) => (figure === undefined ? 'not measured' : `${number_text(figure)} ${outcome.unit}`);
  const places = [...of.runs.map((run) => run.name), ...policies.map((_, place) => `policy-${place}`), 'draws'].map((run) => place_of.outcome(outcome.id, run));
  const told = [outcome.actual, outcome.none];
  return (
    <Evidence id={`outcome-${outcome.id}`} summary={`${outcome.title}: ${value(outcome.actual)}; no action ${value(outcome.none)}`} places={places}>
      {() => (
        <>
          {of.runs.map((run, place) => (
            <div key={run.name}>
              <h4 id={place_of.outcome(outcome.id, run.name)} tabIndex={-1}>{run.of}: {value(told[place])}</h4>
              <OneRun of={of} outcome={outcome} run={run} events={of.events.runs?.[place] ?? {}} />
            </div>
          ))}
          {policies.map((policy, place) => (
            <div key={policy.title}>
              <h4 id={place_of.outcome(outcome.id, `policy-${place}`)} tabIndex={-1}>Reference policy “{policy.title}”: {value(policy.outcomes?.[props.row]?.tonight)}</h4>
              <p class="govuk-body-s">Its calls and moments are in the same files, under its name.</p>
              <Rules rules={filled_rules(of.review, 'outcome', [outcome.id ?? ''], { of: policy.title ?? '' })} />
            </div>
          ))}
          <Draws of={of} outcome={outcome} row={props.row} />
        </>
      )}
    </Evidence>
  );
}

function OneRun(props: { of: EvidenceOf; outcome: ReviewOutcomeReport; run: Run; events: ReviewRunReport }): ComponentChildren {
  const { of, outcome, run, events } = props;
  if (outcome.id?.startsWith('contract_') && outcome.unit === 'GBP') {
    return <p class="govuk-body-s">It is the sum of <a class="fcr-counted" href={of.review.contract ? `#contract-line-${outcome.id === 'contract_net_gbp' ? 'net' : 'credits'}` : '#service'}>the lines of the contract’s month</a>.</p>;
  }
  const behind = behind_of(of, outcome.id ?? '', run, events);
  return (
    <>
      <p class="govuk-body-s">{behind.words}</p>
      {behind.table && behind.table.rows.length > 0 ? <DataTable caption={`${outcome.title}, ${run.of}`} table={behind.table} hide_caption /> : null}
      {behind.calls ? <CallList of={of} calls={behind.calls} caption={`${outcome.title}, ${run.of}: ${behind.calls_title ?? 'calls'}`} {...(behind.work ? { work: true } : {})} /> : null}
      <Rules rules={filled_rules(of.review, 'outcome', [outcome.id ?? ''], { of: run.of })} />
    </>
  );
}

function behind_of(of: EvidenceOf, id: string, run: Run, events: ReviewRunReport): Behind {
  const group = (name: string) => run.calls.filter((call) => is_counted(call) && call.group === name);
  const by_wait = (calls: readonly ReviewedCall[]) => calls.filter((call) => call.result !== 'lost').sort((one, other) => other.wait_us - one.wait_us);
  switch (id) {
    case 'emergency_in_time_percent': {
      const late = group('999').filter((call) => call.result !== 'in time');
      return { words: `${counted_words(count_again(group('999')))} Below: the ${late.length} that were not in time.`, calls: late, calls_title: 'not in time' };
    }
    case 'emergency_longest_wait_s':
      return { words: `Below: the longest waits of ${group('999').length} calls, answered or given up.`, calls: by_wait(group('999')).slice(0, kLongest), calls_title: 'longest waits' };
    case 'emergency_abandoned_calls': {
      const given_up = group('999').filter((call) => call.result === 'abandoned');
      return { words: `${given_up.length} of ${group('999').length} calls.`, calls: given_up, calls_title: 'given up' };
    }
    case 'other_answer_s':
      return { words: `${counted_words(count_again(group('101')))} Below: the answered ones, the longest waits first.`, calls: by_wait(group('101').filter(is_answered)), calls_title: 'answered' };
    case 'other_abandoned_percent':
      return { words: `${counted_words(count_again(group('101')))} Below: those given up.`, calls: group('101').filter((call) => call.result === 'abandoned'), calls_title: 'given up' };
    case 'nobody_free_minutes': {
      const spans = events.nobody_free ?? [];
      return { words: `${spans.length} spans at whose looks, each second, nobody who may take 999 was free.`, table: spans_table(of, spans.map((span) => [span.from_s ?? 0, span.until_s ?? 0])) };
    }
    case 'occupied_minutes': {
      const minutes = events.occupied_minutes ?? [];
      return {
        words: `${minutes.length} minutes at whose end the last 15 minutes were more than 85 % occupied.`,
        table: { columns: [{ head: 'Minute' }, { head: 'Number of the minute' }], rows: minutes.map((minute): Cell[] => [run.name === 'played' ? counted(clock_words(of.review.from, 60 * minute).slice(0, 5), place_of.minute(minute)) : clock_words(of.review.from, 60 * minute).slice(0, 5), String(minute)]) },
      };
    }
    case 'contractor_calls':
    case 'contractor_hours': {
      const worked = run.calls.filter((call) => call.work_us !== undefined);
      const hours = worked.reduce((sum, call) => sum + (call.work_us ?? 0), 0) / 3600e6;
      return { words: `${worked.length} calls that a contractor’s people were done with, ${number_text(hours, 2)} hours of talk and wrap-up.`, calls: worked, work: true };
    }
    case 'cost_gbp':
      return costs_behind(of, run, events);
    default: {
      const promise = id === 'promises_kept' ? 'kept' : 'broken';
      const rows = (events.call_backs ?? []).filter((call_back) => call_back.promise === promise);
      const at = (seconds: number | undefined) => (seconds === undefined ? 'not in the exercise' : clock_words(of.review.from, seconds));
      return {
        words: `${rows.length} of ${events.call_backs?.length ?? 0} call-backs promised.`,
        table: { columns: [{ head: 'Caller hung up' }, { head: 'Promised by' }, { head: 'Rung' }], rows: rows.map((row): Cell[] => [at(row.made_s), at(row.by_s), at(row.rung_s)]) },
      };
    }
  }
}

function spans_table(of: EvidenceOf, spans: [number, number][]): Table {
  return {
    columns: [{ head: 'From' }, { head: 'Until' }, { head: 'Seconds', digits: 0 }],
    rows: spans.map(([from, until]): Cell[] => [clock_words(of.review.from, from), clock_words(of.review.from, until), until - from]),
  };
}

function costs_behind(of: EvidenceOf, run: Run, events: ReviewRunReport): Behind {
  const costs = of.review.costs ?? [];
  const overflowed = costs.some((cost) => cost.kind === 'overflow_minutes') ? run.calls.filter((call) => call.overflow_us > 0) : [];
  const unit = (kind: string | undefined) => costs.find((cost) => cost.kind === kind)?.unit;
  const order_at = (at: string) => (of.review.marks ?? []).find((mark) => mark.kind === 'decision' && mark.at === at)?.row;
  return {
    words: costs.length === 0 ? 'Nothing has a price.' : `Orders that cost something${overflowed.length > 0 ? `, and ${overflowed.length} overflowed calls` : ''}; amounts times the prices of the exercise.`,
    table: {
      columns: [{ head: 'Ordered at' }, { head: 'What is paid for' }, { head: 'Amount', digits: 3 }],
      rows: (events.cost_items ?? []).map((item): Cell[] => {
        const at = clock_words(of.review.from, item.at_s ?? 0);
        const row = order_at(at);
        return [row ? counted(at, place_of.log(row)) : at, unit(item.kind), item.time_s === undefined ? item.count : item.time_s / 3600];
      }),
    },
    calls: overflowed,
    work: true,
  };
}

function Draws(props: { of: EvidenceOf; outcome: ReviewOutcomeReport; row: number }) {
  const { of, outcome, row } = props;
  const draws = of.events.draws ?? [];
  const table: Table = {
    columns: [{ head: 'Draw' }, { head: 'As played' }, { head: 'No action' }, { head: 'Difference' }],
    rows: draws.map((draw): Cell[] => {
      const played = draw.played?.[row]?.value;
      const none = draw.none?.[row]?.value;
      return [String(draw.replication), played, none, played === undefined || none === undefined ? undefined : played - none];
    }),
  };
  const spread = outcome.draws;
  return (
    <div>
      <h4 id={place_of.outcome(outcome.id, 'draws')} tabIndex={-1}>Other draws of callers</h4>
      {draws.length === 0 ? <p class="govuk-body-s">No other draws were played.</p> : null}
      {spread ? <p class="govuk-body-s">The difference has a median of {number_text(spread.median)}; nine in ten of {number_text(spread.count, 0)} draws lie between {number_text(spread.low)} and {number_text(spread.high)}. Draws, also under the reference policies, are in <code>draws.csv</code>.</p> : null}
      {draws.length > 0 ? <DataTable caption={`${outcome.title}: other draws`} table={table} hide_caption /> : null}
      <Rules rules={filled_rules(of.review, 'draws', undefined, { outcome: outcome.id ?? '', of: 'as played' })} />
    </div>
  );
}
