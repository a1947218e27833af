// Who comes late: how soon the right screen stands there, and how much had to be told for it.
//
//   node tests/browser/late_join.mjs FCRSIM [--times N]
//
// The exercise is a day of about 20,000 calls: the room of the training exercises with 25 times the
// calls and 15 times the seats. Seats without a browser play four hours of it, by jumps, with hundreds
// of actions, messages and notes; a wall, a desk, an evaluator and a controller in Chromium are there
// from the start. Then it runs at x1 and each kind of page is opened anew N times (5 unless said).
// A screen is right when all its texts, those of the page whole, are the ones that a page which was
// there before shows of the same state; it is there when it is painted, counted from the navigation.
// Bytes are those of all messages until then. At the end the day is played out and its calls counted.
// Exit 1 when a screen is not right within 1 s or takes more than 256 KiB, when the exercise has fewer
// than 20,000 calls. Without a browser it exits 77.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fromBinary } from '@bufbuild/protobuf';
import { close, expect, faults, launch, need_browser, open_wall, seat } from './live_page.mjs';
import { kProject, Seat, serve, start_exercise } from './served.mjs';
import { differences, keep_shown } from './shown_room.mjs';
import { ServerMessageSchema } from './wire.mjs';

const kWithin_ms = 1000;
const kBytesMax = 256 * 1024;
const kCallsLeast = 20_000;
const kRest_ms = 1000; // until a page that was closed or left has gone
const kPlayed_s = 4 * 3600;
const kJumps = 40;
const kCallsTimes = 25;
const kSeatsTimes = 15;
const kSupervisors = 6;
const kEvaluators = 6;
const kRoles = { '/desk': 'supervisor', '/evaluate': 'evaluator', '/control': 'controller' };

const { values: options, positionals: [program] } = parseArgs({ allowPositionals: true, options: { times: { type: 'string', default: '5' } } });
if (!program || !(Number(options.times) > 0)) {
  console.error('node tests/browser/late_join.mjs FCRSIM [--times N]');
  process.exit(2);
}
need_browser();

/** Writes the exercise and what it names; its file. */
function write_exercise(folder) {
  const config = (...names) => path.join(kProject, 'config', ...names);
  const seats = readFileSync(config('profiles/mid_force_contractor_seats.csv'), 'utf8').replace(/(?<=,)\d+(?=[,\r\n])/g, (count) => String(kSeatsTimes * Number(count)));
  const room = readFileSync(config('scenarios/mid_force_training.txtpb'), 'utf8')
    .replaceAll('"../profiles/mid_force_contractor_seats.csv"', '"seats.csv"')
    .replaceAll('profile_csv: "../profiles/mid_force_calls.csv"', `profile_csv: "calls.csv" volume_factor: ${kCallsTimes}`);
  const exercise = readFileSync(config('exercises/quiet_weekday.txtpb'), 'utf8')
    .replace(/^scenario: .*/m, 'scenario: "room.txtpb" set: "run.measured_h=36"')
    .replace(/^length_h: .*/m, 'length_h: 24');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'seats.csv'), seats);
  writeFileSync(path.join(folder, 'calls.csv'), readFileSync(config('profiles/mid_force_calls.csv')));
  writeFileSync(path.join(folder, 'room.txtpb'), room);
  writeFileSync(path.join(folder, 'day.txtpb'), exercise);
  return path.join(folder, 'day.txtpb');
}

/** In the page, before its script: each state that `keep_shown` keeps gets the text of the whole page
 * as well, and when it was painted. What a seat asked for and may do with others' seats is left out. */
function keep_whole() {
  const text_of = (element) => element?.textContent ?? '';
  document.addEventListener('fcr-shown', ({ detail: one }) => {
    const main = document.querySelector('main');
    const own = ['answers', 'players'].map((part) => text_of(main.querySelector(`[aria-labelledby=${part}]`)));
    const players = [...main.querySelectorAll('[aria-labelledby=players] tr')].map((row) => [...row.children].slice(0, 3).map(text_of).join(' '));
    one.text = own.reduce((rest, part) => rest.replace(part, ''), main.textContent) + players.join('; ');
    requestAnimationFrame(() => requestAnimationFrame(() => (one.painted = performance.timeOrigin + performance.now())));
  });
}

