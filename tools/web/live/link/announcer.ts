// What a screen reader is told, politely: at most one announcement in five seconds. What comes faster
// waits and is said together; of too much the newest is kept.

export const kGap_ms = 5000;
const kKept = 3;

export class Announcer {
  private waiting: string[] = [];
  private said_ms = -Infinity;

  add(text: string): void {
    if (this.waiting.at(-1) !== text) {
      this.waiting = [...this.waiting, text].slice(-kKept);
    }
  }

  /** What is to be said now; none: nothing waits, or it is too early. */
  next(now_ms: number): string | undefined {
    if (this.waiting.length === 0 || now_ms - this.said_ms < kGap_ms) {
      return undefined;
    }
    const text = this.waiting.join(' ');
    this.waiting = [];
    this.said_ms = now_ms;
    return text;
  }
}
