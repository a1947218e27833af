// The strip that is always there: EXERCISE, clocks, speed, state, what is in force, how old the data is.
import type { ComponentChildren } from 'preact';
import { real_time_text } from '../figures/clock.ts';
import { on_its_way } from '../figures/orders.ts';
import { LiveRunState } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';

function use_orders() {
  const { live, clock } = use_live();
  const orders = live.state?.orders;
  const now = live.state?.nowUs ?? 0n;
  const coming = (kind: string, ended_by: string) => {
    const at = on_its_way(live.feed.entries, kind, ended_by, now);
    return at === undefined ? undefined : clock.minutes(at);
  };
  const { strip } = words;
  const opening = coming('open_overflow', 'close_overflow');
  const helping = coming('ask_for_aid', 'end_aid');
  const overflow = orders?.overflowRefused ? strip.overflow_states.refused : opening ? strip.overflow_states.coming(opening) : orders?.overflowOpen ? strip.overflow_states.open : strip.overflow_states.closed;
  const aid = orders?.diversionLive ? strip.aid_states.live : helping ? strip.aid_states.coming(helping) : strip.aid_states.none;
  const leaving = coming('fall_back', 'return_to_site');
  const returning = coming('return_to_site', 'fall_back');
  const sites = strip.site_states;
  const site = orders?.changesSite ? (leaving ? sites.leaving(leaving) : returning ? sites.returning(returning) : sites.changing) : orders?.atOtherSite ? sites.away : sites.own;
  const states = strip.degraded_states;
  const systems = orders?.commandAndControlDown ? (orders.onPaper ? states.down_paper : states.down) : orders?.onPaper ? states.paper : states.none;
  const records = orders?.recordsOnPaper ? ` (${strip.records(orders.recordsOnPaper)})` : '';
  const spill = orders?.spillAfterUs === undefined ? '' : strip.spills(Number(orders.spillAfterUs) / 1e6);
  const taken = [orders?.emergenciesOnly ? strip.only_999_on : strip.only_999_off, spill, orders?.longestWaitFirst ? strip.longest_wait_first : ''].filter(Boolean).join(', ');
  return [
    { name: strip.overflow, value: overflow, on: overflow !== strip.overflow_states.closed },
    { name: strip.call_backs, value: orders?.callBacksOn ? strip.on : strip.off, on: orders?.callBacksOn },
    { name: strip.aid, value: aid, on: aid !== strip.aid_states.none },
    { name: strip.degraded, value: systems + records, on: systems !== states.none },
    { name: strip.message, value: orders?.messageOn ? strip.on : strip.off, on: orders?.messageOn },
    { name: strip.triage, value: orders?.triageOn ? strip.on : strip.off, on: orders?.triageOn },
    { name: strip.bureau, value: orders?.bureauOpen ? strip.bureau_states.open : strip.bureau_states.closed, on: orders?.bureauOpen },
    { name: strip.site, value: site, on: site !== strip.site_states.own },
    { name: strip.only_999, value: taken, on: taken !== strip.only_999_off },
  ];
}

function Age() {
  const { fresh, age_s, live } = use_live();
  const { strip } = words;
  const link = live.link === 'connecting' ? strip.connecting : live.link === 'waiting' ? strip.lost : '';
  const text = fresh === 'none' ? strip.no_data : fresh === 'fresh' ? `${strip.age} ${strip.age_s(age_s)}` : strip.stale(age_s);
  return (
    <p class="fcr-strip__age" data-fresh={fresh}>
      {text}
      {link ? <span class="fcr-strip__link"> {link}</span> : null}
    </p>
  );
}

export function Strip(props: { children?: ComponentChildren }) {
  const { live, clock } = use_live();
  const { strip } = words;
  const { state } = live;
  const run = state?.run ?? LiveRunState.LIVE_RUN_STATE_UNSPECIFIED;
  const reason = run === LiveRunState.PAUSED ? state?.pauseReason : '';
  return (
    <section class="fcr-strip" aria-label={strip.label}>
      <div class="fcr-strip__main">
        <p class="fcr-strip__word">{words.exercise}</p>
        <p class="fcr-strip__clock"><span class="govuk-visually-hidden">{strip.simulated} </span>{clock.seconds(state?.nowUs) || words.dash}</p>
        <p class="fcr-strip__run">{words.run[run]} <span class="fcr-strip__speed"><span class="govuk-visually-hidden">{strip.speed_label} </span>{strip.speed(state?.speed ?? 1)}</span></p>
        <div class="fcr-strip__side">
          <p>{strip.real} {real_time_text(new Date())}</p>
          <Age />
        </div>
        {props.children}
      </div>
      <dl class="fcr-strip__orders">
        {use_orders().map((order) => (
          <div key={order.name} class={order.on ? 'fcr-strip__on' : undefined}>
            <dt>{order.name}</dt>
            <dd>{order.value}</dd>
          </div>
        ))}
        {state?.branch ? <div><dt>{strip.branch(Number(state.branch))}</dt><dd /></div> : null}
      </dl>
      {reason ? <p class="fcr-strip__reason"><Said text={strip.paused_because(reason)} /></p> : null}
      {state?.banner ? <p class="fcr-strip__banner"><strong>{words.banner}:</strong> <Said text={state.banner} /></p> : null}
    </section>
  );
}
