// What the page asks of the exercise: one function for each kind, each with an id of its own.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import type { InjectSchema } from '../wire/fcr/v1/exercise_pb.ts';
import type { JoinSeat_Role, PlayerActionSchema, RunOrderSchema } from '../wire/fcr/v1/journal_pb.ts';
import { ExerciseInputSchema, LineOrder_Kind } from '../wire/fcr/v1/journal_pb.ts';
import { AcknowledgeAlarmSchema, AskForReviewSchema, BeginBranchSchema, MakeCodeSchema, RemoveSeatSchema } from '../wire/fcr/v1/live_pb.ts';
import { words } from '../words/words.ts';
import type { Connection } from './connection.ts';

const { asked } = words.control;

/** 128 random bits. `crypto.randomUUID` is there in secure contexts only, which a page of another
 * computer without TLS is not. */
function new_id(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Input = NonNullable<MessageInitShape<typeof ExerciseInputSchema>['what']>;

function give(connection: Connection, what: Input, told: string): boolean {
  const id = new_id();
  return connection.ask(id, told, { case: 'input', value: create(ExerciseInputSchema, { id, what }) });
}

export function run_order(connection: Connection, order: MessageInitShape<typeof RunOrderSchema>): boolean {
  return give(connection, { case: 'run', value: order }, asked.run(words.control.orders[order.kind ?? 0] ?? ''));
}

export function line_order(connection: Connection, kind: LineOrder_Kind, line: string): boolean {
  return give(connection, { case: 'line', value: { kind, line } }, asked.line(words.control.event_orders[kind] ?? '', line));
}

export function inject(connection: Connection, title: string, what: MessageInitShape<typeof InjectSchema>, kind: string): boolean {
  return give(connection, { case: 'adHoc', value: { title, inject: what } }, asked.inject(kind));
}

export function act(connection: Connection, action: MessageInitShape<typeof PlayerActionSchema>, told: string): boolean {
  return give(connection, { case: 'action', value: action }, told);
}

export function keep_note(connection: Connection, text: string): boolean {
  return give(connection, { case: 'note', value: { text } }, asked.note);
}

export function acknowledge(connection: Connection, number: bigint): boolean {
  const id = new_id();
  return connection.ask(id, asked.alarm(Number(number)), { case: 'acknowledgeAlarm', value: create(AcknowledgeAlarmSchema, { id, number }) });
}

export function begin_branch(connection: Connection, at_us: bigint, told: string): boolean {
  const id = new_id();
  return connection.ask(id, asked.branch(told), { case: 'beginBranch', value: create(BeginBranchSchema, { id, atUs: at_us }) });
}

export function ask_for_review(connection: Connection): boolean {
  const id = new_id();
  return connection.ask(id, asked.review, { case: 'askForReview', value: create(AskForReviewSchema, { id }) });
}

export function make_code(connection: Connection, role: JoinSeat_Role): boolean {
  const id = new_id();
  return connection.ask(id, asked.code(words.roles[role] ?? ''), { case: 'makeCode', value: create(MakeCodeSchema, { id, role }) });
}

export function remove_seat(connection: Connection, seat: string): boolean {
  const id = new_id();
  return connection.ask(id, asked.remove(seat), { case: 'removeSeat', value: create(RemoveSeatSchema, { id, seat }) });
}
