// What a supervisor can do: a button for each action, its form below when it is pressed.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Faults, Filled } from '../figures/action_form.ts';
import { action_of, empty_form, faults_of, fields_of, kGroups, pools_of } from '../figures/action_form.ts';
import { action_name, action_words, kMethane } from '../figures/action_words.ts';
import { act } from '../link/asking.ts';
import type { LiveAction } from '../wire/fcr/v1/live_pb.ts';
import { LiveRunState } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { NumberField, SelectField, TextField } from './field.tsx';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';

const kText_bytes = 1000;

function Fields(props: { kind: string; filled: Filled; faults: Faults; needs_reason: boolean; change: (part: Partial<Filled>) => void }) {
  const { kind, filled, faults, change } = props;
  const { live } = use_live();
  const { actions } = words;
  const has = (field: ReturnType<typeof fields_of>[number]) => fields_of(kind).includes(field);
  const pools = pools_of(kind, live.welcome?.pools ?? []).map((pool) => ({ value: pool.name ?? '', word: words.desk.employer(pool.name ?? '', pool.employer ?? '') }));
  return (
    <>
      {has('pool') ? <SelectField id="action-pool" label={has('to') ? actions.from : actions.pool} value={filled.pool} change={(pool) => change({ pool })} options={pools} /> : null}
      {has('to') ? <SelectField id="action-to" label={actions.to} value={filled.to} change={(to) => change({ to })} options={pools} /> : null}
      {has('people') ? <NumberField id="action-people" label={actions.people} value={filled.people} change={(people) => change({ people })} least={1} most={100} fault={faults.people} /> : null}
      {has('calls') ? <NumberField id="action-calls" label={actions.calls} value={filled.calls} change={(calls) => change({ calls })} least={1} most={100} fault={faults.calls} /> : null}
      {has('minutes') ? <NumberField id="action-minutes" label={actions.length[kind] ?? ''} value={filled.minutes} change={(minutes) => change({ minutes })} least={1} most={1440} fault={faults.minutes} /> : null}
      {has('post') && live.welcome?.pools.some((pool) => pool.rostered) ? <NumberField id="action-post" label={actions.post} value={filled.post} change={(post) => change({ post })} least={1} most={4000} fault={faults.post} /> : null}
      {has('after') ? <NumberField id="action-after" label={actions.after} value={filled.after} change={(after) => change({ after })} least={0} most={3600} fault={faults.after} /> : null}
      {has('promise') ? <NumberField id="action-promise" label={actions.promise} value={filled.promise} change={(promise) => change({ promise })} least={1} most={1440} fault={faults.promise} /> : null}
      {has('text') ? <TextField id="action-text" label={actions.text[kind] ?? ''} value={filled.text} change={(text) => change({ text })} most={kText_bytes} rows={kind === 'declare_critical' ? 1 : 3} fault={faults.text} /> : null}
      {has('methane') ? (
        <fieldset class="fcr-methane">
          <legend>{actions.methane_title}</legend>
          {faults.methane ? <p class="fcr-field__fault" id="methane-fault">{faults.methane}</p> : null}
          {kMethane.map((field) => (
            <TextField key={field} id={`methane-${field}`} label={actions.methane[field]} value={filled.methane[field]} change={(text) => change({ methane: { ...filled.methane, [field]: text } })} most={500} />
          ))}
        </fieldset>
      ) : null}
      {has('reason') ? <TextField id="action-reason" label={props.needs_reason ? actions.reason_needed : actions.reason} value={filled.reason} change={(reason) => change({ reason })} most={kText_bytes} rows={2} fault={faults.reason} /> : null}
    </>
  );
}

function ActionForm(props: { action: LiveAction; close: () => void }) {
  const { action, close } = props;
  const { connection, live } = use_live();
  const { actions } = words;
  const kind = action.kind ?? '';
  const needs_reason = action.needsReason ?? false;
  const [filled, set_filled] = useState(() => empty_form(pools_of(kind, live.welcome?.pools ?? []).map((pool) => pool.name ?? '')));
  const [faults, set_faults] = useState<Faults>({});
  const [full, set_full] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select, textarea, button')?.focus(), []);
  const submit = (event: Event) => {
    event.preventDefault();
    const wrong = faults_of(kind, filled, needs_reason);
    set_faults(wrong);
    if (Object.keys(wrong).length > 0) {
      return;
    }
    const message = action_of(kind, filled);
    if (act(connection, message, action_words(message))) {
      close();
    } else {
      set_full(true);
    }
  };
  useEffect(() => {
    if (Object.keys(faults).length > 0) {
      form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    }
  }, [faults]);
  return (
    <form
      class="fcr-action-form"
      ref={form}
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          close();
        }
      }}
      aria-label={action_name(kind)}
    >
      <p class="fcr-help">{actions.helps[kind]} <strong>{actions.lead(action.leadS ?? 0)}</strong></p>
      <Fields kind={kind} filled={filled} faults={faults} needs_reason={needs_reason} change={(part) => set_filled({ ...filled, ...part })} />
      {full ? <p class="fcr-field__fault" role="alert">{actions.too_many}</p> : null}
      <div class="fcr-buttons">
        <button type="submit" class="fcr-button fcr-button--main">{actions.send(action_name(kind))}</button>
        <button type="button" class="fcr-button" onClick={close}>{actions.cancel}</button>
      </div>
    </form>
  );
}

function ActionButton(props: { action: LiveAction; open: boolean; press: () => void }) {
  const { action, open, press } = props;
  const { actions } = words;
  const there = action.available ?? false;
  const id = `action-${action.kind}`;
  return (
    <li>
      <button type="button" id={id} class="fcr-button fcr-action" aria-expanded={there ? open : undefined} aria-disabled={there ? undefined : true} aria-describedby={`${id}-more`} onClick={there ? press : undefined}>{action_name(action.kind)}</button>
      <span id={`${id}-more`} class="fcr-action__more">{there ? actions.lead_short(action.leadS ?? 0) : <Said text={actions.not_here(action.whyNot ?? '')} />}</span>
    </li>
  );
}

export function Actions() {
  const { live } = use_live();
  const [open, set_open] = useState<string | undefined>(undefined);
  const { actions } = words;
  const offered = live.welcome?.actions ?? [];
  const close = () => {
    document.getElementById(`action-${open}`)?.focus();
    set_open(undefined);
  };
  return (
    <section class="fcr-panel fcr-actions" aria-labelledby="actions">
      <h2 id="actions" class="govuk-heading-s">{actions.title}</h2>
      {live.state?.run === LiveRunState.RUNNING ? null : <p class="fcr-help">{actions.not_running}</p>}
      {kGroups.map((group) => {
        const own = group.kinds.flatMap((kind) => offered.find((action) => action.kind === kind) ?? []);
        const opened = own.find((action) => action.kind === open);
        return own.length === 0 ? null : (
          <div key={group.id} class="fcr-action-group">
            <h3>{actions.groups[group.id]}</h3>
            <ul>{own.map((action) => <ActionButton key={action.kind} action={action} open={open === action.kind} press={() => set_open(open === action.kind ? undefined : action.kind)} />)}</ul>
            {opened ? <ActionForm key={opened.kind} action={opened} close={close} /> : null}
          </div>
        );
      })}
    </section>
  );
}
