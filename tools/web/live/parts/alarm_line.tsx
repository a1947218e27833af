// The alarms in one line: the one that matters most, and how many more; a flood is one line. When the
// figures are stale, that is what matters most.
import { tile_name } from '../figures/tile_names.ts';
import type { LiveAlarm } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { ShapeMark } from './level_mark.tsx';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';

/** Nobody has seen it first, then the newest. */
export function by_weight(alarms: readonly LiveAlarm[]): LiveAlarm[] {
  const seen = (alarm: LiveAlarm) => (alarm.acknowledgedUs === undefined ? 0 : 1);
  return [...alarms].sort((a, b) => seen(a) - seen(b) || Number((b.raisedUs ?? 0n) - (a.raisedUs ?? 0n)));
}

export function AlarmLine() {
  const { live, clock, fresh, age_s } = use_live();
  const { alarms: told } = words;
  const alarms = by_weight(live.state?.alarms ?? []);
  const flood = live.state?.alarmFlood ?? 0;
  const [first] = alarms;
  if (fresh === 'stale' || fresh === 'grey') {
    return (
      <section class="fcr-alarms" data-kind="stale" aria-label={told.line_label}>
        <p><ShapeMark shape="ring" /> <strong>{words.strip.stale(age_s)}</strong> <span class="fcr-alarms__rest">{words.strip.no_data_since(clock.seconds(live.state?.nowUs))}</span></p>
      </section>
    );
  }
  if (flood > 0) {
    return (
      <section class="fcr-alarms" data-kind="alarm" aria-label={told.line_label}>
        <p><ShapeMark shape="square" /> <strong>{told.flood(flood)}</strong> <span class="fcr-alarms__rest">{told.flood_help}</span></p>
      </section>
    );
  }
  if (!first) {
    return <section class="fcr-alarms" data-kind="quiet" aria-label={told.line_label}><p><ShapeMark shape="circle" /> {told.quiet}</p></section>;
  }
  const who = first.acknowledgedUs === undefined ? told.unseen : told.seen(first.by ?? '', clock.minutes(first.acknowledgedUs));
  return (
    <section class="fcr-alarms" data-kind={first.acknowledgedUs === undefined ? 'alarm' : 'seen'} aria-label={told.line_label}>
      <p>
        <ShapeMark shape="square" /> <strong>{told.line(tile_name(first.tile, live.welcome), clock.minutes(first.raisedUs))}</strong>
        <span class="fcr-alarms__rest"><Said text={who} />{first.clearedUs === undefined ? '' : ` · ${told.cleared(clock.minutes(first.clearedUs))}`}</span>
        {alarms.length > 1 ? <span class="fcr-alarms__more" aria-label={told.more_spoken(alarms.length - 1)} role="img">{told.more(alarms.length - 1)}</span> : null}
      </p>
    </section>
  );
}
