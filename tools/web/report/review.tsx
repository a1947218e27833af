// The parts of the review of an exercise, in the order in which a debrief goes through them.
import { useCallback } from 'preact/hooks';
import type { Canvas } from '../components/chart.tsx';
import { Figure, TableFigure } from '../components/figure.tsx';
import type { SectionEntry } from '../components/section.tsx';
import { Told } from '../components/told.tsx';
import type { ReportPage, ReviewContractReport, ReviewContractRowReport, ReviewContractValueReport, ReviewDecisionReport, ReviewMarkReport, ReviewOutcomeReport, ReviewReport, ReviewSpreadReport, ReviewTaskReport, ReviewWindowReport } from '../data/messages.ts';
import { terms_of } from '../words/glossary.ts';
import { number_text } from '../words/numbers.ts';
import { by_heading, effect_words, mark_kind, of_calls, three_windows } from '../words/review.ts';
import { place_of } from '../words/review_events.ts';
import type { Cell, Plain, Table } from '../words/table.ts';
import { counted } from '../words/table.ts';
import { draw_lines } from './charts/lines.ts';
import { draw_timeline } from './charts/timeline.ts';
import { Evidences } from './review_evidence.tsx';

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
    { id: 'counted', title: 'What figures were counted from', body: <Evidences review={review} events={page.review_events ?? {}} /> },
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
      <p class="govuk-body">
        {(review.summary ?? []).map((words, place) => <span key={place}><Told told={review.summary_told?.[place]} words={words} /> </span>)}
      </p>
      <p class="govuk-body-s">Every figure is a link to the events that it was counted from.</p>
      <div class="fcr-cards">
        {(review.numbers ?? []).map((number) => (
          <div class="fcr-card" key={number.title}>
            <h3 class="govuk-heading-s">{number.title}</h3>
            <p class="govuk-heading-l">
              <a class="fcr-counted" href={`#${number.link}`} aria-label={`${number.value}: ${number.title}`}>{number.value}</a>
            </p>
            <p class="govuk-body"><Told told={number.beside_told} words={number.beside} /></p>
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
      ...lines.flatMap((name) => [`${name} offered`, 'answered', 'abandoned', 'waiting at the end', 'longest waiting, s'].map((head, place) => ({ head, digits: 0, full: place === 0 ? head : `${name} ${head}` }))),
      ...pools.flatMap((name) => [{ head: `${name} on duty`, digits: 0 }, { head: 'free', digits: 0, full: `${name} free` }]),
      { head: 'Nobody free for 999, s', digits: 0 },
      { head: 'Occupancy of 15 min, %' },
    ],
    rows: minutes.map((minute): Cell[] => [
      minute.at,
      ...[
        ...(minute.lines ?? []).flatMap((line) => [line.offered, line.answered, line.abandoned, line.waiting, line.longest_waiting_s]),
        ...(minute.pools ?? []).flatMap((pool) => [pool.on_duty, pool.free]),
        minute.nobody_free_s,
        minute.occupancy_percent,
      ].map((figure) => counted(figure, place_of.minute(minute.minute ?? 0))),
    ]),
  };
  return (
    <>
      <Figure title="The exercise by minute" words={`Each minute from ${review.from} on. A call counts in the minute in which it was answered or lost; people are as they were at the end of the minute.`} draw={draw} table={table} file="timeline" terms={terms_of(['exercise_in_time', 'no_action', 'nobody_free', 'occupied'])} />
      <div id="log">
        <TableFigure title="Log" words="In order. A number is that of the input in the journal." table={{ ...log_table(review.marks ?? []), ids: (review.marks ?? []).map((mark) => place_of.log(mark.row)) }} file="log" terms={[]} />
      </div>
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
    rows: decisions.map((decision): Cell[] => [decision.at, decision.name ? `${decision.seat}, ${decision.name}` : decision.seat, decision.action, decision.reason, counted(effect_words(decision), place_of.log(decision.effect_row ?? decision.log_row)), counted(decision.input, place_of.log(decision.log_row))]),
    named_by: 3,
  };
  const kinds = ['before', 'after', 'no action'];
  const heads = (figure: string) => kinds.map((kind) => ({ head: `${figure}, ${kind}` }));
  const in_windows = (decision: ReviewDecisionReport, of: (window: ReviewWindowReport) => string): Cell[] =>
    three_windows(decision, of).map((figure, place) => counted(figure, place_of.window(decision.input, ['before', 'after', 'none'][place] ?? '')));
  const followed: Table = {
    columns: [{ head: 'At' }, { head: 'Order' }, ...heads('999 in time'), ...heads('999 longest waiting, s'), ...heads('101 mean wait, s'), ...heads('101 abandoned'), ...heads('nobody free for 999, min')],
    rows: decisions
      .filter((decision) => decision.after)
      .map((decision): Cell[] => [
        decision.at,
        decision.action,
        ...in_windows(decision, (window) => of_calls(window.emergency_in_time, window.emergency_offered)),
        ...in_windows(decision, (window) => number_text(window.emergency_waiting_s, 0)),
        ...in_windows(decision, (window) => number_text(window.other_answer_s, 0)),
        ...in_windows(decision, (window) => of_calls(window.other_abandoned, window.other_offered)),
        ...in_windows(decision, (window) => number_text(window.nobody_free_min)),
      ]),
    named_by: 2,
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
    columns: [{ head: 'At' }, { head: 'Line' }, { head: 'Offered', digits: 0 }, { head: 'Answered', digits: 0 }, { head: 'In time, % of offered' }, { head: 'no action', full: 'in time without action, % of offered' }, { head: 'Abandoned, %' }, { head: 'no action', full: 'abandoned without action, %' }, { head: 'Mean wait, s' }, { head: 'no action', full: 'mean wait without action, s' }, { head: 'By own people', digits: 0 }, { head: 'in time, % of those', full: 'in time by own people, %' }, { head: 'By a contractor', digits: 0 }, { head: 'in time, % of those', full: 'in time by a contractor, %' }],
    named_by: 2,
    rows: quarters.flatMap((quarter, number) =>
      (quarter.lines ?? []).map((line, place): Cell[] => {
        const none = quarter.none?.[place] ?? {};
        const played = (figure: number | undefined) => counted(figure, place_of.quarter(number, place, 'played'));
        const without = (figure: number | undefined) => counted(figure, place_of.quarter(number, place, 'none'));
        return [quarter.at, line.name, played(line.offered), played(line.answered), played(line.in_time_percent), without(none.in_time_percent), played(line.abandoned_percent), without(none.abandoned_percent), played(line.mean_wait_s), without(none.mean_wait_s), ...[line.in_house, line.in_house_in_time_percent, line.contractor, line.contractor_in_time_percent].map(played)];
      }),
    ),
  };
  return (
    <>
      <Figure title="Answered in time" words="With few calls in a quarter-hour one late call is many per cent: read the counts in the table." draw={draw} table={table} file="quarters" terms={terms_of(['exercise_in_time', 'no_action'])} />
      {(review.costs?.length ?? 0) > 0 ? <TableFigure title="What orders cost" words="Each line is its exact amount times its price, rounded once to whole pence; the sum is that of the lines. Prices are the exercise’s; over other draws: the outcome “Cost of supervisors' orders”." table={costs_table(review)} file="costs" terms={terms_of(['no_action'])} /> : null}
      <h3 class="govuk-heading-s">Contract money</h3>
      <p class="govuk-body"><Told told={review.money_told} words={review.money} /></p>
      {review.contract ? <TableFigure title={`The month of the contract “${review.contract.title}”`} words={`So far: ${review.contract.so_far}, as if the month ended with the exercise. Whole: ${review.contract.whole}, with what is still to come as on days that nobody plays.`} table={contract_table(review.contract)} file="contract" terms={terms_of(['no_action'])} /> : null}
    </>
  );
}

