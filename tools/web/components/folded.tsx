// Something that unfolds.
import type { ComponentChildren } from 'preact';

export function Folded(props: {
  summary: string;
  hidden?: string; // said by screen readers only, where the summary alone is not unique
  screen_only?: boolean; // stays folded on paper
  open?: boolean;
  toggled?: (open: boolean) => void;
  children: ComponentChildren;
}) {
  return (
    <details class="govuk-details fcr-folded" open={props.open} onToggle={(event) => props.toggled?.(event.currentTarget.open)} {...(props.screen_only ? { 'data-screen-only': 'yes' } : {})}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          {props.summary}
          {props.hidden ? <span class="govuk-visually-hidden">: {props.hidden}</span> : null}
        </span>
      </summary>
      <div class="govuk-details__text">{props.children}</div>
    </details>
  );
}
