// The log of the exercise, newest first, by kind.
import { useMemo, useState } from 'preact/hooks';
import type { LogKind, LogLine } from '../figures/log_words.ts';
import { log_line } from '../figures/log_words.ts';
import { words } from '../words/words.ts';
import { use_first_rows } from './first_rows.tsx';
import { ShapeMark } from './level_mark.tsx';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';
import { Switch } from './switch.tsx';

function Line(props: { line: LogLine }) {
  const { line } = props;
  return (
    <li>
      <span class="fcr-list__head"><Said text={words.told.from(line.who, line.at)} /></span>
      <Said text={line.what} />
      {line.outcome ? <p class="fcr-mark" data-mark={line.outcome.mark}><ShapeMark shape={line.outcome.shape} /> <strong>{line.outcome.word}</strong> <Said text={line.outcome.text} /></p> : null}
    </li>
  );
}

type Filter = 'all' | LogKind;

/** `kinds`: what can be chosen beside all. */
export function Log(props: { kinds: readonly LogKind[] }) {
  const { live, clock } = use_live();
  const [filter, set_filter] = useState<Filter>('all');
  const { entries } = live.feed;
  const lines = useMemo(() => entries.flatMap((entry) => log_line(entry, clock, live.welcome) ?? []).reverse(), [entries, live.welcome]);
  // Most states bring no line: hundreds of them are drawn anew only when one has come.
  const chosen = filter === 'all' ? props.kinds.join() : filter;
  const of_kind = useMemo(() => lines.filter((line) => chosen.split(',').includes(line.kind)), [lines, chosen]);
  const { most, more } = use_first_rows(of_kind.length);
  const shown = useMemo(() => of_kind.slice(0, most).map((line) => <Line key={line.number} line={line} />), [of_kind, most]);
  const list = useMemo(() => <ol class="fcr-list fcr-list--long" tabIndex={0} aria-labelledby="log">{shown}</ol>, [shown]);
  const options = Object.fromEntries((['all', ...props.kinds] as Filter[]).map((kind) => [kind, words.desk.log_filters[kind]])) as Record<Filter, string>;
  return (
    <section class="fcr-panel" aria-labelledby="log">
      <h2 id="log" class="govuk-heading-s">{words.desk.log}</h2>
      <Switch label={words.desk.log_filter} options={options} chosen={filter} choose={set_filter} />
      {shown.length === 0 ? <p class="fcr-empty">{words.desk.log_empty}</p> : null}
      {list}
      {more}
    </section>
  );
}
