// Who takes part, and codes for those who are to.
import { useState } from 'preact/hooks';
import { make_code, remove_seat } from '../link/asking.ts';
import { JoinSeat_Role as Role } from '../wire/fcr/v1/journal_pb.ts';
import { words } from '../words/words.ts';
import { SelectField } from './field.tsx';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';
import { Sure } from './sure.tsx';

export function Players() {
  const { live, connection } = use_live();
  const { control } = words;
  const seats = live.directing?.seats ?? [];
  const may = live.welcome?.role === Role.CONTROLLER;
  const columns = may ? control.player_columns : control.player_columns.slice(0, -1);
  return (
    <section class="fcr-panel" aria-labelledby="players">
      <h2 id="players" class="govuk-heading-s">{control.players}</h2>
      <div class="fcr-scroll" tabIndex={0} role="group" aria-labelledby="players">
        <table class="fcr-table">
          <thead><tr>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
          <tbody>
            {seats.map((seat) => (
              <tr key={seat.seat}>
                <th scope="row"><Said text={seat.seat} /></th>
                <td><Said text={seat.name} /></td>
                <td>{words.roles[seat.role ?? 0]}</td>
                <td class="fcr-number">{seat.connections ?? 0}</td>
                {may ? <td>{seat.seat === live.welcome?.seat ? words.dash : <Sure name={control.remove} label={control.remove_which(seat.seat ?? '')} question={control.remove_sure(seat.seat ?? '')} yes={() => remove_seat(connection, seat.seat ?? '')} />}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const kRoles = [Role.SUPERVISOR, Role.OBSERVER, Role.EVALUATOR, Role.ROLE_PLAYER, Role.HANDLER, Role.CONTROLLER];

function Code(props: { code: string; role: string }) {
  const { control } = words;
  const [copied, set_copied] = useState(false);
  const link = `${location.origin}/#code=${encodeURIComponent(props.code)}`;
  const copy = () => navigator.clipboard?.writeText(link).then(() => set_copied(true), () => set_copied(false));
  return (
    <li>
      <span class="fcr-list__head">{control.code_for(props.role)}</span>
      <code class="fcr-code">{props.code}</code>
      <span class="fcr-code__link"><Said text={link} /></span>
      <button type="button" class="fcr-button" aria-label={control.code_copy_which(props.code)} onClick={() => void copy()}>{copied ? control.code_copied : control.code_copy}</button>
    </li>
  );
}

export function Codes() {
  const { connection } = use_live();
  const { control } = words;
  const [role, set_role] = useState(String(Role.SUPERVISOR));
  const made = connection.outbox.all.flatMap(({ message, answer }) => (message.case === 'makeCode' && answer?.code ? [{ code: answer.code, role: words.roles[message.value.role ?? 0] ?? '' }] : []));
  return (
    <section class="fcr-panel" aria-labelledby="codes">
      <h2 id="codes" class="govuk-heading-s">{control.codes}</h2>
      <p class="fcr-help">{control.codes_help}</p>
      <form
        class="fcr-line-form"
        onSubmit={(event) => {
          event.preventDefault();
          make_code(connection, Number(role) as Role);
        }}
      >
        <SelectField id="code-role" label={control.code_role} value={role} change={set_role} options={kRoles.map((one) => ({ value: String(one), word: words.roles[one] ?? '' }))} />
        <button type="submit" class="fcr-button">{control.code_make}</button>
      </form>
      {made.length === 0 ? <p class="fcr-empty">{control.codes_empty}</p> : <ul class="fcr-list" tabIndex={0} aria-labelledby="codes">{made.reverse().map(({ code, role: of }) => <Code key={code} code={code} role={of} />)}</ul>}
    </section>
  );
}
