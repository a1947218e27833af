// Branches: back to an earlier moment, and what was played so far.
import { useState } from 'preact/hooks';
import { begin_branch } from '../link/asking.ts';
import { words } from '../words/words.ts';
import { TextField } from './field.tsx';
import { use_live } from './live_context.tsx';
import { Sure } from './sure.tsx';

export function Branches() {
  const { live, clock, connection } = use_live();
  const { control } = words;
  const [back, set_back] = useState('');
  const start = live.welcome?.startUs ?? 0n;
  const now = live.state?.nowUs ?? start;
  const at = clock.at(back, start);
  const fault = back.trim() === '' ? '' : at === undefined ? control.time_wrong : at > now ? control.branch_late : '';
  const branches = live.directing?.branches ?? [];
  return (
    <section class="fcr-panel" aria-labelledby="branches">
      <h2 id="branches" class="govuk-heading-s">{control.branches}</h2>
      <p class="fcr-help">{control.branch_intro}</p>
      <div class="fcr-line-form">
        <TextField id="branch-at" label={control.branch_to} value={back} change={set_back} fault={fault} most={8} />
        <Sure name={control.branch_do} question={control.branch_sure(back.trim())} disabled={at === undefined || fault !== ''} yes={() => at !== undefined && begin_branch(connection, at, clock.seconds(at)) && set_back('')} />
      </div>
      {branches.length > 0 ? (
        <table class="fcr-table">
          <thead><tr>{control.branch_columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
          <tbody>
            {branches.map((branch) => (
              <tr key={branch.number}>
                <th scope="row">{String(branch.number ?? 0n)}</th>
                <td>{branch.fromUs === undefined ? control.branch_start : clock.seconds(branch.fromUs)}</td>
                <td>{branch.open ? control.branch_open : clock.seconds(branch.untilUs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
