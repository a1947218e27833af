// The last hour of each measure, minute by minute, and the projection of the next half hour.
import type { FeedEntry, MinuteFigures, Projection, Projection_Band as Band, Welcome } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { wait_text } from './clock.ts';

export const kMinutesBack = 60;
export const kMinutesAhead = 30;
const kWindow = 15; // minutes that a share is of

export interface Point {
  minute: number; // since now: -60 to 0
  value: number | undefined; // none: nothing to count
}

export interface AheadPoint {
  minute: number; // 1 to 30
  low: number;
  middle: number;
  high: number;
}

export interface Measure {
  id: string;
  name: string;
  text: (value: number) => string;
  most: number; // the top of the picture at least
  mark?: number | undefined; // a threshold to draw
  past: readonly Point[];
  ahead: readonly AheadPoint[];
}

interface Minute {
  minute: number;
  figures: MinuteFigures;
}

/** Of the last hour, oldest first. `now`: microseconds. */
export function minutes_of(entries: readonly FeedEntry[], now_us: bigint): Minute[] {
  return entries.flatMap((entry) => {
    const minute = Math.round(Number((entry.atUs ?? 0n) - now_us) / 60e6);
    return entry.what.case === 'minute' && minute >= -kMinutesBack && minute <= 0 ? [{ minute, figures: entry.what.value }] : [];
  });
}

const points = (minutes: readonly Minute[], of: (figures: MinuteFigures) => number | undefined): Point[] => minutes.map(({ minute, figures }) => ({ minute, value: of(figures) }));

/** Answered in time over offered, per cent, of the quarter-hour before each minute. */
function share_in_time(minutes: readonly Minute[], line: number): Point[] {
  return minutes.map(({ minute }, at) => {
    const window = minutes.slice(0, at + 1).filter((one) => one.minute > minute - kWindow);
    const sum = (of: (row: NonNullable<MinuteFigures['lines'][number]>) => number) => window.reduce((total, { figures }) => total + (figures.lines[line] ? of(figures.lines[line]) : 0), 0);
    const offered = sum((row) => (row.answered ?? 0) + (row.abandoned ?? 0));
    return { minute, value: offered === 0 ? undefined : (100 * sum((row) => row.inTime ?? 0)) / offered };
  });
}

/** The bands that are still ahead of now. */
function ahead(bands: readonly Band[] | undefined, from_us: bigint | undefined, now_us: bigint): AheadPoint[] {
  const late = Number(now_us - (from_us ?? now_us)) / 60e6;
  return (bands ?? [])
    .map((band, at) => ({ minute: at + 1 - late, low: band.p10 ?? 0, middle: band.median ?? 0, high: band.p90 ?? 0 }))
    .filter(({ minute }) => minute > 0 && minute <= kMinutesAhead);
}

const count_text = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1));

/** In the order of the scenario: lines that callers ring, then pools. */
export function measures_of(welcome: Welcome, entries: readonly FeedEntry[], projection: Projection | undefined, now_us: bigint): Measure[] {
  const minutes = minutes_of(entries, now_us);
  const names = words.history.measures;
  const rung = welcome.lines.map((name, at) => ({ name, at })).filter(({ name }) => welcome.emergencyLines.includes(name) || welcome.otherLines.includes(name) || welcome.otherLines.length === 0);
  const of_line = ({ name, at }: { name: string; at: number }): Measure[] => {
    const planned = projection?.lines[at];
    const emergency = welcome.emergencyLines.includes(name);
    const tile = welcome.board?.tiles.find(({ id }) => id === (emergency ? 'emergency_waiting' : 'other_waiting'));
    return [
      { id: `longest-${at}`, name: names.longest(name), text: wait_text, most: emergency ? 15 : 150, mark: tile?.act, past: points(minutes, ({ lines }) => lines[at]?.longestWaitS ?? 0), ahead: ahead(planned?.longestWaitS, projection?.fromUs, now_us) },
      { id: `waiting-${at}`, name: names.waiting(name), text: count_text, most: 4, past: points(minutes, ({ lines }) => lines[at]?.waiting ?? 0), ahead: ahead(planned?.waiting, projection?.fromUs, now_us) },
      { id: `in-time-${at}`, name: names.in_time(name), text: words.history.percent, most: 100, mark: emergency ? welcome.board?.emergencyTarget : undefined, past: share_in_time(minutes, at), ahead: [] },
    ];
  };
  const of_pool = (name: string, at: number): Measure => ({
    id: `free-${at}`,
    name: names.free(name),
    text: count_text,
    most: 4,
    past: points(minutes, ({ pools }) => pools[at]?.free ?? 0),
    ahead: ahead(projection?.pools[at]?.free, projection?.fromUs, now_us),
  });
  return [...rung.flatMap(of_line), ...welcome.pools.map((pool, at) => of_pool(pool.name ?? '', at))];
}

/** The top of a picture: the largest of what is drawn, or what the measure asks for; whole. */
export function top_of(measure: Measure): number {
  return Math.ceil(Math.max(measure.most, ...measure.past.map(({ value }) => value ?? 0), ...measure.ahead.map(({ high }) => high)));
}

/** Places in a picture of this size. */
export function place(measure: Measure, width: number, height: number) {
  const top = top_of(measure);
  const x = (minute: number) => ((minute + kMinutesBack) / (kMinutesBack + kMinutesAhead)) * width;
  const y = (value: number) => height - (value / top) * height;
  const at = (minute: number, value: number) => `${x(minute).toFixed(1)} ${y(value).toFixed(1)}`;
  return { x, y, at };
}

/** A path through the points; a gap where there is nothing to count. */
export function path_of_past(measure: Measure, width: number, height: number): string {
  const { at } = place(measure, width, height);
  let pen = 'M';
  return measure.past
    .map(({ minute, value }) => {
      const step = value === undefined ? '' : `${pen}${at(minute, value)}`;
      pen = value === undefined ? 'M' : 'L';
      return step;
    })
    .join('');
}
