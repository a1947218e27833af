// What the page has asked for and what came of it. An input keeps its id until it is answered: after
// a connection was lost it is sent again, and the exercise does it once.
import type { InputAnswer } from '../wire/fcr/v1/live_pb.ts';

export interface Asked<Message> {
  id: string;
  what: string; // in words, for the list of answers
  message: Message;
  answer?: InputAnswer;
}

const kKept = 50;

export class Outbox<Message> {
  private list: readonly Asked<Message>[] = [];

  /** All of this page, oldest first; a new array after every change. */
  get all(): readonly Asked<Message>[] {
    return this.list;
  }

  get unanswered(): readonly Asked<Message>[] {
    return this.list.filter((asked) => !asked.answer);
  }

  /** False: too much is unanswered already, and it was not taken. */
  add(asked: Asked<Message>): boolean {
    if (this.unanswered.length >= kKept) {
      return false;
    }
    const over = this.list.length + 1 - 2 * kKept;
    const done = this.list.filter((one) => one.answer).slice(0, Math.max(0, over));
    this.list = [...this.list.filter((one) => !done.includes(one)), asked];
    return true;
  }

  /** The answered one; none: the answer is to nothing of this page, or the second to the same. */
  answer(answer: InputAnswer): Asked<Message> | undefined {
    const asked = this.list.find((one) => one.id === answer.id && !one.answer);
    if (!asked) {
      return undefined;
    }
    const done = { ...asked, answer };
    this.list = this.list.map((one) => (one === asked ? done : one));
    return done;
  }

  clear(): void {
    this.list = [];
  }
}
