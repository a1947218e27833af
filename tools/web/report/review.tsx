// The parts of the review of an exercise, in the order in which a debrief goes through them.
import { useCallback } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure, TableFigure } from '../components/figure.tsx';
import type { SectionEntry } from '../components/section.tsx';
import type { ReportPage, ReviewContractReport, ReviewContractValueReport, ReviewMarkReport, ReviewReport, ReviewSpreadReport } from '../data/messages.ts';
import { terms_of } from '../words/glossary.ts';
import { number_text } from '../words/numbers.ts';
import { by_heading, effect_words, mark_kind, of_calls, three_windows } from '../words/review.ts';
import type { Cell, Table } from '../words/table.ts';
import { draw_lines } from './charts/lines.ts';
import { draw_timeline } from './charts/timeline.ts';

interface OfReview {
  review: ReviewReport;
}

export function review_sections(page: ReportPage): SectionEntry[] {
  const review = page.review ?? {};
  const entries: (SectionEntry | false)[] = [
    { id: 'summary', title: 'Summary', body: <Summary review={review} /> },
    { id: 'timeline', title: 'Timeline', body: <Timeline review={review} /> },
    { id: 'decisions', title: 'Decisions, and what followed', body: <Decisions review={review} /> },
    { id: 'service', title: 'Service by quarter-hour', body: <Service review={review} /> },
    { id: 'outcomes', title: 'Played against no action', body: <Outcomes review={review} /> },
    { id: 'tasks', title: 'Critical tasks', body: <Tasks review={review} /> },
    { id: 'events', title: 'Events list', body: <Events review={review} /> },
    { id: 'debrief', title: 'Hot debrief', body: <Debrief review={review} /> },
    { id: 'terms', title: 'Terms and people', body: <Terms review={review} /> },
  ];
  return entries.filter((entry) => entry !== false);
}

function Summary(props: OfReview) {
  const { review } = props;
  return (
    <>
      <p class="fcr-note"><strong>EXERCISE.</strong> What follows is of a simulated room. Nobody really called.</p>
      <p class="govuk-body">{(review.summary ?? []).join(' ')}</p>
      <div class="fcr-cards">
        {(review.numbers ?? []).map((number) => (
          <div class="fcr-card" key={number.title}>
            <h3 class="govuk-heading-s">{number.title}</h3>
            <p class="govuk-heading-l">{number.value}</p>
            <p class="govuk-body">{number.beside}</p>
            <p class="govuk-body-s">
              <a class="govuk-link" href={`#${number.link}`}>
                Where this comes from<span class="govuk-visually-hidden">: {number.title}</span>
              </a>
            </p>
          </div>
        ))}
      </div>
    </>
  );
}

const kRows = ['decision', 'event', 'note', 'pause'];

const places_of = (review: ReviewReport) => (review.minutes ?? []).map((minute) => minute.at ?? '');

