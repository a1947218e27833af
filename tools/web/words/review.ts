// How the figures of a review are written.
import type { ReviewDecisionReport, ReviewReport, ReviewWindowReport } from '../data/messages.ts';
import { number_text } from './numbers.ts';

/** "18 of 20" */
export function of_calls(part: number | undefined, whole: number | undefined): string {
  return whole ? `${number_text(part, 0)} of ${number_text(whole, 0)}` : 'no call';
}

/** "09:55:00, after 5.0 min"; of a refusal why. */
export function effect_words(decision: ReviewDecisionReport): string {
  if (decision.refusal) {
    return `refused: ${decision.refusal}`;
  }
  if (decision.effective === undefined) {
    return 'nobody comes';
  }
  return decision.lead_min ? `${decision.effective}, after ${number_text(decision.lead_min)} min` : 'at once';
}

/** A figure of a window before, after and without any action. */
export function three_windows(decision: ReviewDecisionReport, of: (window: ReviewWindowReport) => string): string[] {
  return [decision.before, decision.after, decision.none].map((window) => (window ? of(window) : ''));
}

/** Comments by heading, in the order in which they come. */
export function by_heading(review: ReviewReport): [string, string[]][] {
  const comments = review.comments ?? [];
  return [...new Set(comments.map((comment) => comment.heading ?? ''))].map((heading) => [heading, comments.filter((comment) => comment.heading === heading).map((comment) => comment.text ?? '')]);
}

const kKinds: Record<string, string> = { decision: '▲ decision', refused: '✗ refused', effect: '▽ effect', event: '■ event', note: '● note', pause: '‖ pause', speed: '» speed', response: '◆ response', state: '○ state' };

/** With a sign for who cannot see colours. */
export function mark_kind(kind: string | undefined): string {
  return kKinds[kind ?? ''] ?? kind ?? '';
}
