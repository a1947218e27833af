// The one WebSocket of the page: says hello, takes messages in, comes back after a loss, sends what
// is unanswered again.
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { ClientMessage, Goodbye, Hello } from '../wire/fcr/v1/live_pb.ts';
import { ClientMessageSchema, Goodbye_Why, HelloSchema, InputAnswerSchema, ServerMessageSchema } from '../wire/fcr/v1/live_pb.ts';
import { backoff_ms } from './backoff.ts';
import { last_number } from './feed.ts';
import type { Live } from './live.ts';
import { goes_on, kNothingYet, take_message } from './live.ts';
import type { Asked } from './outbox.ts';
import { Outbox } from './outbox.ts';
import { forget_token, keep_token, kept_token } from './token.ts';

const kFormat = 1;
const kSilent_ms = 10_000; // the server says something every second: the line is dead
const kGapAgain_ms = 1000;

export type Message = ClientMessage['what'];
export type Joining = { code: string; name?: string } | { wall: true };

export class Connection {
  live: Live = kNothingYet;
  readonly outbox = new Outbox<Message>();
  private socket: WebSocket | undefined;
  private joining: Joining | undefined;
  private tries = 0;
  private timer: number | undefined;
  private heard_ms = 0;
  private readonly watchers = new Set<() => void>();

  constructor() {
    setInterval(() => this.end_silence(), 1000);
    addEventListener('online', () => this.hurry());
  }

  /** Calls `changed` after every change; returns what ends that. */
  watch(changed: () => void): () => void {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  }

  /** With the seat of this tab, if it has one; else by a code or as a wall, if one is given. */
  begin(joining?: Joining): void {
    this.joining = joining;
    if (kept_token() || joining) {
      this.open();
    }
  }

  /** Leaves the seat: this tab forgets its token. */
  leave(): void {
    forget_token();
    this.outbox.clear();
    this.drop();
    this.set(kNothingYet);
  }

  /** Sends, now or as soon as there is a connection again. False: too much is unanswered. */
  ask(id: string, what: string, message: Message): boolean {
    const taken = this.outbox.add({ id, what, message });
    if (taken && this.live.link === 'open') {
      this.send(message);
    }
    this.set({});
    return taken;
  }

  private open(): void {
    clearTimeout(this.timer);
    this.set({ link: 'connecting' });
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/live`);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.heard_ms = performance.now();
    socket.onopen = () => this.send({ case: 'hello', value: this.hello() });
    socket.onmessage = (event) => this.hear(event.data);
    socket.onclose = () => {
      if (this.socket === socket) {
        this.again(backoff_ms(this.tries, Math.random()));
      }
    };
  }

  private hello(): Hello {
    const token = kept_token();
    const { feed } = this.live;
    const known = feed.entries.length > 0;
    if (token) {
      return create(HelloSchema, {
        format: kFormat,
        token,
        ...(known ? { haveThrough: last_number(feed.entries), branch: feed.branch } : {}),
      });
    }
    return create(HelloSchema, { format: kFormat, ...this.joining });
  }

  private send(what: Message): void {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(toBinary(ClientMessageSchema, create(ClientMessageSchema, { what })));
    }
  }

  private hear(data: ArrayBuffer): void {
    this.heard_ms = performance.now();
    const message = fromBinary(ServerMessageSchema, new Uint8Array(data));
    const { what } = message;
    if (what.case === 'goodbye') {
      this.part(what.value);
      return;
    }
    if (what.case === 'answer') {
      this.outbox.answer(what.value);
      this.set({});
      return;
    }
    const branch = this.live.welcome?.branch;
    const { live, gap } = take_message(this.live, message, performance.now());
    this.live = live;
    if (what.case === 'welcome') {
      this.tries = 0;
      if (what.value.token) {
        keep_token(what.value.token);
      }
      if (branch !== undefined && branch !== what.value.branch) {
        this.outbox.unanswered.forEach((asked: Asked<Message>) => this.settle_branch(asked));
      }
      this.outbox.unanswered.forEach((asked: Asked<Message>) => this.send(asked.message));
    }
    this.set({});
    if (gap) {
      this.again(kGapAgain_ms);
    }
  }

  /** A branch that was asked for has begun, though its answer was lost: another is not wanted. */
  private settle_branch({ id, message }: Asked<Message>): void {
    if (message.case === 'beginBranch') {
      this.outbox.answer(create(InputAnswerSchema, { id, accepted: true }));
    }
  }

  /** The server ends the connection and says why. */
  private part(goodbye: Goodbye): void {
    const why = goodbye.why ?? Goodbye_Why.WHY_UNSPECIFIED;
    const refusal = { why, text: goodbye.text ?? '', retry_s: goodbye.retryS ?? 0 };
    if (why === Goodbye_Why.BRANCHED) {
      this.again(0);
    } else if (goes_on(why)) {
      this.set({ refusal });
      this.again(Math.max(refusal.retry_s * 1000, backoff_ms(this.tries, Math.random())));
    } else {
      if (why === Goodbye_Why.NOT_ADMITTED || why === Goodbye_Why.REMOVED) {
        forget_token();
        this.outbox.clear();
      }
      this.drop();
      this.set({ link: 'refused', refusal });
    }
  }

  private again(after_ms: number): void {
    this.drop();
    this.tries += 1;
    this.set({ link: 'waiting' });
    this.timer = setTimeout(() => this.open(), after_ms);
  }

  /** Closes without coming back. */
  private drop(): void {
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
  }

  private end_silence(): void {
    if (this.socket && performance.now() - this.heard_ms > kSilent_ms) {
      this.again(backoff_ms(this.tries, Math.random()));
    }
  }

  private hurry(): void {
    if (this.live.link === 'waiting') {
      this.open();
    }
  }

  private set(change: Partial<Live>): void {
    this.live = { ...this.live, ...change };
    for (const changed of this.watchers) {
      changed();
    }
  }
}
