// What walls show at 1,000 instants against what their exercises' journals give again.
//
//   node tests/browser/live_recomputed.mjs FCRSIM ROOM_STATES [--instants N] [--seed N] [--keep FOLDER]
//
// Eight exercises of the project run at x60 beside each other, each with a wall in Chromium. Seats
// without a browser act, acknowledge, pause, jump ahead and let many people ring by chance, so that the
// instants lie all over the exercises. Each state that a wall puts into its page is an instant, once
// for each simulated moment. When there are N (1,000 unless said) the servers end; ROOM_STATES
// (tests/live/room_states) makes each exercise again from its journal and tells counts and times at
// those moments, of which expected_room.mjs makes the texts anew. All texts of strip, tiles and line of
// alarms must be equal.
// At the end figures are changed by one, and each change must be noticed.
// --keep leaves the journals in FOLDER. Exit 1 at any difference or with fewer instants. Without a
// browser it exits 77.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fromBinary, fromJsonString } from '@bufbuild/protobuf';
import { expected_texts } from './expected_room.mjs';
import { close, expect, faults, launch, need_browser, open_wall } from './live_page.mjs';
import { kBrokenOff, kProject, Seat, serve, start_exercise } from './served.mjs';
import { differences, keep_shown } from './shown_room.mjs';
import { LiveRunState, ServerMessageSchema } from './wire.mjs';

const kExercises = ['quiet_weekday', 'friday_night', 'contractor_half', 'cad_fails', 'city_centre_attack', 'telephony_fails', 'we_are_the_neighbour', 'new_year'];
const kSpeed = 60;
const kActEvery_ms = 1200;
const kTold = 20; // differences that are printed

const { values: options, positionals: [program, room_states] } = parseArgs({
  allowPositionals: true,
  options: { instants: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, keep: { type: 'string' } },
});
const wanted = Number(options.instants);
if (!program || !room_states || !(wanted > 0)) {
  console.error('node tests/browser/live_recomputed.mjs FCRSIM ROOM_STATES [--instants N] [--seed N] [--keep FOLDER]');
  process.exit(2);
}
need_browser();

/** Numbers from 0 to 1, by a seed (mulberry32). */
function chances(seed) {
  let at = seed;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let bits = Math.imul(at ^ (at >>> 15), 1 | at);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

const kActions = [
  ['open_overflow', { reason: 'busy' }],
  ['close_overflow', {}],
  ['emergencies_only', {}],
  ['all_calls', {}],
  ['ask_for_aid', { reason: 'busy' }],
  ['end_aid', {}],
  ['call_in', { pool: 'in_house', people: 2 }],
  ['start_message', {}],
  ['stop_message', {}],
  ['start_call_backs', { reason: 'busy' }],
  ['stop_call_backs', { reason: 'calm' }],
  ['go_on_paper', { reason: 'drill' }],
  ['recover', { reason: 'drill over' }],
  ['declare_critical', { reason: 'many injured' }],
  ['declare_major', { reason: 'many injured', methane: { type: 'crash' } }],
  ['start_triage', {}],
  ['stop_triage', {}],
  ['start_spill', { lengthUs: 90_000_000n }],
  ['stop_spill', {}],
  ['longest_wait_first', {}],
  ['planned_priority', {}],
  ['reconcile', { people: 3 }],
];

/** One exercise with its wall. */
class Room {
  moments = new Map(); // number of a state -> simulated microseconds
  done = 0; // actions that were accepted

  static async open(browser, name, chance, folder) {
    const room = new Room();
    Object.assign(room, { name, chance, journal: path.join(folder, name) });
    room.server = await serve(program, path.join(kProject, `config/exercises/${name}.txtpb`), room.journal);
    room.wall = await open_wall(browser, room.server.address, { width: 1280, height: 720 }, async (page) => {
      page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => room.#hear(payload)));
      await page.addInitScript(keep_shown);
    });
    room.controller = await start_exercise(room.server, kSpeed);
    room.supervisor = await Seat.join(room.server.address, room.server.code('supervisor'), 'Sam');
    room.playing = room.#play();
    return room;
  }

  instants() {
    return new Set(this.moments.values()).size;
  }

  /** What the wall has shown, oldest first, once for each simulated moment. */
  async end() {
    this.ending = true;
    await this.playing;
    this.shown = (await this.wall.page.evaluate(() => window.fcr_shown)).filter(({ number }) => this.moments.has(number)).map((one) => ({ ...one, at_us: this.moments.get(one.number) }));
    this.controller.leave();
    this.supervisor.leave();
    await close(this.wall, `wall of ${this.name}`);
    expect((await this.server.stop()) === kBrokenOff, `the program that served ${this.name} did not end well`);
  }

  #hear(payload) {
    const { what } = fromBinary(ServerMessageSchema, new Uint8Array(payload));
    if (what.case === 'state') {
      this.moments.set(Number(what.value.number), what.value.nowUs);
    }
  }

  async #play() {
    const { chance, controller, supervisor } = this;
    const one_of = (list) => list[Math.floor(chance() * list.length)];
    const { startUs, endUs } = controller.welcome;
    while (!this.ending) {
      const what = chance();
      const { nowUs, alarms, run } = controller.state ?? {};
      if (run !== LiveRunState.RUNNING) {
        await controller.order('RESUME');
      } else if (what < 0.2) {
        const span = ((endUs - startUs) * BigInt(Math.floor(chance() * 1000))) / 12_000n;
        if (nowUs + span < endUs - 600_000_000n) {
          await controller.order('JUMP', { spanUs: nowUs - startUs + span });
        }
      } else if (what < 0.3) {
        await controller.give({ case: 'adHoc', value: { title: 'Many callers', inject: { what: { case: 'burst', value: { callClass: '999', calls: 60, overS: 300 } } } } });
      } else if (what < 0.35) {
        await controller.order('PAUSE', { reason: `${one_of(['What do you see?', 'A question', 'A break'])}` });
      } else if (what < 0.45 && alarms?.length > 0) {
        await supervisor.acknowledge(one_of(alarms).number);
      } else {
        const [kind, more] = one_of(kActions);
        this.done += (await supervisor.act(kind, more)).accepted ? 1 : 0;
      }
      await new Promise((done) => setTimeout(done, 2 * chance() * kActEvery_ms));
    }
  }

  /** What the journal gives again: the states of each moment that was shown. */
  recompute() {
    const moments = [...new Set(this.shown.map(({ at_us }) => at_us))].sort((a, b) => Number(a - b));
    const told = execFileSync(room_states, [this.journal], { input: moments.join('\n'), maxBuffer: 2 ** 30, encoding: 'utf8' });
    const messages = told.trimEnd().split('\n').map((line) => fromJsonString(ServerMessageSchema, line).what);
    const of = (kind) => messages.filter((what) => what.case === kind).map(({ value }) => value);
    this.welcome = of('welcome')[0];
    this.feed = of('feed').flatMap(({ entries }) => entries);
    this.states = new Map(moments.map((at_us) => [at_us, []]));
    of('state').forEach((state) => this.states.get(state.nowUs).push(state));
  }

  texts(state) {
    return expected_texts(this.welcome, state, this.feed);
  }
}

