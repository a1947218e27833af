// What a report says first, in plain words.
import type {
  CallFiguresReport,
  ComparedFigureReport,
  ComparisonReport,
  LineReport,
  RunReport,
  RunSpan,
  SweepReport,
} from '../data/messages.ts';
import {
  confidence_text,
  difference_text,
  duration_words,
  list_words,
  number_text,
  of_hundred,
  value_text,
} from './numbers.ts';

/** The sentences of one line, or of one scenario, and what is told in lists before them. */
export interface LineWords {
  line: string;
  lists?: WordList[];
  sentences: string[];
}

export interface WordList {
  head: string;
  items: string[];
}

/** "a day", or what counts are for when less than a day was measured. */
export function period_words(per_h: number | undefined): string {
  if (per_h === undefined || per_h === 24) {
    return 'a day';
  }
  return `in ${number_text(per_h, Number.isInteger(per_h) ? 0 : 1)} hours`;
}

/** "one day", or how long counts are for when less than a day was measured. */
export function period_name(per_h: number | undefined): string {
  return per_h === undefined || per_h === 24 ? 'one day' : period_words(per_h).replace('in ', '');
}

/** Every line in the scenario's order, and none left out: each can be bought with the other. */
export function run_words(run: RunReport): LineWords[] {
  return (run.lines ?? []).map((line) => ({
    line: line.name ?? '',
    sentences: line_sentences(line, period_words(run.run?.per_h)),
  }));
}

function line_sentences(line: LineReport, period: string): string[] {
  const figures = line.figures ?? {};
  const name = line.name ?? 'this line';
  if (!figures.offered?.value) {
    return [`No calls to ${name}.`];
  }
  return [
    `${number_text(figures.offered.value, 0)} calls to ${name} ${period}.`,
    in_ten_seconds(figures, name),
    mean_wait(figures, name),
    slowest(figures),
    gave_up(figures, name),
    busy_signal(figures, name),
  ].filter((sentence) => sentence !== '');
}

function clock_words(figures: CallFiguresReport): string {
  return figures.operator_clock ? 'national clock' : 'force clock';
}

function in_ten_seconds(figures: CallFiguresReport, name: string): string {
  const below = figures.below_10s_percent?.value;
  if (below === undefined) {
    return `No call to ${name} was answered.`;
  }
  const long = figures.from_60s_percent?.value;
  const rest = long === undefined ? '' : ` and ${of_hundred(long)} after 60 seconds or more`;
  return `Of 100 answered calls, ${of_hundred(below)} were answered in under 10 seconds${rest} (${clock_words(figures)}).`;
}

function mean_wait(figures: CallFiguresReport, name: string): string {
  const clock = figures.operator_clock ?? figures.force_clock;
  const mean = clock?.mean_s?.value;
  return mean === undefined ? '' : `The mean wait on ${name} was ${duration_words(mean)}.`;
}

function slowest(figures: CallFiguresReport): string {
  const p90 = (figures.operator_clock ?? figures.force_clock)?.p90_s?.value;
  return p90 === undefined ? '' : `One answered call in ten waited longer than ${duration_words(p90)}.`;
}

function gave_up(figures: CallFiguresReport, name: string): string {
  const percent = figures.abandoned_percent?.value;
  return percent === undefined ? '' : `Of 100 calls to ${name}, ${of_hundred(percent)} gave up.`;
}

function busy_signal(figures: CallFiguresReport, name: string): string {
  const percent = figures.blocked_percent?.value;
  return percent ? `Of 100 calls to ${name}, ${of_hundred(percent)} heard the busy signal.` : '';
}

/** What was simulated: "100 replications of an average day ..., 24 hours measured after 24 hours of warm-up." */
export function span_words(run: RunSpan): string {
  const hours = (h: number | undefined) => `${number_text(h, Number.isInteger(h) ? 0 : 1)} hours`;
  const day = run.day_type ? ` (day type ${run.day_type.replaceAll('_', ' ')})` : '';
  const count = run.replications ?? 0;
  return (
    `${number_text(count, 0)} replication${count === 1 ? '' : 's'} of ${hours(run.measured_h)}${day}, ` +
    `measured after ${hours(run.warm_up_h)} of warm-up. ` +
    (count > 1
      ? `± is half of the ${confidence_text(run.confidence)} confidence interval.`
      : 'One replication has no confidence interval.')
  );
}

/** How replications were added until the indicators were known well enough. */
export function precision_words(run: RunReport): string {
  const reached = (run.precision ?? []).every((row) => row.reached);
  const end = reached
    ? 'All were reached'
    : 'Not all were reached when the greatest number of replications came, or the run was stopped';
  return `Replications were added until the interval of each indicator was as narrow as asked for. ${end}: ${number_text(run.run?.replications, 0)} replications.`;
}

/** For each scenario but the baseline: what changed for certain, and what was not told apart. */
export function comparison_words(comparison: ComparisonReport): LineWords[] {
  const others = (comparison.scenarios ?? []).filter((scenario) => scenario.name !== comparison.baseline);
  return others.map((scenario) => {
    const name = scenario.name ?? '';
    const all = comparison.figures ?? [];
    const lists = lines_of(all).map((line) => changes_of(all.filter((figure) => (figure.line ?? '') === line), name, line));
    return { line: name, lists, sentences: [cost_words(comparison, name)].filter((s) => s !== '') };
  });
}

function lines_of(figures: ComparedFigureReport[]): string[] {
  return [...new Set(figures.map((figure) => figure.line ?? ''))];
}

