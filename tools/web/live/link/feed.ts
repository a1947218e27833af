// What has happened so far, put together from the entries that come. Two counts run beside each
// other: of what everybody sees, and of what only directing staff see. Each has its own numbers.
import type { Feed, FeedEntry } from '../wire/fcr/v1/live_pb.ts';

export interface FeedSoFar {
  branch: bigint;
  everybody: readonly FeedEntry[]; // by number, from 1, without gaps
  directing: readonly FeedEntry[];
}

export const kNoFeed: FeedSoFar = { branch: 0n, everybody: [], directing: [] };

const is_directing = (entry: FeedEntry) => entry.what.case === 'note' || entry.what.case === 'line';

/** The number of the last entry; 0: none has come. */
export function last_number(entries: readonly FeedEntry[]): bigint {
  return entries.at(-1)?.number ?? 0n;
}

/** The entries with what has come behind them. Entries known already are left out; `gap`: one is
 * missing between, and the entries are as they were. */
function append(known: readonly FeedEntry[], more: readonly FeedEntry[]): { entries: readonly FeedEntry[]; gap: boolean } {
  const fresh = more.filter((entry) => (entry.number ?? 0n) > last_number(known));
  if (fresh.length === 0) {
    return { entries: known, gap: false };
  }
  return fresh[0]?.number === last_number(known) + 1n ? { entries: [...known, ...fresh], gap: false } : { entries: known, gap: true };
}

/** Takes in a message. `gap`: something was missed, the page is to say hello again with what it has. */
export function merge_feed(so_far: FeedSoFar, feed: Feed): { so_far: FeedSoFar; gap: boolean } {
  const branch = feed.branch ?? so_far.branch;
  const everybody = feed.entries.filter((entry) => !is_directing(entry));
  const directing = feed.entries.filter(is_directing);
  const start = (known: readonly FeedEntry[], more: readonly FeedEntry[]) => (branch !== so_far.branch || (feed.snapshot && more.length > 0) ? [] : known);
  const seen = append(start(so_far.everybody, everybody), everybody);
  const told = append(start(so_far.directing, directing), directing);
  return { so_far: { branch, everybody: seen.entries, directing: told.entries }, gap: seen.gap || told.gap };
}