function costs_table(review: ReviewReport): Table {
  const played = (figure: Plain) => counted(figure, place_of.outcome('cost_gbp', 'played'));
  const without = (figure: Plain) => counted(figure, place_of.outcome('cost_gbp', 'none'));
  return {
    columns: [{ head: 'Line' }, { head: 'Amount', digits: 3 }, { head: 'Price of one, GBP' }, { head: 'As played, GBP' }, { head: 'No action, GBP' }],
    rows: [...(review.costs ?? []).map((cost): Cell[] => [cost.unit, played(cost.amount), counted(cost.price, 'terms'), played(cost.sum), without(cost.none)]), ['Sum', undefined, undefined, played(review.costs_total), without(review.costs_total_none)]],
  };
}

/** Sums lead to the first line that goes into them, lines to the calls of the month. */
function from_of(row: ReviewContractRowReport, rows: readonly ReviewContractRowReport[]): string {
  const first = (part: string) => `contract-line-${rows.find((other) => other.part === part)?.id ?? 'gross'}`;
  const sums: Record<string, string> = { gross: first('charge'), credits: first('kpi'), lost_to_cap: first('kpi'), withheld: first('kpi'), net: 'contract-line-gross' };
  return row.part === 'sum' ? (sums[row.id ?? ''] ?? 'service') : 'contract-calls';
}

