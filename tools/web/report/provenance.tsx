// Where the figures come from, and what they mean.
import { DataTable, TableButtons } from '../components/data_table.tsx';
import { TermList } from '../components/definitions.tsx';
import { Folded } from '../components/folded.tsx';
import type { SectionEntry } from '../components/section.tsx';
import type { AssumptionReport, ProvenanceReport, ReportPage, RunRecord } from '../data/messages.ts';
import type { Term } from '../words/glossary.ts';
import { kGlossary } from '../words/glossary.ts';
import { number_text } from '../words/numbers.ts';
import type { Table } from '../words/table.ts';

export function glossary_section(page: ReportPage): SectionEntry {
  return {
    id: 'glossary',
    title: 'What the figures mean',
    body: (
      <>
        <p class="govuk-body">Every figure has its population, clock and period. A figure that is not there was not measured: its denominator is 0.</p>
        <Folded summary="All definitions" open>
          <TermList terms={[...kpi_terms(page), ...kGlossary]} />
        </Folded>
      </>
    ),
  };
}

/** Indicators as the data define them. */
function kpi_terms(page: ReportPage): Term[] {
  const defined = page.run?.kpis ?? page.comparison?.figures ?? page.sweep?.figures ?? [];
  return defined
    .filter((figure) => figure.definition)
    .map((figure) => ({ id: `kpi ${figure.id}`, name: figure.title || figure.id || '', text: `${figure.definition}.` }));
}

export function provenance_sections(page: ReportPage): SectionEntry[] {
  const provenance = page.provenance ?? {};
  const assumptions: SectionEntry[] = provenance.assumptions?.length
    ? [{ id: 'assumptions', title: 'Assumptions', body: <Assumptions rows={provenance.assumptions} /> }]
    : [];
  return [
    ...assumptions,
    { id: 'provenance', title: 'Where this comes from', body: <Provenance provenance={provenance} made={page.made} /> },
  ];
}

function Assumptions(props: { rows: AssumptionReport[] }) {
  const marked = props.rows.filter((row) => row.assumption).length;
  const with_file = props.rows.some((row) => row.file);
  const table: Table = {
    columns: [...(with_file ? ['Scenario'] : []), 'Field', 'Value', 'Mark', 'Source'].map((head) => ({ head })),
    rows: props.rows.map((row) => [
      ...(with_file ? [row.file] : []),
      row.path,
      row.value,
      row.assumption ? '◆ assumption' : '✓ sourced',
      row.source,
    ]),
  };
  return (
    <>
      <p class="govuk-body">
        {number_text(props.rows.length, 0)} values say where they come from; {number_text(marked, 0)} of them are marked as assumptions. Keys in square brackets are resolved in config/SOURCES.md.
      </p>
      <DataTable caption="Values and their sources" table={table} hide_caption />
      <TableButtons table={table} file="assumptions" caption="Values and their sources" />
    </>
  );
}

function Facts(props: { rows: readonly (readonly [string, string | undefined])[] }) {
  return (
    <dl class="fcr-facts">
      {props.rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || 'not given'}</dd>
        </div>
      ))}
    </dl>
  );
}

const whole = (value: number | undefined) => (value === undefined ? undefined : String(value));

function Provenance(props: { provenance: ProvenanceReport; made?: RunRecord }) {
  const { provenance, made } = props;
  return (
    <>
      <p class="govuk-body">With these, the same program gives the same figures on any machine.</p>
      <Facts
        rows={[
          ['fcrsim version', provenance.fcrsim_version],
          ['Seed', whole(provenance.seed)],
          ['First replication', whole(provenance.first_replication)],
          ['Replications', whole(provenance.replications)],
          ...input_names(provenance).map((name, row) => [`SHA-256 of ${name}`, provenance.scenarios?.[row]?.sha256] as const),
        ]}
      />
      {input_names(provenance).map((name, row) => (
        <Folded key={name} summary={`Input: ${name}`}>
          <pre class="fcr-source" tabIndex={0} role="region" aria-label={`Text of ${name}`}>{provenance.scenarios?.[row]?.text}</pre>
        </Folded>
      ))}
      {made ? <Made made={made} /> : null}
    </>
  );
}

/** Files by name; one that was read in several ways, as an appraisal does, with a number. */
function input_names(provenance: ProvenanceReport): string[] {
  const files = (provenance.scenarios ?? []).map((scenario) => scenario.file ?? '');
  return files.map((file, row) => {
    const before = files.slice(0, row).filter((other) => other === file).length;
    return before === 0 ? file : `${file} (${before + 1})`;
  });
}

function Made(props: { made: RunRecord }) {
  const { made } = props;
  return (
    <section class="fcr-made" aria-label="How this file was made">
      <h3 class="govuk-heading-s">How this file was made</h3>
      <p class="govuk-body-s">This block alone differs between equal runs: it is no part of the results.</p>
      <Facts
        rows={[
          ['Command line', made.command_line?.map(shell_word).join(' ')],
          ['Started (UTC)', made.started],
          ['Took', made.wall_s === undefined ? undefined : `${number_text(made.wall_s)} s`],
          ['Host', made.host],
          ['Threads', whole(made.jobs)],
          ['Compiler', made.compiler],
        ]}
      />
    </section>
  );
}

/** As a shell would need it, so that the line can be pasted. */
function shell_word(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