/** The page keeps what it shows, and here what it is told. */
async function watch(page) {
  const messages = []; // {bytes, state}
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => {
    const { what } = fromBinary(ServerMessageSchema, new Uint8Array(payload));
    messages.push({ bytes: payload.length, state: what.case === 'state' ? Number(what.value.number) : undefined });
  }));
  await page.addInitScript(keep_shown);
  await page.addInitScript(keep_whole);
  return messages;
}

const kept = (page) => page.evaluate(() => ({
  from: performance.timeOrigin,
  screens: window.fcr_shown,
}));

/** A page of this kind on which `watch` was begun when it was opened: at `/wall`, or with a seat that
 * has joined. */
async function come(browser, server, kind) {
  if (kind === '/wall') {
    let messages;
    const opened = await open_wall(browser, server.address, {}, async (page) => (messages = await watch(page)));
    return { ...opened, messages };
  }
  const opened = await seat(browser, server.address, server.code(kRoles[kind]), '/');
  const messages = await watch(opened.page);
  await opened.page.waitForTimeout(kRest_ms);
  await opened.page.goto(server.address + kind);
  await opened.page.waitForSelector('.fcr-strip__age[data-fresh=fresh]');
  return { ...opened, messages };
}

const kPlayed = [
  ['brief', { text: 'EXERCISE. All seats: 999 first; tell me when 101 waits beyond five minutes.' }],
  ['decide', { text: 'Overflow stays as it is; looked at again in ten minutes.', reason: 'waits are falling on both lines' }],
  ['open_overflow', { reason: '101 waits four minutes' }],
  ['call_in', { pool: 'in_house', people: 4, reason: 'two went sick' }],
  ['close_overflow', {}],
  ['start_message', {}],
  ['stop_message', {}],
];
const kNote = 'The desk has looked at both lines before it decided, and has told the room why. Ask again in the debrief.';

/** Four hours with hundreds of entries, by seats without a browser. */
async function play(server, controller) {
  const join = (role, count) => Promise.all(Array.from({ length: count }, (_, at) => Seat.join(server.address, server.code(role), `${role} ${at + 1}`)));
  const supervisors = await join('supervisor', kSupervisors);
  const evaluators = await join('evaluator', kEvaluators);
  for (let jump = 1; jump <= kJumps; jump += 1) {
    await controller.run('JUMP', { spanUs: BigInt((kPlayed_s / kJumps) * jump) * 1_000_000n });
    const acted = supervisors.map((one, at) => one.act(...kPlayed[(jump + at) % kPlayed.length]));
    const noted = evaluators.map((one) => one.give({ case: 'note', value: { text: `Step ${jump}. ${kNote}` } }));
    await Promise.all([...acted, ...noted]);
  }
  [...supervisors, ...evaluators].forEach((one) => one.leave());
}

/** Where two texts part, with a little of both. */
function parting(one, other) {
  const at = [...one].findIndex((letter, place) => letter !== other[place]);
  return [one, other].map((text) => `"${text.slice(Math.max(0, at - 30), at + 60)}"`).join(', on the page that was there before ');
}

/** Opens a page of the kind and holds its screens to those of the page that was there before. */
async function join_late(browser, server, kind, there) {
  await there.page.waitForTimeout(kRest_ms);
  await there.page.evaluate(() => (window.fcr_shown.length = 0));
  const late = await come(browser, server, kind);
  await late.page.waitForTimeout(2 * kWithin_ms);
  const [{ from, screens }, { screens: known }] = [await kept(late.page), await kept(there.page)];
  const same = (one) => known.filter(({ number }) => number === one.number).map((other) => ({ differs: differences(one.texts, other.texts), other: other.text }))[0];
  const compared = screens.filter((one) => one.painted).map((one) => ({ ...one, ...same(one) })).filter(({ differs }) => differs);
  const right = compared.find(({ differs, text, other }) => differs.length === 0 && text === other);
  const last = compared.at(-1);
  if (!right && last) {
    last.differs.forEach(({ key, shown, expected }) => console.log(`  ${kind}, ${key}: "${shown}", on the page that was there before "${expected}"`));
    console.log(`  ${kind}: ${parting(last.text, last.other)}`);
  }
  const until = late.messages.findIndex(({ state }) => state === right?.number);
  const bytes = late.messages.slice(0, until + 1).reduce((sum, one) => sum + one.bytes, 0);
  await close(late, `late ${kind}`);
  return { kind, ms: right ? right.painted - from : Infinity, bytes, right: right !== undefined };
}

