// The parts of a report of one run.
import { TableFigure } from '../components/figure.tsx';
import type { SectionEntry } from '../components/section.tsx';
import type { ReportPage, RunDetailReport, RunReport } from '../data/messages.ts';
import { terms_of } from '../words/glossary.ts';
import { period_name, precision_words, run_words, span_words } from '../words/summary.ts';
import { LineCards } from './line_cards.tsx';
import { CallsFigure, DemandFigure, OccupancyFigure, QueueFigure, ServiceFigure, WaitFigure } from './run_day.tsx';
import { calls_table, kpi_table, precision_table, published_table, work_table } from './run_tables.ts';
import { response_section } from './run_response.tsx';
import { TheoryFigure } from './run_theory.tsx';
import { WaitsFigure } from './run_waits.tsx';
import { NoWeek, WeekFigure } from './run_week.tsx';

export function run_sections(page: ReportPage): SectionEntry[] {
  const run = page.run ?? {};
  const detail = page.detail ?? {};
  const entries = [
    summary_section(run),
    day_section(run),
    staffing_section(run, detail),
    waits_section(run),
    week_section(run),
    response_section(run),
    theory_section(detail),
  ];
  return entries.filter((entry) => entry !== undefined);
}

function summary_section(run: RunReport): SectionEntry {
  const period = period_name(run.run?.per_h);
  const changed = (run.run?.changes?.length ?? 0) > 0;
  return {
    id: 'summary',
    title: 'Summary',
    body: (
      <>
        <LineCards words={run_words(run)} />
        <p class="govuk-body-s">{span_words(run.run ?? {})}</p>
        {(run.kpis?.length ?? 0) > 0 ? (
          <TableFigure title="Indicators" words="As the scenario asks for them; each says what it counts." table={kpi_table(run)} file="indicators" terms={terms_of(['service_level', 'national_clock', 'force_clock', 'interval'])} />
        ) : null}
        {(run.precision?.length ?? 0) > 0 ? (
          <TableFigure title="Precision asked for" words={precision_words(run)} table={precision_table(run)} file="precision" terms={terms_of(['precision', 'interval', 'replication'])} />
        ) : null}
        {(run.published?.length ?? 0) > 0 ? (
          <TableFigure title={changed ? 'Published of the scenario unchanged' : 'Beside published figures'} words={`Simulated figures next to those of a source outside the simulation.${changed ? ' They are no yardstick for a scenario that was changed.' : ''}`} table={published_table(run)} file="published" terms={terms_of(['published'])} />
        ) : null}
        <TableFigure
          title="All lines side by side"
          words={`Counts are calls in ${period}.`}
          table={calls_table(run)}
          file="lines"
          terms={terms_of(['offered', 'answered', 'abandoned', 'blocked', 'unfinished', 'bands', 'national_clock', 'force_clock', 'mean_wait', 'percentile', 'longest_wait', 'mean_queue', 'interval', 'replication'])}
        />
      </>
    ),
  };
}

function day_section(run: RunReport): SectionEntry | undefined {
  return run.intervals?.length
    ? {
        id: 'day',
        title: 'Service over the day',
        body: (
          <>
            <ServiceFigure run={run} />
            <WaitFigure run={run} />
            <QueueFigure run={run} />
          </>
        ),
      }
    : undefined;
}

function staffing_section(run: RunReport, detail: RunDetailReport): SectionEntry | undefined {
  return run.intervals?.length
    ? {
        id: 'staffing',
        title: 'Demand, seats and occupancy',
        body: (
          <>
            <CallsFigure run={run} />
            <DemandFigure run={run} detail={detail} />
            <OccupancyFigure run={run} />
            <TableFigure title="Work by employer and pool" words={`Counts and hours are for ${period_name(run.run?.per_h)}.`} table={work_table(run)} file="work" terms={terms_of(['seat_hours', 'occupancy', 'handling'])} />
          </>
        ),
      }
    : undefined;
}

function waits_section(run: RunReport): SectionEntry | undefined {
  return run.waits?.length ? { id: 'waits', title: 'How long callers waited', body: <WaitsFigure waits={run.waits} /> } : undefined;
}

function week_section(run: RunReport): SectionEntry {
  return { id: 'week', title: 'Hours of the week', body: run.weeks?.length ? <WeekFigure run={run} /> : <NoWeek run={run} /> };
}

function theory_section(detail: RunDetailReport): SectionEntry | undefined {
  return detail.theory?.length ? { id: 'theory', title: 'Theory beside simulation', body: <TheoryFigure theory={detail.theory} /> } : undefined;
}
