// Events behind figures, folded until somebody asks. What stands in them is made when they are
// unfolded, so that a page of many thousand calls opens at once; the places that links lead to are
// there from the start.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

export function Evidence(props: {
  id: string;
  summary: string;
  places: readonly string[]; // ids that `children` will have
  children: () => ComponentChildren;
}) {
  const [open, set_open] = useState(false);
  return (
    <details id={props.id} class="govuk-details fcr-folded fcr-evidence" data-screen-only="yes" onToggle={(event) => set_open(event.currentTarget.open)}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{props.summary}</span>
      </summary>
      <div class="govuk-details__text">{open ? props.children() : props.places.map((place) => <span key={place} id={place} data-unmade />)}</div>
    </details>
  );
}
