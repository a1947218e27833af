// What is told to players, newest first.
import type { FeedEntry } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';

const told_of = (entry: FeedEntry) => (entry.what.case === 'told' ? [{ entry, told: entry.what.value }] : []);

export function Messages(props: { most?: number }) {
  const { live, clock } = use_live();
  const list = live.feed.entries.flatMap(told_of).reverse().slice(0, props.most);
  return (
    <section class="fcr-panel fcr-messages" aria-labelledby="messages">
      <h2 id="messages" class="govuk-heading-s">{words.told.title}</h2>
      {list.length === 0 ? <p class="fcr-empty">{words.told.empty}</p> : null}
      <ol class="fcr-list" tabIndex={0} aria-labelledby="messages">
        {list.map(({ entry, told }) => (
          <li key={entry.number}>
            <span class="fcr-list__head"><Said text={words.told.from(told.who || words.told.exercise, clock.minutes(entry.atUs))} /></span>
            <Said text={told.text} />
          </li>
        ))}
      </ol>
    </section>
  );
}
