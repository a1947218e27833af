// Everybody who is at work, one by one: what they do, since when, and until when they are here.
import { useState } from 'preact/hooks';
import { wait_text } from '../figures/clock.ts';
import { LivePerson_Doing as Doing } from '../wire/fcr/v1/live_pb.ts';
import type { LivePerson } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { use_first_rows } from './first_rows.tsx';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';
import { Switch } from './switch.tsx';

type Shown = 'all' | 'free' | 'busy' | 'away';

const kKinds: Record<Exclude<Shown, 'all'>, readonly Doing[]> = {
  free: [Doing.FREE],
  busy: [Doing.RINGING, Doing.TALKING, Doing.WRAPPING_UP, Doing.AFTER_CALL],
  away: [Doing.ON_BREAK, Doing.ON_THE_WAY],
};

const is_shown = (person: LivePerson, shown: Shown) => shown === 'all' || kKinds[shown].includes(person.doing ?? Doing.DOING_UNSPECIFIED);

function PersonRow(props: { person: LivePerson }) {
  const { person } = props;
  const { live, clock } = use_live();
  const { people_list } = words;
  const pool_name = (at: number | undefined) => live.welcome?.pools[at ?? 0]?.name ?? '';
  const now = live.state?.nowUs;
  const lasts = person.sinceUs === undefined || now === undefined ? undefined : Number(now - person.sinceUs) / 1e6;
  const minutes = (at: bigint | undefined) => (at === undefined ? '' : clock.minutes(at));
  return (
    <tr>
      <th scope="row"><Said text={people_list.who(pool_name(person.home), person.number ?? 0)} /></th>
      <td><Said text={pool_name(person.pool)} /></td>
      <td>{people_list.doing[person.doing ?? 0]}</td>
      <td class="fcr-number">{lasts === undefined ? '' : wait_text(lasts)}</td>
      <td>{person.line === undefined ? '' : <Said text={live.welcome?.lines[person.line] ?? ''} />}</td>
      <td class="fcr-number">{minutes(person.backUs)}</td>
      <td class="fcr-number">{minutes(person.nextBreakUs)}</td>
      <td class="fcr-number">{minutes(person.shiftUntilUs)}</td>
    </tr>
  );
}

export function PeopleList() {
  const { live } = use_live();
  const [shown, set_shown] = useState<Shown>('all');
  const { people_list } = words;
  const people = live.people ?? [];
  const chosen = people.filter((person) => is_shown(person, shown));
  const { most, more } = use_first_rows(chosen.length);
  return (
    <section class="fcr-panel" aria-labelledby="people_list">
      <h2 id="people_list" class="govuk-heading-s">{people_list.title(people.length)}</h2>
      {people.length === 0 ? (
        <p class="fcr-help">{people_list.empty}</p>
      ) : (
        <>
          <Switch label={people_list.show} options={people_list.choices as Record<Shown, string>} chosen={shown} choose={set_shown} />
          <div class="fcr-scroll fcr-people" tabIndex={0} role="group" aria-labelledby="people_list">
            <table class="fcr-table">
              <thead><tr>{people_list.columns.map((column, at) => <th key={column} scope="col" class={at === 3 || at > 4 ? 'fcr-number' : undefined}>{column}</th>)}</tr></thead>
              <tbody>{chosen.slice(0, most).map((person) => <PersonRow key={`${person.home}.${person.number}`} person={person} />)}</tbody>
            </table>
          </div>
          {more}
          <p class="fcr-help">{people_list.note}</p>
        </>
      )}
    </section>
  );
}
