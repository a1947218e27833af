// A server for tests of the live pages alone: sends the built files with the headers of the real one
// and plays scripted messages over a WebSocket. It knows no room and decides nothing.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { WebSocketServer } from 'ws';
import { contract_month_of, costs_of, directing_of, feed_of, kFirst_us, people_of, projection_of, state_of, welcome_of } from './fake_room.mjs';
import { ClientMessageSchema, ServerMessageSchema } from './wire.mjs';

const web = fileURLToPath(new URL('../..', import.meta.url));

const kPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'none'";
const kRoles = { CONTROL: 1, EVALUATE: 2, ROLEPLAY: 3, SUPERVISE: 4, HANDLE: 5, OBSERVE: 6 };
const kNames = ['', 'controller', 'evaluator', 'role-player', 'supervisor', 'handler', 'observer'];

/** What the files say is served: path to file, type and bytes. */
function read_files(folder) {
  const { files } = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  return new Map(files.map(({ path: at, file, type }) => [at, { type, body: readFileSync(path.join(folder, file)) }]));
}

export class FakeLive {
  kind = 'normal';
  silent = false;
  answering = true;
  change = (state) => state; // of every state before it is sent
  welcome_change = (welcome) => welcome;
  feed_change = (feed) => feed;
  now_us = kFirst_us;
  received = []; // {seat, what} of every message but hello
  hellos = [];
  refuse = new Map(); // kind of action -> reason
  #number = 0;
  #sockets = new Set();
  #answered = new Map(); // seat and id -> answer
  #files;

  /** `folder`: of the built pages; default: the committed ones. */
  constructor(folder = path.join(web, 'dist/live')) {
    this.#files = read_files(folder);
  }

  async start() {
    this.http = createServer((request, response) => this.#send_file(request, response));
    this.sockets = new WebSocketServer({ server: this.http, path: '/live', perMessageDeflate: false, maxPayload: 65536 });
    this.sockets.on('connection', (socket) => this.#meet(socket));
    await new Promise((done) => this.http.listen(0, '127.0.0.1', done));
    this.address = `http://127.0.0.1:${this.http.address().port}`;
    this.timer = setInterval(() => this.#tick(), 250);
    return this;
  }

  async stop() {
    clearInterval(this.timer);
    this.drop_all();
    await new Promise((done) => this.http.close(done));
  }

  /** Closes every connection without a word. */
  drop_all() {
    for (const socket of this.#sockets) {
      socket.terminate();
    }
  }

  to_all(what) {
    for (const socket of this.#sockets) {
      this.#say(socket, what);
    }
  }

  goodbye_all(why, text = '', retry_s = 0) {
    this.to_all({ case: 'goodbye', value: { why, text, retryS: retry_s } });
    this.drop_all();
  }

  #send_file(request, response) {
    const file = this.#files.get(new URL(request.url, 'http://x').pathname);
    response.writeHead(file ? 200 : 404, { 'Content-Type': file?.type ?? 'text/plain; charset=utf-8', 'Content-Security-Policy': kPolicy, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
    response.end(file?.body ?? 'Nothing is here.');
  }

  #say(socket, what) {
    if (socket.readyState === 1) {
      socket.send(toBinary(ServerMessageSchema, create(ServerMessageSchema, { what })));
    }
  }

  #meet(socket) {
    socket.on('message', (bytes) => {
      const { what } = fromBinary(ClientMessageSchema, new Uint8Array(bytes));
      if (what.case === 'hello') {
        this.#greet(socket, what.value);
      } else {
        this.received.push({ seat: socket.seat, what });
        if (this.answering) {
          this.#answer(socket, what);
        }
      }
    });
    socket.on('close', () => this.#sockets.delete(socket));
  }

  #greet(socket, hello) {
    this.hellos.push(hello);
    const role = hello.code ? kRoles[hello.code] : hello.token ? Number(hello.token.split('-')[1]) : undefined;
    if (role === undefined && !hello.wall) {
      this.#say(socket, { case: 'goodbye', value: { why: 1, text: '' } });
      socket.close();
      return;
    }
    socket.role = role;
    socket.seat = role ? `${kNames[role]}-1` : '';
    this.#sockets.add(socket);
    this.#say(socket, { case: 'welcome', value: this.welcome_change(welcome_of(role, socket.seat, hello.code ? `token-${role}` : undefined)) });
    const directing = role === 1 || role === 2;
    this.#say(socket, { case: 'feed', value: this.feed_change(feed_of(directing)) });
    this.#say(socket, { case: 'state', value: this.#state() });
    this.#say(socket, { case: 'contractMonth', value: contract_month_of() });
    if (directing) {
      this.#say(socket, { case: 'directing', value: directing_of() });
    }
    if (directing || role === 4) {
      this.#say(socket, { case: 'projection', value: projection_of() });
      this.#say(socket, { case: 'costs', value: costs_of() });
      this.#say(socket, { case: 'people', value: people_of() });
    }
  }

  #state() {
    this.#number += 1;
    return this.change(state_of(this.kind, this.#number, this.now_us));
  }

  #tick() {
    this.pass(250_000n);
  }

  /** Lets simulated time pass, and tells the state. */
  pass(span_us) {
    this.now_us += this.kind === 'paused' || this.kind === 'no_duff' ? 0n : span_us;
    if (!this.silent) {
      this.to_all({ case: 'state', value: this.#state() });
    }
  }

  #answer(socket, what) {
    const { id } = what.value;
    const key = `${socket.seat} ${id}`;
    const before = this.#answered.get(key);
    if (before) {
      this.#say(socket, { case: 'answer', value: { ...before, repeated: true } });
      return;
    }
    const action = what.case === 'input' && what.value.what.case === 'action' ? what.value.what.value : undefined;
    const reason = this.refuse.get(action?.kind);
    const answer = {
      id,
      accepted: !reason,
      ...(reason ? { reason } : {}),
      atUs: this.now_us,
      ...(action && !reason ? { effectiveUs: this.now_us + 300_000_000n, count: action.people ?? 0 } : {}),
      ...(what.case === 'makeCode' ? { code: 'K7QF-2M9X-PD4C' } : {}),
      ...(what.case === 'askForReview' ? { path: '/review/4f1c9a' } : {}),
    };
    this.#answered.set(key, answer);
    this.#say(socket, { case: 'answer', value: answer });
  }
}