/** The figures of a line that was asked for indicators are those: the others say much the same. */
function changes_of(figures: ComparedFigureReport[], scenario: string, line: string): WordList {
  const asked = figures.filter((figure) => !(figure.id ?? '').startsWith(`${line}.`));
  const told: string[] = [];
  let open = 0;
  for (const figure of asked.length > 0 ? asked : figures) {
    const value = figure.values?.find((candidate) => candidate.scenario === scenario);
    if (value?.significant && value.difference?.value !== undefined) {
      const digits = (value.difference.half_width ?? 1) < 0.095 ? 2 : 1;
      const size = difference_text(value.difference, figure.unit, digits).replace('± ', '±\u00a0');
      told.push(`${figure.title}: ${size}, ${verdict(figure, value.difference.value)}`);
    } else {
      open += 1;
    }
  }
  const head = line === '' ? 'In all' : `On ${line}`;
  if (told.length === 0) {
    return { head, items: ['no figure can be told apart from the baseline'] };
  }
  const rest = open === 0 ? [] : [`${open === 1 ? 'one figure' : `${open} figures`} cannot be told apart`];
  return { head, items: [...told, ...rest] };
}

/** "better", "worse", or where neither is good "higher" and "lower". */
export function verdict(figure: ComparedFigureReport, difference: number): string {
  const higher = difference > 0;
  if (figure.better !== 'HIGHER' && figure.better !== 'LOWER') {
    return higher ? 'higher' : 'lower';
  }
  return (figure.better === 'HIGHER') === higher ? 'better' : 'worse';
}

function cost_words(comparison: ComparisonReport, scenario: string): string {
  const row = comparison.resources?.find((candidate) => candidate.scenario === scenario)?.difference;
  if (row?.seat_hours?.value === undefined) {
    return '';
  }
  const hours = row.seat_hours.value;
  const period = period_words(comparison.per_h);
  if (Math.abs(hours) < 0.05 && Math.abs(row.pounds?.value ?? 0) < 0.5 + 50 * Math.abs(hours)) {
    return 'It takes as many seat-hours as the baseline.';
  }
  const pounds = row.pounds?.value;
  const money = pounds === undefined ? '' : `, and costs ${pounds_words(pounds)}`;
  return `It takes ${number_text(Math.abs(hours))} seat-hours ${period} ${hours < 0 ? 'less' : 'more'}${money}.`;
}

function pounds_words(pounds: number): string {
  return `£${number_text(Math.abs(pounds), 0)} ${pounds < 0 ? 'less' : 'more'}`;
}

/** For each figure: its value, how uncertain it is, and the factor that matters most. */
export function sweep_words(sweep: SweepReport): LineWords[] {
  return (sweep.figures ?? []).map((figure, place) => {
    // The program says it better than can be told from its figures.
    const finding = sweep.findings?.[place];
    if (finding !== undefined && finding !== '') {
      return { line: figure.title ?? figure.id ?? '', sentences: [finding] };
    }
    const sentences: string[] = [];
    const spread = sweep.variance?.find((row) => row.figure === figure.id);
    if (spread?.value !== undefined) {
      sentences.push(
        `The mean over the points is ${value_text(spread.value, figure.unit)}. ` +
          `${value_text(spread.input_percent, 'PERCENT', 0)} of its variance comes from the inputs, ` +
          `${value_text(spread.monte_carlo_percent, 'PERCENT', 0)} from chance.`,
      );
    }
    const leader = most_important(sweep, figure.id ?? '');
    if (leader !== undefined) {
      sentences.push(`The factor that matters most is ${leader}.`);
    }
    return { line: figure.title ?? figure.id ?? '', sentences };
  });
}

function most_important(sweep: SweepReport, figure: string): string | undefined {
  const rows = (sweep.sensitivity ?? []).filter((row) => row.figure === figure);
  const weight = (row: (typeof rows)[number]) => row.sobol_total?.value ?? row.morris_mu_star?.value ?? -1;
  const first = rows.reduce<(typeof rows)[number] | undefined>(
    (best, row) => (weight(row) > (best ? weight(best) : 0) ? row : best),
    undefined,
  );
  const path =
    first?.factor ??
    sweep.tornados?.find((row) => row.figure === figure)?.bars?.[0]?.factor ??
    sweep.effects?.find((row) => row.figure === figure)?.factor;
  return path === undefined ? undefined : factor_name(sweep, path);
}

export function factor_name(sweep: SweepReport, path: string): string {
  return sweep.factors?.find((factor) => factor.path === path)?.title ?? path;
}

/** Fields in few words: neighbours of one list as `seats_by_interval[15 to 22]`. */
export function path_words(paths: string[]): string {
  const told: string[] = [];
  let run: { list: string; first: number; last: number } | undefined;
  const end_run = () => {
    if (run) {
      told.push(`${run.list}[${run.first === run.last ? run.first : `${run.first} to ${run.last}`}]`);
    }
    run = undefined;
  };
  for (const path of paths) {
    const parts = /^(.*)\[(\d+)\]$/.exec(path);
    const place = Number(parts?.[2]);
    if (run && run.list === parts?.[1] && run.last + 1 === place) {
      run.last = place;
      continue;
    }
    end_run();
    if (parts) {
      run = { list: parts[1] ?? '', first: place, last: place };
    } else {
      told.push(path);
    }
  }
  end_run();
  return told.join(', ');
}

/** "999 and 101", as a heading. */
export function line_names(run: RunReport): string {
  return list_words((run.lines ?? []).map((line) => line.name ?? ''));
}
