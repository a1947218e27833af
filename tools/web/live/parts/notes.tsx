// Notes of directing staff, the review so far, notes for the instructor.
import { useMemo, useState } from 'preact/hooks';
import { ask_for_review, keep_note } from '../link/asking.ts';
import { words } from '../words/words.ts';
import { TextField } from './field.tsx';
import { use_first_rows } from './first_rows.tsx';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';

export function Notes() {
  const { live, clock, connection } = use_live();
  const { control } = words;
  const [text, set_text] = useState('');
  const { entries } = live.feed;
  const kept = useMemo(() => entries.flatMap(({ what, atUs, number }) => (what.case === 'note' ? [{ number, atUs, ...what.value }] : [])).reverse(), [entries]);
  const { most, more } = use_first_rows(kept.length);
  const notes = useMemo(() => kept.length === 0 ? undefined : (
    <ol class="fcr-list" tabIndex={0} aria-labelledby="notes">
      {kept.slice(0, most).map((note) => (
        <li key={note.number}>
          <span class="fcr-list__head"><Said text={words.told.from(note.who ?? '', clock.seconds(note.atUs))} /></span>
          <Said text={note.text} />
        </li>
      ))}
    </ol>
  ), [kept, most, live.welcome]);
  return (
    <section class="fcr-panel" aria-labelledby="notes">
      <h2 id="notes" class="govuk-heading-s">{control.notes}</h2>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() && keep_note(connection, text.trim())) {
            set_text('');
          }
        }}
      >
        <TextField id="note" label={control.note_text} value={text} change={set_text} most={1000} rows={3} />
        <button type="submit" class="fcr-button">{control.note_send}</button>
      </form>
      {notes ?? <p class="fcr-empty">{control.notes_empty}</p>}
      {more}
    </section>
  );
}

export function Review() {
  const { connection } = use_live();
  const { control } = words;
  const asked = connection.outbox.all.filter(({ message }) => message.case === 'askForReview').at(-1);
  const path = asked?.answer?.path;
  return (
    <section class="fcr-panel" aria-labelledby="review">
      <h2 id="review" class="govuk-heading-s">{control.review}</h2>
      <p class="fcr-help">{control.review_help}</p>
      <div class="fcr-buttons">
        <button type="button" class="fcr-button" disabled={asked !== undefined && !asked.answer} onClick={() => ask_for_review(connection)}>{control.review_ask}</button>
        {path?.startsWith('/') ? <a class="govuk-link" href={path} download="">{control.review_get}</a> : null}
      </div>
    </section>
  );
}

export function InstructorNotes() {
  const { live } = use_live();
  const notes = live.welcome?.instructorNotes ?? [];
  return notes.length === 0 ? null : (
    <section class="fcr-panel" aria-labelledby="instructor">
      <h2 id="instructor" class="govuk-heading-s">{words.control.instructor}</h2>
      <ul class="fcr-list" tabIndex={0} aria-labelledby="instructor">{notes.map((note) => <li key={note}><Said text={note} /></li>)}</ul>
    </section>
  );
}
