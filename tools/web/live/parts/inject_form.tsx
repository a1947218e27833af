// An inject that stands on no list.
import { useState } from 'preact/hooks';
import type { InjectField, InjectForm, InjectKind } from '../figures/inject_form.ts';
import { empty_inject, fields_of_inject, inject_faults, inject_of, kInjectKinds, length_may_be_open } from '../figures/inject_form.ts';
import { inject } from '../link/asking.ts';
import { LiveRunState as Run } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { NumberField, SelectField, TextField } from './field.tsx';
import { use_live } from './live_context.tsx';

const same = (names: readonly string[]) => names.map((name) => ({ value: name, word: name }));

function Field(props: { field: InjectField; form: InjectForm; fault?: string | undefined; change: (value: string) => void }) {
  const { field, form, fault, change } = props;
  const { live } = use_live();
  const { inject_fields: told } = words.control;
  const shared = { id: `inject-${field}`, value: form[field], change, fault };
  switch (field) {
    case 'call_class':
      return <SelectField {...shared} label={told.call_class} options={same(live.welcome?.callClasses ?? [])} />;
    case 'line':
      return <SelectField {...shared} label={told.line} options={same(live.welcome?.lines ?? [])} />;
    case 'pool':
      return <SelectField {...shared} label={told.pool} options={same((live.welcome?.pools ?? []).map((pool) => pool.name ?? ''))} />;
    case 'system':
      return <SelectField {...shared} label={told.system} options={told.systems.map((word, at) => ({ value: String(at), word })).slice(1)} />;
    case 'on':
      return <SelectField {...shared} label={told.on} options={[{ value: 'yes', word: form.kind === 'aidRefused' ? told.on_busy : told.on_refuses }, { value: 'no', word: form.kind === 'aidRefused' ? told.on_free : told.on_accepts }]} />;
    case 'text':
      return <TextField {...shared} label={told.text} help={told.text_help} most={1000} rows={3} />;
    case 'length':
      return <NumberField {...shared} label={length_may_be_open(form.kind) ? told.length_open : told.length} least={1} most={2880} />;
    case 'calls':
      return <NumberField {...shared} label={told.calls} least={1} most={2000} />;
    case 'over':
      return <NumberField {...shared} label={told.over} least={1} most={2880} />;
    case 'factor':
      return <NumberField {...shared} label={told.factor} least={1} most={10} step={0.1} />;
    case 'handling':
      return <NumberField {...shared} label={told.handling} least={1} most={5} step={0.1} />;
    case 'people':
      return <NumberField {...shared} label={told.people} least={1} most={1000} />;
    case 'share':
      return <NumberField {...shared} label={told.share} least={1} most={100} />;
    case 'loss':
      return <NumberField {...shared} label={told.loss} least={0} most={100} />;
  }
}

export function InjectPanel() {
  const { live, connection } = use_live();
  const { control } = words;
  const { welcome } = live;
  const [form, set_form] = useState<InjectForm | undefined>(undefined);
  const [faults, set_faults] = useState<Partial<Record<InjectField, string>>>({});
  const now = form ?? empty_inject(welcome?.callClasses[0] ?? '', welcome?.lines[0] ?? '', welcome?.pools[0]?.name ?? '');
  const change = (part: Partial<InjectForm>) => set_form({ ...now, ...part });
  const submit = (event: Event) => {
    event.preventDefault();
    const wrong = inject_faults(now);
    set_faults(wrong);
    if (Object.keys(wrong).length === 0 && inject(connection, now.title.trim() || control.inject_kinds[now.kind], inject_of(now), control.inject_kinds[now.kind])) {
      set_form({ ...now, title: '', text: '' });
    }
  };
  return (
    <section class="fcr-panel" aria-labelledby="injects">
      <h2 id="injects" class="govuk-heading-s">{control.injects}</h2>
      {live.state?.run === Run.RUNNING ? null : <p class="fcr-help">{control.inject_only_running}</p>}
      <form onSubmit={submit} noValidate class="fcr-inject">
        <SelectField<InjectKind> id="inject-kind" label={control.inject_kind} value={now.kind} change={(kind) => change({ kind })} options={kInjectKinds.map((kind) => ({ value: kind, word: control.inject_kinds[kind] }))} />
        {fields_of_inject(now).map((field) => <Field key={field} field={field} form={now} fault={faults[field]} change={(value) => change({ [field]: value })} />)}
        <TextField id="inject-title" label={control.inject_title} value={now.title} change={(title) => change({ title })} most={60} />
        <button type="submit" class="fcr-button fcr-button--main">{control.inject_send}</button>
      </form>
    </section>
  );
}