function Timeline(props: OfReview) {
  const { review } = props;
  const minutes = review.minutes ?? [];
  const lines = (minutes[0]?.lines ?? []).map((line) => line.name ?? '');
  const pools = (minutes[0]?.pools ?? []).map((pool) => pool.name ?? '');
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_timeline(
        canvas,
        places_of(review),
        kRows,
        (review.marks ?? []).filter((mark) => kRows.includes(mark.kind ?? '')).map((mark) => ({ minute: Math.min(minutes.length - 1, Math.floor(mark.minute ?? 0)), row: mark.kind ?? '', words: mark.text ?? '' })),
        [
          ...lines.map((name, place) => ({
            title: `${name}: longest waiting, s`,
            lines: [
              { name: 'as played', values: minutes.map((minute) => minute.lines?.[place]?.longest_waiting_s) },
              { name: 'no action', values: minutes.map((minute) => minute.none?.[place]?.longest_waiting_s) },
            ],
          })),
          ...lines.map((name, place) => ({
            title: `${name}: calls in the minute`,
            lines: [
              { name: 'answered', values: minutes.map((minute) => minute.lines?.[place]?.answered) },
              { name: 'abandoned', values: minutes.map((minute) => minute.lines?.[place]?.abandoned) },
            ],
          })),
          ...pools.map((name, place) => ({
            title: `${name}: people`,
            lines: [
              { name: 'on duty', values: minutes.map((minute) => minute.pools?.[place]?.on_duty) },
              { name: 'free', values: minutes.map((minute) => minute.pools?.[place]?.free) },
            ],
          })),
        ],
      ),
    [review],
  );
  const table: Table = {
    columns: [
      { head: 'At' },
      ...lines.flatMap((name) => [`${name} offered`, 'answered', 'abandoned', 'waiting at the end', 'longest waiting, s'].map((head) => ({ head, digits: 0 }))),
      ...pools.flatMap((name) => [{ head: `${name} on duty`, digits: 0 }, { head: 'free', digits: 0 }]),
      { head: 'Nobody free for 999, s', digits: 0 },
      { head: 'Occupancy of 15 min, %' },
    ],
    rows: minutes.map((minute): Cell[] => [
      minute.at,
      ...(minute.lines ?? []).flatMap((line): Cell[] => [line.offered, line.answered, line.abandoned, line.waiting, line.longest_waiting_s]),
      ...(minute.pools ?? []).flatMap((pool): Cell[] => [pool.on_duty, pool.free]),
      minute.nobody_free_s,
      minute.occupancy_percent,
    ]),
  };
  return (
    <>
      <Figure title="The exercise by minute" words={`Each minute from ${review.from} on. A call counts in the minute in which it was answered or lost; people are as they were at the end of the minute.`} draw={draw} table={table} file="timeline" terms={terms_of(['exercise_in_time', 'no_action', 'nobody_free', 'occupied'])} />
      <TableFigure title="Log" words="In order. A number is that of the input in the journal." table={log_table(review.marks ?? [])} file="log" terms={[]} />
    </>
  );
}

function log_table(marks: ReviewMarkReport[]): Table {
  return {
    columns: [{ head: 'At' }, { head: 'Kind' }, { head: 'What' }, { head: 'Seat' }, { head: 'Input', digits: 0 }],
    rows: marks.map((mark): Cell[] => [mark.at, mark_kind(mark.kind), mark.text, mark.seat, mark.input]),
  };
}

function Decisions(props: OfReview) {
  const decisions = props.review.decisions ?? [];
  const asked: Table = {
    columns: [{ head: 'At' }, { head: 'Who' }, { head: 'Order' }, { head: 'Reason given' }, { head: 'Takes effect' }, { head: 'Input', digits: 0 }],
    rows: decisions.map((decision): Cell[] => [decision.at, decision.name ? `${decision.seat}, ${decision.name}` : decision.seat, decision.action, decision.reason, effect_words(decision), decision.input]),
  };
  const kinds = ['before', 'after', 'no action'];
  const heads = (figure: string) => kinds.map((kind) => ({ head: `${figure}, ${kind}` }));
  const followed: Table = {
    columns: [{ head: 'At' }, { head: 'Order' }, ...heads('999 in time'), ...heads('999 longest waiting, s'), ...heads('101 mean wait, s'), ...heads('101 abandoned'), ...heads('nobody free for 999, min')],
    rows: decisions
      .filter((decision) => decision.after)
      .map((decision): Cell[] => [
        decision.at,
        decision.action,
        ...three_windows(decision, (window) => of_calls(window.emergency_in_time, window.emergency_offered)),
        ...three_windows(decision, (window) => number_text(window.emergency_waiting_s, 0)),
        ...three_windows(decision, (window) => number_text(window.other_answer_s, 0)),
        ...three_windows(decision, (window) => of_calls(window.other_abandoned, window.other_offered)),
        ...three_windows(decision, (window) => number_text(window.nobody_free_min)),
      ]),
  };
  if (decisions.length === 0) {
    return <p class="govuk-body">Nobody ordered anything.</p>;
  }
  return (
    <>
      <TableFigure title="What was ordered" words="Also what was refused, and why." table={asked} file="decisions" terms={[]} />
      <TableFigure title="What changed in the next 15 minutes" words="The 15 minutes before, the 15 minutes from the minute of the order on, and the same had nobody done anything." table={followed} file="decisions_followed" terms={terms_of(['decision_window', 'no_action', 'exercise_in_time'])} />
    </>
  );
}