function contract_table(contract: ReviewContractReport): Table {
  const rows = contract.rows ?? [];
  const both = (value: ReviewContractValueReport | undefined) => (value?.beside ? `${value.value} (${value.beside})` : value?.value);
  return {
    columns: [{ head: 'Line' }, { head: 'In' }, { head: 'So far, as played' }, { head: 'So far, no action' }, { head: 'Whole month, as played' }, { head: 'Whole month, no action' }],
    rows: rows.map((row): Cell[] => [row.part === 'sum' ? row.title : `${row.id}: ${row.title}`, row.unit, ...[row.played_so_far, row.none_so_far, row.played_whole, row.none_whole].map((value) => counted(both(value), from_of(row, rows)))]),
    ids: rows.map((row) => `contract-line-${row.id}`),
  };
}

const spread_cells = (spread: ReviewSpreadReport | undefined, from: string): Cell[] => [spread?.median, spread?.low, spread?.high].map((figure) => counted(figure, from));

function Outcomes(props: OfReview) {
  const { review } = props;
  const outcomes = review.outcomes ?? [];
  const policies = review.policies ?? [];
  const from_to = (title: string | undefined) => ['from', 'to'].map((head) => ({ head, full: `${title}: nine in ten ${head}` }));
  const draws = (outcome: ReviewOutcomeReport) => place_of.outcome(outcome.id, 'draws');
  const played_and_none = (outcome: ReviewOutcomeReport): Cell[] => [counted(outcome.actual, place_of.outcome(outcome.id, 'played')), counted(outcome.none, place_of.outcome(outcome.id, 'none'))];
  const table: Table = {
    columns: [{ head: 'Figure' }, { head: 'Unit' }, { head: 'Better' }, { head: 'As played' }, { head: 'No action' }, { head: 'Difference' }, { head: 'Other draws: median difference' }, { head: 'nine in ten from', full: 'other draws, nine in ten from' }, { head: 'to', full: 'other draws, nine in ten to' }, { head: 'Luck, percentile', digits: 0 }],
    rows: outcomes.map((outcome): Cell[] => [outcome.title, outcome.unit, outcome.better, ...played_and_none(outcome), counted(outcome.difference, `outcome-${outcome.id}`), ...spread_cells(outcome.draws, draws(outcome)), counted(outcome.luck_percent, draws(outcome))]),
  };
  const beside: Table = {
    columns: [{ head: 'Figure' }, { head: 'Unit' }, { head: 'As played' }, { head: 'No action' }, ...policies.map((policy) => ({ head: policy.title ?? '' }))],
    rows: outcomes.map((outcome, row): Cell[] => [outcome.title, outcome.unit, ...played_and_none(outcome), ...policies.map((policy, place) => counted(policy.outcomes?.[row]?.tonight, place_of.outcome(outcome.id, `policy-${place}`)))]),
  };
  const over_draws: Table = {
    columns: [{ head: 'Figure' }, { head: 'Unit' }, { head: 'As played: median difference from no action' }, ...from_to('as played'), ...policies.flatMap((policy) => [{ head: `${policy.title}: median` }, ...from_to(policy.title)])],
    rows: outcomes.map((outcome, row): Cell[] => [outcome.title, outcome.unit, ...spread_cells(outcome.draws, draws(outcome)), ...policies.flatMap((policy, place) => spread_cells(policy.outcomes?.[row]?.draws, place_of.outcome(outcome.id, `policy-${place}`)))]),
  };
  const left_out = review.left_out ?? [];
  return (
    <>
      <TableFigure title="Outcome" words={`A difference is as played less no action; of per cents it is in points.${left_out.length > 0 ? ` Left out without action: ${left_out.join('; ')}.` : ''}`} table={table} file="outcomes" terms={terms_of(['no_action', 'other_draws', 'luck', 'exercise_in_time', 'nobody_free', 'occupied'])} />
      <TableFigure title="Reference policies on tonight’s callers" words={policies.map((policy) => `${policy.title}: ${policy.rule}.`).join(' ')} table={beside} file="policies" terms={terms_of(['no_action'])} />
      {review.draws ? <TableFigure title="Reference policies on other draws" words="Differences from no action." table={over_draws} file="policies_draws" terms={terms_of(['other_draws'])} /> : null}
    </>
  );
}

