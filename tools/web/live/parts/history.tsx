// A small picture of each measure: the last hour as a line, the next half hour as a band.
import { useMemo, useState } from 'preact/hooks';
import { Folded } from '../../components/folded.tsx';
import type { Measure } from '../figures/history.ts';
import { kMinutesAhead, kMinutesBack, measures_of, path_of_past, place, top_of } from '../figures/history.ts';
import { words } from '../words/words.ts';
import { use_live } from './live_context.tsx';

const kWidth = 300;
const kHeight = 64;
const kMinute_us = 60_000_000n;

/** The line in words, for those who do not see it. */
function said(measure: Measure): string {
  const values = measure.past.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const last = measure.past.at(-1)?.value;
  const { text, name } = measure;
  const past = words.history.says(name, last === undefined ? words.dash : text(last), values.length ? text(Math.min(...values)) : words.dash, values.length ? text(Math.max(...values)) : words.dash);
  const end = measure.ahead.at(-1);
  return end ? past + words.history.says_ahead(text(end.middle), text(end.low), text(end.high)) : past;
}

function Band(props: { measure: Measure }) {
  const { measure } = props;
  const { at } = place(measure, kWidth, kHeight);
  const up = measure.ahead.map(({ minute, high }) => at(minute, high));
  const down = [...measure.ahead].reverse().map(({ minute, low }) => at(minute, low));
  const middle = measure.ahead.map(({ minute, middle: value }) => at(minute, value));
  return (
    <>
      <path class="fcr-spark__band" d={`M${[...up, ...down].join('L')}Z`} />
      <path class="fcr-spark__middle" d={`M${middle.join('L')}`} />
    </>
  );
}

function Spark(props: { measure: Measure }) {
  const { measure } = props;
  const { x, y } = place(measure, kWidth, kHeight);
  const last = measure.past.at(-1);
  const { history } = words;
  return (
    <figure class="fcr-spark">
      <figcaption>
        <span>{measure.name}</span> <strong>{last?.value === undefined ? words.dash : measure.text(last.value)}</strong>
      </figcaption>
      <svg viewBox={`0 0 ${kWidth} ${kHeight}`} preserveAspectRatio="none" role="img" aria-label={said(measure)}>
        <line class="fcr-spark__now" x1={x(0)} x2={x(0)} y1={0} y2={kHeight} />
        {measure.mark !== undefined && measure.mark <= top_of(measure) ? <line class="fcr-spark__mark" x1={0} x2={kWidth} y1={y(measure.mark)} y2={y(measure.mark)} /> : null}
        {measure.ahead.length > 1 ? <Band measure={measure} /> : null}
        <path class="fcr-spark__line" d={path_of_past(measure, kWidth, kHeight)} />
      </svg>
      <p class="fcr-spark__axis" aria-hidden="true">
        <span>{history.ago(kMinutesBack)}</span>
        <span>{measure.text(top_of(measure))}</span>
        <span>{history.now}</span>
        <span>{history.ahead(kMinutesAhead)}</span>
      </p>
    </figure>
  );
}

function AsTable(props: { measures: readonly Measure[] }) {
  const minutes = (props.measures[0]?.past ?? []).map(({ minute }) => minute).reverse();
  return (
    <div class="fcr-scroll fcr-scroll--long" tabIndex={0} role="group" aria-label={words.history.table}>
      <table class="fcr-table">
        <thead>
          <tr>
            <th scope="col">{words.history.columns.minute}</th>
            {props.measures.map((measure) => <th key={measure.id} scope="col" class="fcr-number">{measure.name}</th>)}
          </tr>
        </thead>
        <tbody>
          {minutes.map((minute, row) => (
            <tr key={minute}>
              <th scope="row">{minute === 0 ? words.history.now : words.history.ago(-minute)}</th>
              {props.measures.map((measure) => {
                const value = measure.past[measure.past.length - 1 - row]?.value;
                return <td key={measure.id} class="fcr-number">{value === undefined ? words.dash : measure.text(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function History() {
  const { live, clock } = use_live();
  const { history } = words;
  const { welcome, state, projection } = live;
  const entries = live.feed.entries;
  // Drawn anew each minute of the exercise, not with each state, and of the whole minute: whoever
  // comes within it sees the same.
  const minute = (state?.nowUs ?? 0n) / kMinute_us;
  const measures = useMemo(() => (welcome ? measures_of(welcome, entries, projection, minute * kMinute_us) : []), [welcome, entries, projection, minute]);
  const [unfolded, unfold] = useState(false);
  const drawn = useMemo(() => measures[0]?.past.length ? {
    sparks: <div class="fcr-sparks">{measures.map((measure) => <Spark key={measure.id} measure={measure} />)}</div>,
    table: <Folded summary={history.table} toggled={unfold}>{unfolded ? <AsTable measures={measures} /> : null}</Folded>,
  } : undefined, [measures, unfolded]);
  const shares = (welcome?.lines ?? []).flatMap((line, at) => {
    const share = projection?.lines[at]?.answeredInTime;
    const rung = welcome?.emergencyLines.includes(line) || welcome?.otherLines.includes(line);
    return share && rung ? [history.in_time_ahead(line, history.percent(share.median ?? 0), history.percent(share.p10 ?? 0), history.percent(share.p90 ?? 0))] : [];
  });
  return (
    <section class="fcr-panel" aria-labelledby="history">
      <h2 id="history" class="govuk-heading-s">{history.title}</h2>
      <p class="fcr-help">{history.intro} {projection ? history.projected(projection.seeds ?? 0, clock.minutes(projection.fromUs)) : history.no_projection}</p>
      {drawn?.sparks ?? <p class="fcr-empty">{history.empty}</p>}
      {shares.map((share) => <p key={share} class="fcr-help">{share}</p>)}
      {drawn?.table}
    </section>
  );
}