function Service(props: OfReview) {
  const { review } = props;
  const quarters = review.quarters ?? [];
  const lines = (quarters[0]?.lines ?? []).map((line) => line);
  const draw = useCallback(
    (canvas: Canvas) =>
      draw_lines(
        canvas,
        quarters.map((quarter) => quarter.at ?? ''),
        'quarter-hour',
        lines.map((line, place) => ({
          title: `${line.name}, answered within ${number_text(line.within_s, 0)} s, % of offered`,
          axis: { min: 0, max: 100 },
          lines: [
            { name: 'as played', values: quarters.map((quarter) => quarter.lines?.[place]?.in_time_percent) },
            { name: 'no action', values: quarters.map((quarter) => quarter.none?.[place]?.in_time_percent) },
          ],
        })),
        4,
      ),
    [review],
  );
  const table: Table = {
    columns: [{ head: 'At' }, { head: 'Line' }, { head: 'Offered', digits: 0 }, { head: 'Answered', digits: 0 }, { head: 'In time, % of offered' }, { head: 'no action' }, { head: 'Abandoned, %' }, { head: 'no action' }, { head: 'Mean wait, s' }, { head: 'no action' }, { head: 'By own people', digits: 0 }, { head: 'in time, % of those' }, { head: 'By a contractor', digits: 0 }, { head: 'in time, % of those' }],
    rows: quarters.flatMap((quarter) =>
      (quarter.lines ?? []).map((line, place): Cell[] => {
        const none = quarter.none?.[place] ?? {};
        return [quarter.at, line.name, line.offered, line.answered, line.in_time_percent, none.in_time_percent, line.abandoned_percent, none.abandoned_percent, line.mean_wait_s, none.mean_wait_s, line.in_house, line.in_house_in_time_percent, line.contractor, line.contractor_in_time_percent];
      }),
    ),
  };
  return (
    <>
      <Figure title="Answered in time" words="With few calls in a quarter-hour one late call is many per cent: read the counts in the table." draw={draw} table={table} file="quarters" terms={terms_of(['exercise_in_time', 'no_action'])} />
      {(review.costs?.length ?? 0) > 0 ? <TableFigure title="What orders cost" words="Each line is its exact amount times its price, rounded once to whole pence; the sum is that of the lines. Prices are the exercise’s; over other draws: the outcome “Cost of supervisors' orders”." table={costs_table(review)} file="costs" terms={terms_of(['no_action'])} /> : null}
      <h3 class="govuk-heading-s">Contract money</h3>
      <p class="govuk-body">{review.money}</p>
      {review.contract ? <TableFigure title={`The month of the contract “${review.contract.title}”`} words={`So far: ${review.contract.so_far}, as if the month ended with the exercise. Whole: ${review.contract.whole}, with what is still to come as on days that nobody plays.`} table={contract_table(review.contract)} file="contract" terms={terms_of(['no_action'])} /> : null}
    </>
  );
}

function costs_table(review: ReviewReport): Table {
  return {
    columns: [{ head: 'Line' }, { head: 'Amount', digits: 3 }, { head: 'Price of one, GBP' }, { head: 'As played, GBP' }, { head: 'No action, GBP' }],
    rows: [...(review.costs ?? []).map((cost): Cell[] => [cost.unit, cost.amount, cost.price, cost.sum, cost.none]), ['Sum', undefined, undefined, review.costs_total, review.costs_total_none]],
  };
}

