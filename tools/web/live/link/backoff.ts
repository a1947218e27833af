// How long to wait before the next try to connect: 0.5 s, doubled each time up to 8 s, and of that a
// random half, so that a room full of browsers does not come back at one instant.

const kFirst_ms = 500;
const kMost_ms = 8000;

/** Milliseconds before try number `tries` (0: the first after a connection was lost); `chance` is
 * 0 to 1. Between 0.5 s and 8 s. */
export function backoff_ms(tries: number, chance: number): number {
  const span = Math.min(kMost_ms, kFirst_ms * 2 ** Math.min(tries, 10));
  return Math.max(kFirst_ms, span / 2 + (span / 2) * chance);
}
