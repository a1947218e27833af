// What supervisors' orders have cost so far, line by line.
import { words } from '../words/words.ts';
import { use_live } from './live_context.tsx';

export function CostsTable() {
  const { live } = use_live();
  const { costs } = words;
  const lines = live.costs?.lines ?? [];
  return (
    <section class="fcr-panel" aria-labelledby="costs">
      <h2 id="costs" class="govuk-heading-s">{costs.title}</h2>
      {lines.length === 0 ? (
        <p class="fcr-help">{costs.empty}</p>
      ) : (
        <>
          <div class="fcr-scroll" tabIndex={0} role="group" aria-labelledby="costs">
            <table class="fcr-table fcr-costs">
              <thead><tr>{costs.columns.map((column, at) => <th key={column} scope="col" class={at > 0 ? 'fcr-number' : undefined}>{column}</th>)}</tr></thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.kind}>
                    <th scope="row">{costs.names[line.kind ?? ''] ?? line.kind}</th>
                    <td class="fcr-number">{costs.amount(line.kind ?? '', Number(line.thousandths ?? 0n) / 1000)}</td>
                    <td class="fcr-number">{costs.pounds(line.price ?? '')}</td>
                    <td class="fcr-number">{costs.pounds(line.sum ?? '')}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colSpan={3}>{costs.total}</th>
                  <td class="fcr-number">{costs.pounds(live.costs?.total ?? '')}</td>
                </tr>
              </tfoot>
            </table>
          </div>
          <p class="fcr-help">{costs.note}</p>
        </>
      )}
    </section>
  );
}