function contract_table(contract: ReviewContractReport): Table {
  const both = (value: ReviewContractValueReport | undefined) => (value?.beside ? `${value.value} (${value.beside})` : value?.value);
  return {
    columns: [{ head: 'Line' }, { head: 'In' }, { head: 'So far, as played' }, { head: 'So far, no action' }, { head: 'Whole month, as played' }, { head: 'Whole month, no action' }],
    rows: (contract.rows ?? []).map((row): Cell[] => [row.part === 'sum' ? row.title : `${row.id}: ${row.title}`, row.unit, both(row.played_so_far), both(row.none_so_far), both(row.played_whole), both(row.none_whole)]),
  };
}

const spread_cells = (spread: ReviewSpreadReport | undefined): Cell[] => [spread?.median, spread?.low, spread?.high];

function Outcomes(props: OfReview) {
  const { review } = props;
  const outcomes = review.outcomes ?? [];
  const policies = review.policies ?? [];
  const table: Table = {
    columns: [{ head: 'Figure' }, { head: 'Unit' }, { head: 'Better' }, { head: 'As played' }, { head: 'No action' }, { head: 'Difference' }, { head: 'Other draws: median difference' }, { head: 'nine in ten from' }, { head: 'to' }, { head: 'Luck, percentile', digits: 0 }],
    rows: outcomes.map((outcome): Cell[] => [outcome.title, outcome.unit, outcome.better, outcome.actual, outcome.none, outcome.difference, ...spread_cells(outcome.draws), outcome.luck_percent]),
  };
  const beside: Table = {
    columns: [{ head: 'Figure' }, { head: 'Unit' }, { head: 'As played' }, { head: 'No action' }, ...policies.map((policy) => ({ head: policy.title ?? '' }))],
    rows: outcomes.map((outcome, row): Cell[] => [outcome.title, outcome.unit, outcome.actual, outcome.none, ...policies.map((policy) => policy.outcomes?.[row]?.tonight)]),
  };
  const over_draws: Table = {
    columns: [{ head: 'Figure' }, { head: 'Unit' }, { head: 'As played: median difference from no action' }, { head: 'from' }, { head: 'to' }, ...policies.flatMap((policy) => [{ head: `${policy.title}: median` }, { head: 'from' }, { head: 'to' }])],
    rows: outcomes.map((outcome, row): Cell[] => [outcome.title, outcome.unit, ...spread_cells(outcome.draws), ...policies.flatMap((policy) => spread_cells(policy.outcomes?.[row]?.draws))]),
  };
  const left_out = review.left_out ?? [];
  return (
    <>
      <TableFigure title="Outcome" words={`A difference is as played less no action; of per cents it is in points.${left_out.length > 0 ? ` Left out without action: ${left_out.join('; ')}.` : ''}`} table={table} file="outcomes" terms={terms_of(['no_action', 'other_draws', 'luck', 'exercise_in_time', 'nobody_free', 'occupied'])} />
      <TableFigure title="Reference policies on tonight’s callers" words={policies.map((policy) => `${policy.title}: ${policy.rule}.`).join(' ')} table={beside} file="policies" terms={terms_of(['no_action'])} />
      {review.draws ? <TableFigure title="Reference policies on other draws" words={`${number_text(review.draws.count, 0)} other draws of callers; differences from no action.`} table={over_draws} file="policies_draws" terms={terms_of(['other_draws'])} /> : null}
    </>
  );
}

const kVerdicts: Record<string, string> = { met: '✓ met', missed: '✗ missed' };

