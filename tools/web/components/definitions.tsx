// What figures mean, beside them.
import type { Term } from '../words/glossary.ts';
import { Folded } from './folded.tsx';

export function TermList(props: { terms: readonly Term[] }) {
  return (
    <dl class="fcr-terms">
      {props.terms.map((entry) => (
        <div key={entry.id}>
          <dt>{entry.name}</dt>
          <dd>{entry.text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Folded on paper: there the glossary at the end has them all. */
export function Definitions(props: { terms: readonly Term[]; of: string }) {
  return props.terms.length === 0 ? null : (
    <Folded summary="What these figures mean" hidden={props.of} screen_only>
      <TermList terms={props.terms} />
    </Folded>
  );
}
