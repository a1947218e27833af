// What supervisors have in force, and what is on its way: an order with a lead time is asked first.
import type { FeedEntry } from '../wire/fcr/v1/live_pb.ts';

/** The moment at which the last accepted action of one of these kinds takes effect, if that is still
 * to come at `now` and it is of `kind`. */
export function on_its_way(entries: readonly FeedEntry[], kind: string, ended_by: string, now: bigint): bigint | undefined {
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    const what = entries[at]?.what;
    if (what?.case === 'action' && what.value.accepted && [kind, ended_by].includes(what.value.action?.kind ?? '')) {
      const effective = what.value.effectiveUs;
      return what.value.action?.kind === kind && effective !== undefined && effective > now ? effective : undefined;
    }
  }
  return undefined;
}

/** Whether a critical incident was declared. */
export const is_critical = (entries: readonly FeedEntry[]) =>
  entries.some(({ what }) => what.case === 'action' && what.value.accepted === true && what.value.action?.kind === 'declare_critical');
