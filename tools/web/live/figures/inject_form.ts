// Injects beside the events list: what each kind asks for, and the message that a filled form makes.
import type { MessageInitShape } from '@bufbuild/protobuf';
import type { InjectSchema } from '../wire/fcr/v1/exercise_pb.ts';
import { Inject_System as System } from '../wire/fcr/v1/exercise_pb.ts';
import { words } from '../words/words.ts';

export type InjectKind = keyof typeof words.control.inject_kinds;
export type InjectField = 'call_class' | 'calls' | 'over' | 'line' | 'factor' | 'length' | 'pool' | 'people' | 'share' | 'system' | 'handling' | 'loss' | 'on' | 'text';

export const kInjectKinds = Object.keys(words.control.inject_kinds) as InjectKind[];

export interface InjectForm extends Record<InjectField, string> {
  kind: InjectKind;
  title: string;
}

export const kTelephony = String(System.TELEPHONY);

export function fields_of_inject(form: InjectForm): readonly InjectField[] {
  switch (form.kind) {
    case 'burst':
      return ['call_class', 'calls', 'over'];
    case 'demand':
      return ['line', 'factor', 'length'];
    case 'staffLoss':
      return ['pool', 'people', 'share', 'length'];
    case 'staffReturn':
      return ['pool'];
    case 'systemFault':
      return form.system === kTelephony ? ['system', 'line', 'loss', 'length'] : ['system', 'handling', 'length'];
    case 'systemMended':
      return ['system'];
    case 'contractorRefuses':
    case 'aidRefused':
      return ['on'];
    case 'told':
      return ['text'];
  }
}

export function empty_inject(call_class: string, line: string, pool: string): InjectForm {
  return { kind: 'told', title: '', call_class, calls: '20', over: '10', line, factor: '1.5', length: '60', pool, people: '1', share: '', system: String(System.COMMAND_AND_CONTROL), handling: '1.5', loss: '100', on: 'yes', text: '' };
}

/** Where a length may be left open: until somebody puts it right. */
export const length_may_be_open = (kind: InjectKind) => kind === 'staffLoss' || kind === 'systemFault';

const number = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

/** Fields with what is wrong with them; the server says what else it refuses. */
export function inject_faults(form: InjectForm): Partial<Record<InjectField, string>> {
  const { inject_faults: told } = words.control;
  const faults: Partial<Record<InjectField, string>> = {};
  const check = (field: InjectField, least: number, most: number, needed: boolean, says: string) => {
    const value = number(form[field]);
    if (fields_of_inject(form).includes(field) && (value === undefined ? needed : !(value >= least && value <= most))) {
      faults[field] = says;
    }
  };
  check('calls', 1, 2000, true, told.calls);
  check('over', 1e-9, 1e6, true, told.minutes);
  check('factor', 1, 10, true, told.factor);
  check('length', 1e-9, 1e6, !length_may_be_open(form.kind), told.minutes);
  check('people', 1, 1e6, false, told.people);
  check('share', 1e-9, 100, false, told.share);
  check('handling', 1, 5, true, told.handling);
  check('loss', 0, 100, true, told.share);
  if (form.kind === 'staffLoss' && !form.people.trim() && !form.share.trim()) {
    faults.people = words.control.inject_fields.people_or_share;
  }
  if (form.kind === 'told' && !form.text.trim()) {
    faults.text = words.actions.missing(words.control.inject_fields.text);
  }
  return faults;
}

export function inject_of(form: InjectForm): MessageInitShape<typeof InjectSchema> {
  const value = (field: InjectField) => number(form[field]);
  const seconds = (field: InjectField) => (value(field) ?? 0) * 60;
  const length = form.length.trim() ? { lengthS: seconds('length') } : {};
  const system = Number(form.system) as System;
  switch (form.kind) {
    case 'burst':
      return { what: { case: 'burst', value: { callClass: form.call_class, calls: value('calls') ?? 0, overS: seconds('over') } } };
    case 'demand':
      return { what: { case: 'demand', value: { line: form.line, factor: value('factor') ?? 1, ...length } } };
    case 'staffLoss':
      return { what: { case: 'staffLoss', value: { pool: form.pool, ...(form.people.trim() ? { people: value('people') ?? 0 } : {}), ...(form.share.trim() ? { share: (value('share') ?? 0) / 100 } : {}), ...length } } };
    case 'staffReturn':
      return { what: { case: 'staffReturn', value: { pool: form.pool } } };
    case 'systemFault':
      return { what: { case: 'systemFault', value: form.system === kTelephony ? { system, line: form.line, connectLossShare: (value('loss') ?? 0) / 100, ...length } : { system, handlingFactor: value('handling') ?? 1, ...length } } };
    case 'systemMended':
      return { what: { case: 'systemMended', value: { system } } };
    case 'contractorRefuses':
      return { what: { case: 'contractorRefuses', value: { on: form.on === 'yes' } } };
    case 'aidRefused':
      return { what: { case: 'aidRefused', value: { on: form.on === 'yes' } } };
    case 'told':
      return { what: { case: 'told', value: { text: form.text.trim() } } };
  }
}
