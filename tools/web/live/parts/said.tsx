// What a person has written, as text with a direction of writing of its own.
import { clean_text } from '../figures/clean_text.ts';

export function Said(props: { text: string | undefined }) {
  return <bdi class="fcr-said">{clean_text(props.text ?? '')}</bdi>;
}
