// Names of what a fit is about.
import type { FitParameterReport, FitReport } from '../data/messages.ts';

/** "999" and "talk" of call_classes[999].talk. */
export function path_parts(path: string | undefined): { of: string; field: string } {
  const found = /^[\w.]+?\[(.*)\]\.(.+)$/.exec(path ?? '');
  return found ? { of: found[1] ?? '', field: found[2] ?? '' } : { of: path ?? '', field: '' };
}

const kFields: Record<string, string> = {
  talk: 'Talk',
  wrap_up: 'Wrap-up',
  pick_up: 'Pick-up',
  after_call_gap: 'After-call gap',
  'cluster.gap': 'Time between calls about one incident',
  dispatch: 'From the dispatcher to the first unit',
  travel: 'Travel of the first unit',
};

export function field_name(field: string): string {
  return kFields[field] ?? field;
}

/** What was fitted, in sentences. */
export function fit_sentences(fit: FitReport): string[] {
  const held = fit.held_out_first_day ? ` The days from ${fit.held_out_first_day} to ${fit.held_out_last_day} were held out: nothing is fitted from them.` : '';
  return [
    `${(fit.calls ?? 0).toLocaleString('en-GB')} calls of ${fit.file ?? 'the extract'} from ${fit.first_day} to ${fit.last_day} were fitted.${held}`,
    `${(fit.parameters ?? []).length} numbers of ${fit.base ?? 'the base scenario'} were estimated; ${(fit.kept ?? []).length} that the extract cannot tell stay as they were.`,
  ];
}

/** "lognormal; distance 0.012" of a parameter. */
export function how_well(parameter: FitParameterReport): string | undefined {
  const words = [parameter.law, parameter.fit].filter((part) => part);
  return words.length === 0 ? undefined : words.join(': ');
}