function Tasks(props: OfReview) {
  const { review } = props;
  const table: Table = {
    columns: [{ head: 'Cue' }, { head: 'At' }, { head: 'Expected' }, { head: 'Verdict' }, { head: 'Observed' }, { head: 'After, s', digits: 0 }],
    rows: (review.tasks ?? []).map((task): Cell[] => [task.cue, task.at, task.expected, kVerdicts[task.verdict ?? ''] ?? `– ${task.verdict}`, task.observed, task.after_s]),
  };
  const objectives: Table = {
    columns: [{ head: 'Objective' }, { head: 'What players were to show' }, { head: 'Responses expected', digits: 0 }, { head: 'Met', digits: 0 }],
    rows: (review.objectives ?? []).map((objective): Cell[] => [objective.id, objective.text, objective.expected, objective.met]),
  };
  return (
    <>
      <TableFigure title="Cue, expected, observed" words="What lines of the events list expected, then the standing task: when 999 has waited more than 30 s for a minute, somebody seeks capacity within two minutes." table={table} file="tasks" terms={[]} />
      {objectives.rows.length > 0 ? <TableFigure title="Objectives" words="Counted are responses to events of the objective that came." table={objectives} file="objectives" terms={[]} /> : null}
    </>
  );
}

function Events(props: OfReview) {
  const table: Table = {
    columns: [{ head: 'Event' }, { head: 'Planned' }, { head: 'Status' }, { head: 'At' }, { head: 'By' }, { head: 'Expected' }, { head: 'Observed' }, { head: 'Objective' }, { head: 'Note' }],
    rows: (props.review.events ?? []).map((event): Cell[] => [event.title, event.planned, event.status, event.at, event.by, event.expected, event.observed, event.objective, event.note]),
  };
  return <TableFigure title="Expected and observed" words="Every line of the list. What was given beside it is in the log." table={table} file="events" terms={[]} />;
}

function Debrief(props: OfReview) {
  const { review } = props;
  const groups = by_heading(review);
  return (
    <>
      {groups.length === 0 ? <p class="govuk-body">Nothing was written in the hot debrief.</p> : null}
      {groups.map(([heading, texts]) => (
        <div key={heading}>
          <h3 class="govuk-heading-s">{heading}</h3>
          <ul class="govuk-list govuk-list--bullet">
            {texts.map((text, place) => <li key={place} class="fcr-words">{text}</li>)}
          </ul>
        </div>
      ))}
      {(review.notes?.length ?? 0) > 0 ? <TableFigure title="Notes while it ran" words="Of evaluators and controllers." table={log_table(review.notes ?? [])} file="notes" terms={[]} /> : null}
    </>
  );
}

function Terms(props: OfReview) {
  const { review } = props;
  const terms: Table = {
    columns: [{ head: 'Term' }, { head: 'Value' }],
    rows: (review.terms ?? []).map((term): Cell[] => [term.title, term.value]),
  };
  const seats: Table = {
    columns: [{ head: 'Seat' }, { head: 'Role' }, { head: 'Name' }],
    rows: (review.seats ?? []).map((seat): Cell[] => [seat.seat, seat.role, seat.name]),
  };
  const program: Table = {
    columns: [{ head: 'By the clock on the wall' }, { head: 'What' }, { head: 'In the room' }],
    rows: (review.program ?? []).map((row): Cell[] => [row.wall, row.what, row.at]),
  };
  return (
    <>
      <TableFigure title="Lead times and limits" words="As the exercise has them. Unverified until a force gives its own." table={terms} file="terms" terms={[]} />
      <TableFigure title="Who took part" words="Names are as people gave them; fcrsim exercise forget makes a journal without one." table={seats} file="seats" terms={[]} />
      {program.rows.length > 0 ? <TableFigure title="When it was" words="Told by the program that ran it." table={program} file="program" terms={[]} /> : null}
      {(review.instructor_notes?.length ?? 0) > 0 ? (
        <>
          <h3 class="govuk-heading-s">Notes for the instructor</h3>
          <ul class="govuk-list govuk-list--bullet">
            {(review.instructor_notes ?? []).map((note) => <li key={note}>{note}</li>)}
          </ul>
        </>
      ) : null}
      <p class="govuk-body">Single calls are not listed: an exercise tests plans, not people. {number_text(review.digests_met, 0)} of {number_text((review.digests_met ?? 0) + (review.digests_missed ?? 0), 0)} minutes were made again as the live run recorded them.</p>
    </>
  );
}
