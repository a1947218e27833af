// The entries of the feed as lines of a log.
import type { FeedEntry, Welcome } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import type { CivilClock } from './clock.ts';
import { action_words } from './action_words.ts';
import type { Shape } from './level.ts';
import { tile_name } from './tile_names.ts';

export type LogKind = 'actions' | 'told' | 'run' | 'alarms' | 'list' | 'notes';

export interface LogLine {
  number: bigint;
  kind: LogKind;
  at: string;
  who: string;
  what: string;
  outcome?: { shape: Shape; mark: 'ok' | 'act' | 'watch' | 'none'; word: string; text: string };
}

function outcome_of(accepted: boolean, refusal: string, effective: string) {
  const { actions } = words;
  return accepted
    ? { shape: 'circle' as const, mark: 'ok' as const, word: actions.accepted, text: effective ? actions.effective(effective) : '' }
    : { shape: 'square' as const, mark: 'act' as const, word: actions.refused, text: refusal };
}

/** None: minutes of figures are no lines of a log. */
export function log_line(entry: FeedEntry, clock: CivilClock, welcome: Welcome | undefined): LogLine | undefined {
  const head = { number: entry.number ?? 0n, at: clock.seconds(entry.atUs) };
  const { what } = entry;
  switch (what.case) {
    case 'action': {
      const { action, accepted, refusal, effectiveUs, seat } = what.value;
      const reason = action?.reason ? `; ${words.actions.because(action.reason)}` : '';
      return { ...head, kind: 'actions', who: seat ?? '', what: action_words(action) + reason, outcome: outcome_of(accepted ?? false, refusal ?? '', clock.minutes(effectiveUs)) };
    }
    case 'told':
      return { ...head, kind: 'told', who: what.value.who || words.told.exercise, what: what.value.text ?? '' };
    case 'note':
      return { ...head, kind: 'notes', who: what.value.who ?? '', what: what.value.text ?? '' };
    case 'state':
      return { ...head, kind: 'run', who: what.value.who || words.told.exercise, what: [words.run[what.value.run ?? 0] ?? '', what.value.why ?? ''].filter(Boolean).join(': ') };
    case 'alarm': {
      const name = tile_name(what.value.tile, welcome);
      return { ...head, kind: 'alarms', who: what.value.by ?? '', what: what.value.acknowledged ? words.desk.alarm_seen(name) : words.desk.alarm_raised(name) };
    }
    case 'line': {
      const planned = welcome?.planned.find(({ id }) => id === what.value.line);
      return { ...head, kind: 'list', who: what.value.who ?? '', what: [words.control.directing_kinds[what.value.kind ?? 0] ?? '', planned?.title ?? what.value.line ?? '', what.value.text ?? ''].filter(Boolean).filter((text, at, all) => all.indexOf(text) === at).join(' · ') };
    }
    default:
      return undefined;
  }
}
