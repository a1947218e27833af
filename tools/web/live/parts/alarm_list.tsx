// The standing alarms, each with who has seen it; those who may can acknowledge.
import { tile_name } from '../figures/tile_names.ts';
import { acknowledge } from '../link/asking.ts';
import { JoinSeat_Role as Role } from '../wire/fcr/v1/journal_pb.ts';
import { words } from '../words/words.ts';
import { by_weight } from './alarm_line.tsx';
import { ShapeMark } from './level_mark.tsx';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';

export function AlarmList() {
  const { live, clock, connection } = use_live();
  const { alarms: told } = words;
  const alarms = by_weight(live.state?.alarms ?? []);
  const flood = live.state?.alarmFlood ?? 0;
  const may = live.welcome?.role === Role.SUPERVISOR || live.welcome?.role === Role.CONTROLLER;
  return (
    <section class="fcr-panel" aria-labelledby="alarms">
      <h2 id="alarms" class="govuk-heading-s">{told.label}</h2>
      {flood > 0 ? <p class="fcr-mark" data-mark="act"><ShapeMark shape="square" /> <strong>{told.flood(flood)}</strong> {told.flood_help}</p> : null}
      {flood === 0 && alarms.length === 0 ? <p class="fcr-empty">{told.quiet}</p> : null}
      <ul class="fcr-alarm-list">
        {alarms.map((alarm) => {
          const name = tile_name(alarm.tile, live.welcome);
          const at = clock.minutes(alarm.raisedUs);
          const open = alarm.acknowledgedUs === undefined;
          return (
            <li key={alarm.number}>
              <p class="fcr-mark" data-mark={open ? 'act' : 'watch'}>
                <ShapeMark shape={open ? 'square' : 'triangle'} /> <strong>{told.line(name, at)}</strong>
                {alarm.clearedUs === undefined ? '' : ` · ${told.cleared(clock.minutes(alarm.clearedUs))}`}
              </p>
              <p class="fcr-alarm-list__who"><Said text={open ? told.unseen : told.acknowledged_by(alarm.by ?? '', clock.minutes(alarm.acknowledgedUs))} /></p>
              {open && may ? <button type="button" class="fcr-button" aria-label={told.acknowledge_which(name, at)} onClick={() => acknowledge(connection, alarm.number ?? 0n)}>{told.acknowledge}</button> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
