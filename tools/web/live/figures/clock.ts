// Times as people read them. Simulated time is microseconds since the start of the run; civil time of
// the exercise is counted from its beginning, without changes of the clocks.

/** A 64-bit figure as a number: microseconds of a run stay below 2^53. */
export const number_of = (value: bigint | undefined): number | undefined => (value === undefined ? undefined : Number(value));

const two = (value: number) => String(value).padStart(2, '0');

/** Milliseconds since 1970 of a simulated time, read as UTC. A run without dates has a time of day
 * alone: "T07:00:00". */
function civil_ms(at_us: number, start_us: number, start_civil: string): number {
  const dated = start_civil.startsWith('T') ? `1970-01-01${start_civil}` : start_civil;
  return Date.parse(`${dated}Z`) + (at_us - start_us) / 1000;
}

/** The exercise's clock: turns simulated times into the time of day, "09:41:07" or "09:41". */
export interface CivilClock {
  seconds: (at_us: bigint | undefined) => string;
  minutes: (at_us: bigint | undefined) => string;
  /** Simulated time of a time of day at or after `from`, µs; none: it is no time of day. */
  at: (time_of_day: string, from: bigint) => bigint | undefined;
}

export function civil_clock(start_us: bigint | undefined, start_civil: string | undefined): CivilClock {
  const start = Number(start_us ?? 0n);
  const told = start_civil ?? '1970-01-01T00:00';
  const date_of = (at: bigint) => new Date(civil_ms(Number(at), start, told));
  const text = (at: bigint | undefined, seconds: boolean) => {
    if (at === undefined) {
      return '';
    }
    const date = date_of(at);
    const minutes = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
    return seconds ? `${minutes}:${two(date.getUTCSeconds())}` : minutes;
  };
  return {
    seconds: (at) => text(at, true),
    minutes: (at) => text(at, false),
    at: (time_of_day, from) => {
      const parts = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(time_of_day.trim());
      if (!parts || Number(parts[1]) > 23 || Number(parts[2]) > 59 || Number(parts[3] ?? 0) > 59) {
        return undefined;
      }
      const date = date_of(from);
      const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
      const wanted = midnight + (Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0)) * 1000;
      const same_day = wanted >= Math.floor(date.getTime() / 1000) * 1000 ? wanted : wanted + 86_400_000;
      return BigInt(Math.round((same_day - civil_ms(0, start, told)) * 1000));
    },
  };
}

/** A wait: "0:07", "2:35", "1:02:35". Part seconds are left out, so a wait is never shown too long. */
export function wait_text(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds)) {
    return '–';
  }
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** The clock on the wall of the person who looks, "14:03:09". */
export function real_time_text(date: Date): string {
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
