// What has happened so far, put together from the entries that come, by their numbers. Directing staff
// have a feed of their own, with its own numbers, which holds all that everybody sees too.
import type { Feed, FeedEntry } from '../wire/fcr/v1/live_pb.ts';

export interface FeedSoFar {
  branch: bigint;
  entries: readonly FeedEntry[]; // by number, all but the figures of minutes long gone
}

/** Figures of minutes are kept so long, a little longer than any page shows them; a wall runs for days. */
const kMinutesKeptUs = 61n * 60_000_000n;

export const kNoFeed: FeedSoFar = { branch: 0n, entries: [] };

/** The number of the last entry; 0: none has come. */
export function last_number(entries: readonly FeedEntry[]): bigint {
  return entries.at(-1)?.number ?? 0n;
}

function without_old_minutes(entries: readonly FeedEntry[]): readonly FeedEntry[] {
  const oldest = (entries.at(-1)?.atUs ?? 0n) - kMinutesKeptUs;
  return entries.filter(({ what, atUs }) => what.case !== 'minute' || (atUs ?? 0n) >= oldest);
}

/** Takes in a message. Entries known already are left out. `gap`: one is missing between, nothing was
 * taken in, and the page is to say hello again with what it has. */
export function merge_feed(so_far: FeedSoFar, feed: Feed): { so_far: FeedSoFar; gap: boolean } {
  const branch = feed.branch ?? so_far.branch;
  const known = feed.snapshot || branch !== so_far.branch ? [] : so_far.entries;
  const fresh = feed.entries.filter((entry) => (entry.number ?? 0n) > last_number(known));
  const gap = fresh.length > 0 && fresh[0]?.number !== last_number(known) + 1n;
  return { so_far: { branch, entries: gap ? known : without_old_minutes([...known, ...fresh]) }, gap };
}
