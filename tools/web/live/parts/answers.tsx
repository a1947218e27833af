// What this page has asked for, and the answers: newest first.
import { counted } from '../figures/action_words.ts';
import type { Message } from '../link/connection.ts';
import type { Asked } from '../link/outbox.ts';
import { words } from '../words/words.ts';
import { ShapeMark } from './level_mark.tsx';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';

const kShown = 8;

function Outcome(props: { asked: Asked<Message> }) {
  const { live, clock } = use_live();
  const { answer, message } = props.asked;
  const { actions } = words;
  if (!answer) {
    return <p class="fcr-mark" data-mark="none"><ShapeMark shape="ring" /> {live.link === 'open' ? actions.waiting : actions.waiting_lost}</p>;
  }
  if (!answer.accepted) {
    return <p class="fcr-mark" data-mark="act"><ShapeMark shape="square" /> <strong>{actions.refused}</strong> <Said text={answer.reason} /></p>;
  }
  const kind = message.case === 'input' && message.value.what.case === 'action' ? message.value.what.value.kind : undefined;
  const facts = [answer.count ? counted(kind, answer.count) : '', answer.effectiveUs === undefined ? '' : actions.effective(clock.seconds(answer.effectiveUs))].filter(Boolean);
  return <p class="fcr-mark" data-mark="ok"><ShapeMark shape="circle" /> <strong>{actions.accepted}</strong> {facts.join(', ')}</p>;
}

export function Answers() {
  const { connection } = use_live();
  const list = connection.outbox.all.slice(-kShown).reverse();
  return (
    <section class="fcr-panel" aria-labelledby="answers">
      <h2 id="answers" class="govuk-heading-s">{words.actions.answers}</h2>
      {list.length === 0 ? <p class="fcr-empty">{words.actions.answers_empty}</p> : null}
      <ol class="fcr-list" tabIndex={0} aria-labelledby="answers">
        {list.map((asked) => (
          <li key={asked.id}>
            <Said text={asked.what} />
            <Outcome asked={asked} />
          </li>
        ))}
      </ol>
    </section>
  );
}
