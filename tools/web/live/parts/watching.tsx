// What goes on beside the page: announcements for screen readers, the sound of a new alarm.
import { useEffect, useRef, useState } from 'preact/hooks';
import { tile_name } from '../figures/tile_names.ts';
import { Announcer } from '../link/announcer.ts';
import { words } from '../words/words.ts';
import { use_live } from './live_context.tsx';

function beep(): void {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = 660;
  volume.gain.value = 0.15;
  tone.connect(volume).connect(audio.destination);
  tone.onended = () => void audio.close();
  tone.start();
  tone.stop(audio.currentTime + 0.25);
}

/** Numbers of the alarms that stand now and did not at the last look; at the first look none. */
function use_new_alarms(): bigint[] {
  const { live } = use_live();
  const known = useRef<Set<bigint> | undefined>(undefined);
  const standing = (live.state?.alarms ?? []).map((alarm) => alarm.number ?? 0n);
  const fresh = known.current ? standing.filter((number) => !known.current?.has(number)) : [];
  if (live.state) {
    known.current = new Set([...(known.current ?? []), ...standing]);
  }
  return fresh;
}

export function Watching(props: { sound: boolean }) {
  const { live, clock, fresh, connection } = use_live();
  const announcer = useRef(new Announcer());
  const [said, set_said] = useState('');
  const alarms = use_new_alarms();
  const say = (text: string) => announcer.current.add(text);
  useEffect(() => {
    const fresh_alarms = (live.state?.alarms ?? []).filter((alarm) => alarms.includes(alarm.number ?? 0n));
    fresh_alarms.forEach((alarm) => say(words.announce.spoken_alarm(tile_name(alarm.tile, live.welcome), clock.minutes(alarm.raisedUs))));
    if (props.sound && fresh_alarms.length > 0) {
      beep();
    }
  });
  const was_fresh = useRef(fresh);
  useEffect(() => {
    const stale = (state: typeof fresh) => state === 'stale' || state === 'grey';
    if (stale(fresh) !== stale(was_fresh.current)) {
      say(stale(fresh) ? words.announce.stale : words.announce.fresh);
    }
    was_fresh.current = fresh;
  }, [fresh]);
  const was_run = useRef(live.state?.run);
  useEffect(() => {
    if (live.state?.run !== was_run.current && was_run.current !== undefined) {
      say(words.announce.run(words.run[live.state?.run ?? 0] ?? ''));
    }
    was_run.current = live.state?.run;
  }, [live.state?.run]);
  const answered = useRef(0);
  useEffect(() => {
    const done = connection.outbox.all.filter((asked) => asked.answer);
    done.slice(answered.current).forEach(({ what, answer }) => say(answer?.accepted ? words.announce.accepted(what) : words.announce.refused(what, answer?.reason ?? '')));
    answered.current = done.length;
  });
  const told = live.feed.entries.filter(({ what }) => what.case === 'told');
  // What was told before the page came is read, not said.
  const heard = useRef<number | undefined>(undefined);
  useEffect(() => {
    told.slice(heard.current ?? told.length).forEach(({ what }) => say(what.case === 'told' ? words.announce.told(what.value.text ?? '') : ''));
    heard.current = live.feed.entries.length > 0 ? told.length : undefined;
  });
  useEffect(() => {
    const timer = setInterval(() => {
      const next = announcer.current.next(performance.now());
      if (next !== undefined) {
        set_said(next);
      }
    }, 500);
    return () => clearInterval(timer);
  }, []);
  return <p class="govuk-visually-hidden" role="status" aria-live="polite">{said}</p>;
}