const folder = options.keep ?? mkdtempSync(path.join(tmpdir(), 'fcr-recomputed-'));
mkdirSync(folder, { recursive: true });
const browser = await launch();
const chance = chances(Number(options.seed));
const rooms = [];
for (const name of kExercises) {
  rooms.push(await Room.open(browser, name, chance, folder));
}
const sum = (of) => rooms.reduce((total, room) => total + of(room), 0);
while (sum((room) => room.instants()) < wanted * 1.05) {
  await new Promise((done) => setTimeout(done, 250));
}
await Promise.all(rooms.map((room) => room.end()));
await browser.close();

const counts = { instants: 0, texts: 0, between: 0, differences: 0, levels: {} };

/** Holds what was shown at one moment to the recomputation. Of a moment at which something was put in,
 * it may be of before or after. */
function compare(room, { at_us, texts }) {
  const candidates = (room.states.get(at_us) ?? []).map((state) => differences(texts, room.texts(state)));
  const found = candidates.find(({ length }) => length === 0) ?? candidates[0] ?? [{ key: 'state', shown: 'there', expected: 'none' }];
  counts.instants += 1;
  counts.texts += Object.keys(texts).length;
  counts.between += candidates.length > 1 ? 1 : 0;
  for (const { key, shown, expected } of found) {
    counts.differences += 1;
    if (counts.differences <= kTold) {
      console.log(`  ${room.name} at ${at_us} us, ${key}: shown "${shown}", recomputed "${expected}"`);
    }
  }
}

for (const room of rooms) {
  room.recompute();
  const first = new Map(room.shown.toReversed().map((one) => [one.at_us, one]));
  first.forEach((one) => compare(room, one));
  const seen = (key) => new Set(room.shown.map(({ texts }) => texts[key]?.split(' ')[0])).size;
  console.log(`${room.name.padEnd(22)}${String(first.size).padStart(5)} instants, ${room.done} actions done, ${seen('emergency_waiting: figure 1')} and ${seen('other_waiting: figure 1')} different counts waiting`);
  for (const { texts } of first.values()) {
    for (const key of Object.keys(texts).filter((name) => name.endsWith(': level'))) {
      const level = texts[key].split(' ')[0];
      counts.levels[level] = (counts.levels[level] ?? 0) + 1;
    }
  }
}

/** A figure of the recomputation that is another one must be noticed. */
const kAltered = [
  (state) => (state.board.emergency.waiting += 1),
  (state) => (state.board.emergencyToday.numerator += 1n),
  (state) => (state.board.emergencyToday.denominator += 1n),
  (state) => (state.board.other.longestWaitS += 1),
  (state) => (state.board.otherAbandoned.numerator += 1n),
  (state) => (state.board.tiles[4].level = (state.board.tiles[4].level + 1) % 4),
  (state) => (state.pools[0].free += 1),
  (state) => (state.board.undispatched += 1),
  (state) => (state.orders.messageOn = !state.orders.messageOn),
  (state) => (state.nowUs += 1_000_000n),
];
let noticed = 0;
const [room] = rooms;
const { at_us, texts } = room.shown.findLast((one) => room.states.get(one.at_us).length === 1);
for (const alter of kAltered) {
  const state = structuredClone(room.states.get(at_us)[0]);
  alter(state);
  noticed += differences(texts, room.texts(state)).length > 0 ? 1 : 0;
}

console.log(`levels shown: ${Object.entries(counts.levels).map(([level, times]) => `${level} ${times}`).join(', ')}`);
console.log(`${counts.instants} instants, ${counts.texts} texts compared, ${counts.differences} differences; at ${counts.between} instants something was put in; ${noticed} of ${kAltered.length} altered figures noticed`);
expect(counts.differences === 0, 'a wall shows what the journal does not give again');
expect(counts.instants >= wanted, `only ${counts.instants} of ${wanted} instants were compared`);
expect(noticed === kAltered.length, 'an altered figure was not noticed');
if (!options.keep) {
  rmSync(folder, { recursive: true });
}
console.log(faults.length === 0 ? 'The walls show what the journals give again.' : `${faults.length} faults.`);
process.exit(faults.length === 0 ? 0 : 1);
