// The master events list: what is planned, what became of it, and for controllers what to do with it.
import { line_order } from '../link/asking.ts';
import { JoinSeat_Role as Role, LineOrder_Kind as Order } from '../wire/fcr/v1/journal_pb.ts';
import type { LivePlannedLine } from '../wire/fcr/v1/live_pb.ts';
import { LiveLineStatus_Status as Status } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import type { Shape } from '../figures/level.ts';
import { ShapeMark } from './level_mark.tsx';
import { use_live } from './live_context.tsx';
import { Said } from './said.tsx';
import { Sure } from './sure.tsx';

const kShape: Record<Status, Shape> = { [Status.WAITING]: 'ring', [Status.HELD]: 'triangle', [Status.FIRED]: 'circle', [Status.SKIPPED]: 'square' };
const kMark: Record<Status, string> = { [Status.WAITING]: 'none', [Status.HELD]: 'watch', [Status.FIRED]: 'ok', [Status.SKIPPED]: 'none' };

function Orders(props: { line: LivePlannedLine; status: Status }) {
  const { connection } = use_live();
  const { control } = words;
  const { line, status } = props;
  if (status === Status.FIRED || status === Status.SKIPPED) {
    return <>{words.dash}</>;
  }
  const give = (order: Order) => () => void line_order(connection, order, line.id ?? '');
  const name = (order: Order) => control.event_orders[order] ?? '';
  const label = (order: Order) => control.event_order_of(name(order), line.title ?? '');
  const first = status === Status.HELD ? Order.RELEASE : Order.HOLD;
  return (
    <div class="fcr-buttons fcr-buttons--tight">
      <button type="button" class="fcr-button" aria-label={label(first)} onClick={give(first)}>{name(first)}</button>
      <Sure name={name(Order.SKIP)} label={label(Order.SKIP)} question={label(Order.SKIP)} yes={give(Order.SKIP)} />
      <Sure name={name(Order.FIRE)} label={label(Order.FIRE)} question={label(Order.FIRE)} yes={give(Order.FIRE)} />
    </div>
  );
}

function Row(props: { line: LivePlannedLine; status: Status; orders: boolean }) {
  const { clock } = use_live();
  const { control } = words;
  const { line, status } = props;
  const when = line.atUs === undefined ? line.when || control.event_when.by_hand : clock.seconds(line.atUs);
  const more = [line.contingency ? control.event_contingency(line.contingency) : '', line.objective ? control.event_objective(line.objective) : '', line.controller ? control.event_controller(line.controller) : ''].filter(Boolean);
  return (
    <tr>
      <td><span class="fcr-mark" data-mark={kMark[status]}><ShapeMark shape={kShape[status]} /> {control.event_status[status]}</span></td>
      <th scope="row"><Said text={line.title} /><span class="fcr-events__id"><Said text={line.id} /></span></th>
      <td><Said text={when} /></td>
      <td><Said text={line.inject} /></td>
      <td><Said text={[...line.expected, ...more].join('\n')} /></td>
      {props.orders ? <td><Orders line={line} status={status} /></td> : null}
    </tr>
  );
}

export function EventsList() {
  const { live } = use_live();
  const { control } = words;
  const orders = live.welcome?.role === Role.CONTROLLER;
  const planned = live.welcome?.planned ?? [];
  const columns = orders ? control.event_columns : control.event_columns.slice(0, -1);
  return (
    <section class="fcr-panel" aria-labelledby="events">
      <h2 id="events" class="govuk-heading-s">{control.events}</h2>
      {planned.length === 0 ? <p class="fcr-empty">{control.no_events}</p> : (
        <div class="fcr-scroll fcr-scroll--long" tabIndex={0} role="group" aria-labelledby="events">
          <table class="fcr-table fcr-events">
            <thead><tr>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
            <tbody>{planned.map((line, at) => <Row key={line.id} line={line} status={live.directing?.lines[at]?.status ?? Status.WAITING} orders={orders} />)}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}