const kVerdicts: Record<string, string> = { met: '✓ met', missed: '✗ missed' };

/** Of the standing task: the minute whose looks gave the cue. */
function cue_minute(review: ReviewReport, task: ReviewTaskReport): string {
  const minute = (review.minutes ?? []).find((row) => row.at === task.at?.slice(0, 5))?.minute;
  return minute === undefined ? 'timeline' : place_of.minute(minute);
}

function Tasks(props: OfReview) {
  const { review } = props;
  const tasks = review.tasks ?? [];
  const table: Table = {
    columns: [{ head: 'Cue' }, { head: 'At' }, { head: 'Expected' }, { head: 'Verdict' }, { head: 'Observed' }, { head: 'After, s', digits: 0 }],
    rows: tasks.map((task): Cell[] => [task.cue, task.at === undefined ? undefined : counted(task.at, task.cue_row ? place_of.log(task.cue_row) : cue_minute(review, task)), task.expected, kVerdicts[task.verdict ?? ''] ?? `– ${task.verdict}`, task.observed, counted(task.after_s, place_of.log(task.done_row))]),
    ids: tasks.map((_, row) => place_of.task(row)),
  };
  const of_objective = (id: string | undefined) => {
    const row = tasks.findIndex((task) => task.objective === id);
    return row < 0 ? 'tasks' : place_of.task(row);
  };
  const objectives: Table = {
    columns: [{ head: 'Objective' }, { head: 'What players were to show' }, { head: 'Responses expected', digits: 0 }, { head: 'Met', digits: 0 }],
    rows: (review.objectives ?? []).map((objective): Cell[] => [objective.id, objective.text, counted(objective.expected ?? 0, of_objective(objective.id)), counted(objective.met ?? 0, of_objective(objective.id))]),
    named_by: 1,
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
    rows: (props.review.events ?? []).map((event): Cell[] => [event.title, event.planned, event.status, event.log_row ? counted(event.at, place_of.log(event.log_row)) : event.at, event.by, event.expected, event.observed, event.objective, event.note]),
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
      <p class="govuk-body" id="made-again">Calls are listed without the people who took them: an exercise tests plans, not people. <a class="fcr-counted" href="#timeline">{number_text(review.digests_met, 0)} of {number_text((review.digests_met ?? 0) + (review.digests_missed ?? 0), 0)} minutes</a> of the timeline were made again as the live run recorded them; <code>fcrsim exercise replay</code> with <code>--digest</code> compares them again.</p>
    </>
  );
}
