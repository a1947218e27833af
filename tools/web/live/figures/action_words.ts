// What a supervisor asks for, in words: for the log and for answers.
import type { PlayerAction } from '../wire/fcr/v1/journal_pb.ts';
import { words } from '../words/words.ts';

export const kMethane = ['majorIncident', 'exactLocation', 'type', 'hazards', 'access', 'numberOfCasualties', 'emergencyServices'] as const;

type Action = Omit<PlayerAction, '$typeName' | '$unknown' | 'methane'> & { methane?: Partial<Record<(typeof kMethane)[number], string | undefined>> | undefined };

function details(action: Action): string {
  const { what } = words.actions;
  const minutes = Number(action.lengthUs ?? 0n) / 60e6;
  switch (action.kind) {
    case 'move_staff':
      return action.post ? what.move_one(action.post, action.home || action.pool || '', action.to ?? '') : what.move(action.people ?? 1, action.pool ?? '', action.to ?? '');
    case 'call_in':
      return what.call_in(action.people ?? 1, action.pool ?? '');
    case 'hold_shift_end':
      return what.hold(minutes, action.pool ?? '');
    case 'move_breaks':
    case 'cancel_breaks':
      return what.breaks(minutes, action.pool ?? '');
    case 'start_spill':
      return what.spill(minutes * 60);
    case 'reconcile':
      return what.reconcile(action.people ?? 1);
    case 'start_call_backs':
      return minutes > 0 ? what.promise(minutes) : '';
    case 'declare_major':
      return kMethane.filter((field) => action.methane?.[field]).map((field) => `${words.actions.methane[field]}: ${action.methane?.[field] ?? ''}`).join('; ');
    default:
      return action.text ?? '';
  }
}

export const action_name = (kind: string | undefined) => words.actions.names[kind ?? ''] ?? kind ?? '';

/** "Move staff: 2 people from in_house to contractor". */
export function action_words(action: Action | undefined): string {
  if (!action) {
    return '';
  }
  const more = details(action);
  return more ? `${action_name(action.kind)}: ${more}` : action_name(action.kind);
}

/** "2 people": how many the action reached, of what its answer counts. */
export const counted = (kind: string | undefined, amount: number) => (words.actions.counted_of[kind ?? ''] ?? words.actions.counted)(amount);
