// The real program, serving an exercise to a browser test, and seats that are taken without a browser.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { WebSocket } from 'ws';
import { ClientMessageSchema, RunOrder_Kind, ServerMessageSchema } from './wire.mjs';

export const kProject = fileURLToPath(new URL('../../../..', import.meta.url));

/** The program's exit code when it is ended while the exercise is not over. */
export const kBrokenOff = 130;

/** The program, once it says where it can be reached. `journal` is the exercise's folder; `sockets`
 * how many this machine may have. */
export async function serve(program, exercise, journal, { port = 0, sockets = 60 } = {}) {
  const child = spawn(program, ['exercise', 'serve', exercise, '--journal', journal, '--port', String(port), '--sockets-per-address', String(sockets)], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => child.kill('SIGKILL')); // of one that has ended nothing
  const ended = new Promise((done) => child.on('exit', (code, signal) => done(code ?? signal)));
  let text = '';
  await new Promise((done, fail) => {
    child.stdout.on('data', (bytes) => {
      text += bytes;
      if (/observer +\S+#code=\S+\n/.test(text)) {
        done();
      }
    });
    ended.then((code) => fail(new Error(`the program ended with ${code}: ${text}`)));
  });
  const address = /wallboard +(http:\/\/\S+)\/wall/.exec(text)[1];
  const code = (role) => new RegExp(`${role} +\\S+#code=(\\S+)`).exec(text)[1];
  const stop = () => {
    child.kill('SIGINT');
    return ended;
  };
  return { child, ended, address, code, stop };
}

/** A seat by a WebSocket of its own: it gives inputs and waits for their answers. */
export class Seat {
  state; // the newest
  welcome;
  #asked = new Map(); // id -> who waits for the answer
  #let_in;

  static async join(address, code, name) {
    const seat = new Seat();
    seat.socket = new WebSocket(`${address.replace('http', 'ws')}/live`, { origin: address });
    await new Promise((done, fail) => {
      seat.socket.on('open', done);
      seat.socket.on('error', fail);
    });
    const let_in = new Promise((done, fail) => (seat.#let_in = { done, fail }));
    seat.socket.on('message', (bytes) => seat.#hear(fromBinary(ServerMessageSchema, new Uint8Array(bytes)).what));
    seat.#say({ case: 'hello', value: { format: 1, code, name } });
    await let_in;
    return seat;
  }

  /** The answer to an input (`{ case, value }` of v1::ExerciseInput). */
  give(what) {
    const id = randomUUID();
    return this.#ask(id, { case: 'input', value: { id, what } });
  }

  /** The answer to an order; `kind` as in v1::RunOrder. */
  order(kind, more = {}) {
    return this.give({ case: 'run', value: { kind: RunOrder_Kind[kind], ...more } });
  }

  /** An order that must be accepted. */
  async run(kind, more) {
    const answer = await this.order(kind, more);
    if (!answer.accepted) {
      throw new Error(`${kind} was refused: ${answer.reason}`);
    }
  }

  act(kind, more = {}) {
    return this.give({ case: 'action', value: { kind, ...more } });
  }

  acknowledge(number) {
    const id = randomUUID();
    return this.#ask(id, { case: 'acknowledgeAlarm', value: { id, number } });
  }

  leave() {
    this.socket.close();
  }

  #ask(id, what) {
    return new Promise((done) => {
      this.#asked.set(id, done);
      this.#say(what);
    });
  }

  #say(what) {
    this.socket.send(toBinary(ClientMessageSchema, create(ClientMessageSchema, { what })));
  }

  #hear(what) {
    if (what.case === 'welcome') {
      this.welcome = what.value;
      this.#let_in.done();
    } else if (what.case === 'state') {
      this.state = what.value;
    } else if (what.case === 'answer') {
      this.#asked.get(what.value.id)?.(what.value);
      this.#asked.delete(what.value.id);
    } else if (what.case === 'goodbye') {
      this.#let_in.fail(new Error(`not let in: ${what.value.text}`));
    }
  }
}

/** A controller who has started the exercise. */
export async function start_exercise({ address, code }, speed) {
  const controller = await Seat.join(address, code('controller'), 'Priya');
  await controller.run('OPEN_LOBBY');
  await controller.run('START');
  await controller.run('SET_SPEED', { speed });
  return controller;
}
