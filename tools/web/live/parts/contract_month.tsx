// What the exercise's contract pays for its month so far: indicators, charges, credits.
import type { LiveContractKpi } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';

function KpiRow(props: { kpi: LiveContractKpi }) {
  const { kpi } = props;
  const { contract_month } = words;
  return (
    <tr>
      <th scope="row"><Said text={`${kpi.id}: ${kpi.title}`} /></th>
      <td class="fcr-number"><Said text={kpi.result} /></td>
      <td class="fcr-number">{kpi.counted === undefined || kpi.counted === '' ? contract_month.nothing : <Said text={kpi.counted} />}</td>
      <td class="fcr-number">{contract_month.target(kpi.target ?? '', kpi.lowerBetter ?? false)}</td>
      <td>{contract_month.severities[kpi.severity ?? ''] ?? contract_month.not_judged}</td>
      <td class="fcr-number">{kpi.points}</td>
    </tr>
  );
}

/** Of the exercise's month, for those who sit at a desk; nothing where it has no contract. */
export function ContractMonth() {
  const { live, clock } = use_live();
  const { contract_month } = words;
  const month = live.contract_month;
  if (!month) {
    return null;
  }
  const sums = [
    ...(month.charges ?? []).map((charge) => ({ name: contract_month.charge(charge.id ?? '', charge.quantity ?? '', charge.unit ?? ''), said: true, sum: charge.sum })),
    { name: contract_month.gross, said: false, sum: month.gross },
    { name: contract_month.credits(month.points ?? '0'), said: false, sum: month.credits },
    ...(month.withheld ? [{ name: contract_month.withheld, said: false, sum: month.withheld }] : []),
  ];
  return (
    <section class="fcr-panel" aria-labelledby="contract_month">
      <h2 id="contract_month" class="govuk-heading-s">{contract_month.title(month.title ?? '', month.period ?? '')}</h2>
      <div class="fcr-scroll" tabIndex={0} role="group" aria-labelledby="contract_month">
        <table class="fcr-table">
          <thead><tr>{contract_month.kpi_columns.map((column, at) => <th key={column} scope="col" class={at > 0 && at !== 4 ? 'fcr-number' : undefined}>{column}</th>)}</tr></thead>
          <tbody>{month.kpis.map((kpi, at) => <KpiRow key={at} kpi={kpi} />)}</tbody>
        </table>
        <table class="fcr-table">
          <thead><tr>{contract_month.sum_columns.map((column, at) => <th key={column} scope="col" class={at > 0 ? 'fcr-number' : undefined}>{column}</th>)}</tr></thead>
          <tbody>
            {sums.map((row) => <tr key={row.name}><th scope="row">{row.said ? <Said text={row.name} /> : row.name}</th><td class="fcr-number">{contract_month.pounds(row.sum ?? '')}</td></tr>)}
          </tbody>
          <tfoot><tr><th scope="row">{contract_month.net}</th><td class="fcr-number">{contract_month.pounds(month.net ?? '')}</td></tr></tfoot>
        </table>
      </div>
      <p class="fcr-help">{contract_month.note(clock.seconds(month.asOfUs))}</p>
    </section>
  );
}
