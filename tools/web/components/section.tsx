// A part of a page that the contents list points to.
import type { ComponentChildren } from 'preact';

export interface SectionEntry {
  id: string;
  title: string;
  body: ComponentChildren;
}

export function Sections(props: { entries: readonly SectionEntry[] }) {
  return (
    <>
      {props.entries.map((entry) => (
        <section key={entry.id} id={entry.id} class="fcr-section" aria-labelledby={`${entry.id}-title`}>
          <h2 id={`${entry.id}-title`} class="govuk-heading-m" tabIndex={-1}>{entry.title}</h2>
          {entry.body}
        </section>
      ))}
    </>
  );
}

export function Contents(props: { entries: readonly SectionEntry[] }) {
  return (
    <nav class="fcr-contents" aria-label="Contents">
      <h2 class="govuk-heading-s">Contents</h2>
      <ol>
        {props.entries.map((entry) => (
          <li key={entry.id}>
            <a class="govuk-link" href={`#${entry.id}`}>{entry.title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
