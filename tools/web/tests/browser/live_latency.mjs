// From when the server makes a state to when a wall has painted it.
//
//   node tests/browser/live_latency.mjs FCRSIM [--states N] [--load PROGRAM [--clients N]]
//
// N states are measured, 1,000 unless said, of an exercise at x60, on one wall of 1920 x 1080 in
// Chromium. PROGRAM is tools/benchmarks/exercise_load: with it so many walls (500) beside the one in
// the browser are connected, whose times it tells itself.
// Server, browser and sockets have the clock of one machine. A state is painted when the second
// animation frame after its figures were put into the page begins: the first one has painted them.
// Exit 1 when the 99th percentile is above 250 ms. Without a browser it exits 77.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fromBinary } from '@bufbuild/protobuf';
import { close, expect, faults, launch, need_browser, open_wall } from './live_page.mjs';
import { kBrokenOff, kProject, serve, start_exercise } from './served.mjs';
import { ServerMessageSchema } from './wire.mjs';

const kGoal_ms = 250; // decision 0012
const kSpeed = 60;
const kStatesPerSecond = 3.5; // at least; the server tells at most four
const kExercise = path.join(kProject, 'config/exercises/friday_night.txtpb'); // eight hours

const { values: options, positionals: [program] } = parseArgs({
  allowPositionals: true,
  options: { states: { type: 'string', default: '1000' }, load: { type: 'string' }, clients: { type: 'string', default: '500' } },
});
const wanted = Number(options.states);
if (!program || !(wanted > 0) || !(Number(options.clients) > 0)) {
  console.error('node tests/browser/live_latency.mjs FCRSIM [--states N] [--load PROGRAM [--clients N]]');
  process.exit(2);
}
need_browser();

/** In the page, before its script: keeps when each message came and when each state was painted. */
function keep_times() {
  const now = () => performance.timeOrigin + performance.now();
  window.fcr_heard = []; // {at, bytes}
  window.fcr_painted = []; // {number, drawn, painted}
  window.WebSocket = class extends WebSocket {
    constructor(...how) {
      super(...how);
      this.addEventListener('message', ({ data }) => window.fcr_heard.push({ at: now(), bytes: data }));
    }
  };
  new MutationObserver((changes) => {
    const number = Number(changes.at(-1).target.dataset.at);
    const drawn = now();
    requestAnimationFrame(() => requestAnimationFrame(() => window.fcr_painted.push({ number, drawn, painted: now() })));
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-at'] });
}

/** What was kept: the messages as base64. */
function kept_times() {
  const text = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));
  return {
    heard: window.fcr_heard.map(({ at, bytes }) => ({ at, bytes: text(bytes) })),
    painted: window.fcr_painted,
    clock_ms: performance.timeOrigin + performance.now() - Date.now(),
  };
}

/** The program that opens walls and starts the exercise; resolves once they are all there. */
async function load_on(server) {
  const port = new URL(server.address).port;
  const seconds = Math.ceil(wanted / kStatesPerSecond) + 10;
  const words = ['clients', '--port', port, '--process', String(server.child.pid), '--code', server.code('controller'), '--clients', options.clients, '--speed', String(kSpeed), '--seconds', String(seconds)];
  const child = spawn(options.load, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.on('exit', (code) => done(code)));
  let told = '';
  await new Promise((done, fail) => {
    child.stdout.on('data', (bytes) => {
      told += bytes;
      done(); // its table begins when all have joined
    });
    ended.then((code) => fail(new Error(`the load ended with ${code}`)));
  });
  return { ended, told: () => told };
}

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];

function row(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const figures = [percentile(sorted, 0.5), percentile(sorted, 0.95), percentile(sorted, 0.99), sorted.at(-1)];
  console.log(`${name.padEnd(28)}${String(sorted.length).padStart(7)}${figures.map((ms) => ms.toFixed(1).padStart(9)).join('')}`);
  return figures[2];
}

const folder = mkdtempSync(path.join(tmpdir(), 'fcr-latency-'));
const server = await serve(program, kExercise, path.join(folder, 'kept'), { sockets: 3000 });
const browser = await launch();
const load = options.load ? await load_on(server) : undefined;
const controller = load ? undefined : await start_exercise(server, kSpeed);
// The last to come is the last whom the server tells.
const wall = await open_wall(browser, server.address, {}, (page) => page.addInitScript(keep_times));
await wall.page.waitForFunction(() => document.querySelector('.fcr-strip__run').textContent.startsWith('RUNNING'));
const from = await wall.page.evaluate(() => window.fcr_painted.at(-1).number);
await wall.page.waitForFunction((last) => window.fcr_painted.at(-1).number >= last, from + wanted, { timeout: 0, polling: 1000 });
const { heard, painted, clock_ms } = await wall.page.evaluate(kept_times);
const still_runs = (await wall.page.textContent('.fcr-strip__run')).startsWith('RUNNING');
const load_average = loadavg()[0].toFixed(1);

const states = heard
  .map(({ at, bytes }) => ({ at, what: fromBinary(ServerMessageSchema, Buffer.from(bytes, 'base64')).what }))
  .filter(({ what }) => what.case === 'state')
  .map(({ at, what: { value } }) => ({ number: Number(value.number), made: Number(value.wallUs) / 1000, at }))
  .filter(({ number }) => number > from && number <= from + wanted);
const shown = new Map(painted.map((one) => [one.number, one]));
expect(still_runs, 'the exercise ended before enough states were told');
expect(states.length === wanted, `${wanted - states.length} of ${wanted} states did not come`);
const missing = states.filter(({ number }) => !shown.has(number));
expect(missing.length === 0, `${missing.length} states came and were not shown`);
const measured = states.filter(({ number }) => shown.has(number)).map((state) => ({ ...state, ...shown.get(state.number) }));

console.log(`machine's load ${load_average}; the page's clock is ${clock_ms.toFixed(1)} ms from the machine's${load ? `; ${options.clients} other walls` : ''}`);
console.log(`${'ms'.padEnd(28)} states      p50      p95      p99      max`);
row('state to receipt', measured.map(({ made, at }) => at - made));
row('receipt to figures in page', measured.map(({ at, drawn }) => drawn - at));
row('figures in page to painted', measured.map(({ drawn, painted: on }) => on - drawn));
const p99 = row('state to painted', measured.map(({ made, painted: on }) => on - made));
expect(p99 <= kGoal_ms, `the 99th percentile from state to painted is ${p99.toFixed(1)} ms; the goal is ${kGoal_ms}`);
expect(Math.abs(clock_ms) <= 2, 'the page has another clock than the machine');
if (load) {
  expect((await load.ended) === 0, 'the load was not borne');
  console.log(`the other walls:\n${load.told().trimEnd()}`);
}
controller?.leave();
await close(wall, 'wall');
await browser.close();
expect((await server.stop()) === kBrokenOff, 'the program did not end well');
rmSync(folder, { recursive: true });
console.log(faults.length === 0 ? 'The wall is painted in time.' : `${faults.length} faults.`);
process.exit(faults.length === 0 ? 0 : 1);