/** Of long lists the first rows are drawn, and all for who asks. */
async function check_rows({ page }) {
  const notes = page.locator('[aria-labelledby=notes]:has(h2)');
  const rows = () => notes.locator('li').count();
  const seen = [await rows()];
  for (const more = notes.locator('.fcr-more'); (await more.count()) > 0; seen.push(await rows())) {
    await more.click();
  }
  expect(seen.join() === `50,150,${kJumps * kEvaluators}`, `rows of notes that are shown: ${seen}`);
  const history = page.locator('[aria-labelledby=history]:has(h2)');
  expect((await history.locator('tbody tr').count()) === 0, 'the table of the last hour is drawn although it is folded');
  await history.locator('summary').click();
  await history.locator('tbody tr').first().waitFor();
  expect((await history.locator('tbody tr').count()) >= 60, 'the table of the last hour has too few minutes');
}

const folder = mkdtempSync(path.join(tmpdir(), 'fcr-late-'));
const journal = path.join(folder, 'kept');
const server = await serve(program, write_exercise(path.join(folder, 'made')), journal, { sockets: 200 });
const browser = await launch();
const controller = await start_exercise(server, 1);
const kinds = ['/wall', ...Object.keys(kRoles)];
const before = {};
for (const kind of kinds) {
  before[kind] = await come(browser, server, kind);
}
await play(server, controller);
await before['/desk'].page.waitForSelector('.fcr-spark__band', { state: 'attached' }); // a projection
// First beside pages that have been there from the start; then for the time, each kind beside one page
// alone: pages of a room are on computers of their own, and here all have the same two cores.
for (const kind of kinds) {
  const { right } = await join_late(browser, server, kind, before[kind]);
  expect(right, `${kind} is not that of who was there from the start`);
}
await check_rows(before['/evaluate']);
await Promise.all(Object.keys(kRoles).map((kind) => close(before[kind], kind)));
const late = [];
for (const kind of kinds) {
  const there = kind === '/wall' ? before[kind] : await come(browser, server, kind);
  for (let time = 0; time < Number(options.times); time += 1) {
    late.push(await join_late(browser, server, kind, there));
  }
  if (there !== before[kind]) {
    await close(there, kind);
  }
}
const entries = controller.state.feedThrough;
const calls = () => {
  const { welcome, state } = controller;
  const rung = state.lines.filter((_, row) => [...welcome.emergencyLines, ...welcome.otherLines].includes(welcome.lines[row]));
  return rung.reduce((sum, { answered, abandoned }) => sum + Number(answered + abandoned), 0);
};
const so_far = calls();
const load_average = loadavg()[0].toFixed(1);

const { startUs, endUs } = controller.welcome;
await controller.run('JUMP', { spanUs: endUs - startUs });
await before['/wall'].page.waitForFunction(() => document.querySelector('.fcr-strip__run').textContent.startsWith('ENDED'));
const whole_day = calls();
controller.leave();
await close(before['/wall'], '/wall');
await browser.close();
expect((await server.stop()) === 0, 'the program did not end well');
console.log(`${so_far} calls answered or lost in the four hours before, ${whole_day} in the day; ${entries} entries that everybody is told; machine's load ${load_average}`);
console.log('page        joined  right  median ms  most ms  most KiB');
for (const kind of kinds) {
  const of_kind = late.filter((one) => one.kind === kind);
  const most = (what) => Math.max(...of_kind.map(what));
  const median = of_kind.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor((of_kind.length - 1) / 2)];
  console.log(`${kind.padEnd(12)}${String(of_kind.length).padStart(6)}${String(of_kind.filter(({ right }) => right).length).padStart(7)}${median.toFixed(0).padStart(11)}${most(({ ms }) => ms).toFixed(0).padStart(9)}${(most(({ bytes }) => bytes) / 1024).toFixed(1).padStart(10)}`);
  expect(most(({ ms }) => ms) <= kWithin_ms, `${kind} is not right within ${kWithin_ms} ms`);
  expect(most(({ bytes }) => bytes) <= kBytesMax, `${kind} takes more than ${kBytesMax} bytes`);
}
expect(whole_day >= kCallsLeast, `the exercise has only ${whole_day} calls`);
rmSync(folder, { recursive: true });
console.log(faults.length === 0 ? 'Who comes late has the right screen in time.' : `${faults.length} faults.`);
process.exit(faults.length === 0 ? 0 : 1);
