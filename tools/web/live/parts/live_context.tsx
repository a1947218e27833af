// The page's view of the exercise, for every part of it: drawn anew when messages have come and each
// second. Messages that come together are drawn once: who comes late is told much in many pieces.
import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { CivilClock } from '../figures/clock.ts';
import { civil_clock } from '../figures/clock.ts';
import type { Connection } from '../link/connection.ts';
import type { Freshness, Live } from '../link/live.ts';
import { freshness } from '../link/live.ts';

export interface LiveView {
  connection: Connection;
  live: Live;
  clock: CivilClock;
  fresh: Freshness;
  age_s: number; // of the state
  held: boolean; // figures stand still
}

const kDrawnWithin_ms = 100; // also of a tab that nobody sees, which has no frames

/** Calls `draw` before the next frame, once however often it is asked for until then. */
function with_next_frame(draw: () => void): { ask: () => void; end: () => void } {
  let frame: number | undefined;
  let timer: number | undefined;
  const end = () => {
    cancelAnimationFrame(frame ?? 0);
    clearTimeout(timer);
    frame = undefined;
  };
  const now = () => {
    end();
    draw();
  };
  const ask = () => {
    if (frame === undefined) {
      frame = requestAnimationFrame(now);
      timer = setTimeout(now, kDrawnWithin_ms);
    }
  };
  return { ask, end };
}

const Context = createContext<LiveView | undefined>(undefined);

export function use_live(): LiveView {
  const view = useContext(Context);
  if (!view) {
    throw new Error('outside of the live view');
  }
  return view;
}

/** `held`: this is shown instead of the present. */
export function LiveProvider(props: { connection: Connection; held?: Live | undefined; children: ComponentChildren }) {
  const { connection, held } = props;
  const [, draw] = useState(0);
  useEffect(() => {
    const again = () => draw((drawn) => drawn + 1);
    const drawing = with_next_frame(again);
    const timer = setInterval(again, 1000);
    const end = connection.watch(drawing.ask);
    return () => {
      clearInterval(timer);
      end();
      drawing.end();
    };
  }, [connection]);
  const present = connection.live;
  const now_ms = performance.now();
  const live = held ?? present;
  const view: LiveView = {
    connection,
    live,
    clock: civil_clock(live.welcome?.startUs, live.welcome?.startCivil),
    fresh: freshness(present, now_ms),
    age_s: present.state_at === undefined ? 0 : Math.floor((now_ms - present.state_at) / 1000),
    held: held !== undefined,
  };
  return <Context.Provider value={view}>{props.children}</Context.Provider>;
}
