// Running the exercise: states, time, and the stop for a real emergency.
import { useState } from 'preact/hooks';
import { run_order } from '../link/asking.ts';
import { RunOrder_Kind as Order } from '../wire/fcr/v1/journal_pb.ts';
import { LiveRunState as Run } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { NumberField, TextField } from './field.tsx';
import { use_live } from './live_context.tsx';
import { Sure } from './sure.tsx';

const kSpeeds = [1, 2, 5, 10, 30, 60];

const order_name = (order: Order) => words.control.orders[order] ?? '';

/** Steps of the exercise that can be taken back by nobody but by a branch. */
function Steps() {
  const { live, connection } = use_live();
  const run = live.state?.run;
  const give = (kind: Order) => () => void run_order(connection, { kind });
  const plain = (kind: Order, main = false) => <button key={kind} type="button" class={main ? 'fcr-button fcr-button--main' : 'fcr-button'} onClick={give(kind)}>{order_name(kind)}</button>;
  return (
    <div class="fcr-buttons">
      {run === Run.DRAFT ? plain(Order.OPEN_LOBBY, true) : null}
      {run === Run.LOBBY ? plain(Order.START, true) : null}
      {run === Run.PAUSED ? plain(Order.RESUME, true) : null}
      {run === Run.ENDED ? plain(Order.BEGIN_DEBRIEF, true) : null}
      {run === Run.RUNNING || run === Run.PAUSED ? <Sure name={order_name(Order.END)} question={words.control.end_sure} yes={give(Order.END)} /> : null}
      {run === Run.HOT_DEBRIEF ? <Sure name={order_name(Order.CLOSE)} question={words.control.close_sure} yes={give(Order.CLOSE)} /> : null}
    </div>
  );
}

function Pause() {
  const { live, connection } = use_live();
  const [reason, set_reason] = useState('');
  const [fault, set_fault] = useState('');
  if (live.state?.run !== Run.RUNNING) {
    return null;
  }
  const submit = (event: Event) => {
    event.preventDefault();
    const missing = reason.trim() === '';
    set_fault(missing ? words.actions.missing(words.control.reason) : '');
    if (!missing && run_order(connection, { kind: Order.PAUSE, reason: reason.trim() })) {
      set_reason('');
    }
  };
  return (
    <form class="fcr-line-form" onSubmit={submit} noValidate>
      <TextField id="pause-reason" label={words.control.reason} help={words.control.pause_help} fault={fault} value={reason} change={set_reason} most={1000} />
      <button type="submit" class="fcr-button fcr-button--main">{order_name(Order.PAUSE)}</button>
    </form>
  );
}

function Speed() {
  const { live, connection } = use_live();
  const now = live.state?.speed ?? 1;
  const [other, set_other] = useState('');
  const set = (speed: number) => run_order(connection, { kind: Order.SET_SPEED, speed });
  return (
    <div>
      <div class="fcr-pick" role="group" aria-label={words.control.speed}>
        <span class="fcr-pick__label" aria-hidden="true">{words.control.speed}</span>
        {kSpeeds.map((speed) => <button key={speed} type="button" aria-pressed={speed === now} onClick={() => set(speed)}>{words.strip.speed(speed)}</button>)}
      </div>
      <form
        class="fcr-line-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (Number(other) >= 1) {
            set(Math.round(Number(other)));
            set_other('');
          }
        }}
      >
        <NumberField id="speed-other" label={words.control.speed_other} help={words.control.speed_help} value={other} change={set_other} least={1} most={60} />
        <button type="submit" class="fcr-button">{order_name(Order.SET_SPEED)}</button>
      </form>
    </div>
  );
}

function Leaps() {
  const { live, clock, connection } = use_live();
  const [step, set_step] = useState('60');
  const [jump, set_jump] = useState('');
  const [fault, set_fault] = useState('');
  const can = live.state?.run === Run.RUNNING || live.state?.run === Run.PAUSED;
  if (!can) {
    return null;
  }
  const start = live.welcome?.startUs ?? 0n;
  const leap = (event: Event) => {
    event.preventDefault();
    const at = clock.at(jump, live.state?.nowUs ?? start);
    const late = at !== undefined && at > (live.welcome?.endUs ?? at);
    set_fault(at === undefined ? words.control.time_wrong : late ? words.control.time_past : '');
    if (at !== undefined && !late && run_order(connection, { kind: Order.JUMP, spanUs: at - start })) {
      set_jump('');
    }
  };
  return (
    <>
      <form
        class="fcr-line-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (Number(step) > 0) {
            run_order(connection, { kind: Order.STEP, spanUs: BigInt(Math.round(Number(step) * 1e6)) });
          }
        }}
      >
        <NumberField id="step" label={words.control.step} help={words.control.step_help} value={step} change={set_step} least={1} most={86400} />
        <button type="submit" class="fcr-button">{order_name(Order.STEP)}</button>
      </form>
      <form class="fcr-line-form" noValidate onSubmit={leap}>
        <TextField id="jump" label={words.control.jump} help={words.control.jump_help} fault={fault} value={jump} change={set_jump} most={8} />
        <button type="submit" class="fcr-button">{order_name(Order.JUMP)}</button>
      </form>
    </>
  );
}

function RealEmergency() {
  const { live, connection } = use_live();
  const [reason, set_reason] = useState('');
  const [fault, set_fault] = useState('');
  const run = live.state?.run ?? Run.DRAFT;
  if (run === Run.DRAFT || run === Run.CLOSED) {
    return null;
  }
  const submit = (event: Event) => {
    event.preventDefault();
    const missing = reason.trim() === '';
    set_fault(missing ? words.actions.missing(words.control.no_duff_reason) : '');
    if (!missing && run_order(connection, { kind: Order.NO_DUFF, reason: reason.trim() })) {
      set_reason('');
    }
  };
  return (
    <form class="fcr-no-duff-form" onSubmit={submit} noValidate aria-labelledby="no-duff-form">
      <h3 id="no-duff-form" class="govuk-heading-s">{words.control.no_duff}</h3>
      <TextField id="no-duff-reason" label={words.control.no_duff_reason} help={words.control.no_duff_help} fault={fault} value={reason} change={set_reason} most={500} />
      <button type="submit" class="fcr-button fcr-button--main fcr-button--grave">{words.control.no_duff_do}</button>
    </form>
  );
}

export function RunControl() {
  const { live } = use_live();
  const run = live.state?.run ?? Run.LIVE_RUN_STATE_UNSPECIFIED;
  return (
    <section class="fcr-panel" aria-labelledby="run">
      <h2 id="run" class="govuk-heading-s">{words.control.run}: {words.run[run]}</h2>
      <p class="fcr-help">{words.run_help[run]}</p>
      <Steps />
      <Pause />
      <Speed />
      <Leaps />
      <RealEmergency />
    </section>
  );
}
