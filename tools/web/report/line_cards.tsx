// What happened, in sentences, a card for each line side by side: none is shown without the others.
import type { LineWords } from '../words/summary.ts';

export function LineCards(props: { words: readonly LineWords[] }) {
  return (
    <div class="fcr-cards">
      {props.words.map(({ line, lists, sentences }) => (
        <div class="fcr-card" key={line}>
          <h3 class="govuk-heading-m">{line}</h3>
          {(lists ?? []).map(({ head, items }) => (
            <div key={head}>
              <p class="govuk-body fcr-list-head">{head}:</p>
              <ul class="govuk-list govuk-list--bullet">
                {items.map((item) => <li key={item}>{item}</li>)}
              </ul>
            </div>
          ))}
          {sentences.map((sentence) => <p class="govuk-body" key={sentence}>{sentence}</p>)}
        </div>
      ))}
    </div>
  );
}
