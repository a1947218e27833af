// A sentence whose figures lead to what they were counted from.
import type { ReviewSentenceReport } from '../data/messages.ts';

export function Told(props: { told: ReviewSentenceReport | undefined; words: string | undefined }) {
  const pieces = props.told?.pieces ?? [];
  if (pieces.length === 0) {
    return <>{props.words}</>;
  }
  return (
    <>
      {pieces.map((piece, place) =>
        piece.link ? <a key={place} class="fcr-counted" href={`#${piece.link}`}>{piece.text}</a> : <span key={place}>{piece.text}</span>,
      )}
    </>
  );
}
