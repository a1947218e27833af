// A wall that is left open: how much the page's heap and its elements grow.
//
//   node tests/browser/soak.mjs ADDRESS [MINUTES] [RATE]
//   node tests/browser/soak.mjs --day [MINUTES]
//
// ADDRESS is a server's that runs, such as http://127.0.0.1:8080 (tools/bench soak tells its port);
// MINUTES is 60 unless said, by this machine's clock; RATE is how many times as fast the page's clock
// runs (tools/bench day): the first column is of that clock. --day plays what a wall is told in 24
// hours, faster: a state for each of the 86,400 seconds, the figures of 1,440 minutes, an alarm in
// every ten minutes that comes and goes.
// A row every twelfth of the time, each after a garbage collection; exit 1 when the heap grew by over
// a tenth or the page told a fault. It is grown from the second row: until then the hour of minutes
// that a page keeps fills. Without a browser it exits 77.
import { FakeLive } from './fake_live.mjs';
import { contract_month_of, feed_of, kFirst_us, minute_entry } from './fake_room.mjs';
import { close, expect, faults, launch, need_browser, open_wall } from './live_page.mjs';

const kRows = 12;
const kGrowthMax = 0.1;
const kDayS = 86_400;

const [where, minutes = '60', rate = '1'] = process.argv.slice(2);
if (!where || !(Number(minutes) > 0) || !(Number(rate) > 0)) {
  console.error('node tests/browser/soak.mjs ADDRESS|--day [MINUTES] [RATE]');
  process.exit(2);
}
need_browser();

/** A server that plays a day to whoever has said hello; `play_to` lets it come to a second of it. */
async function day_server() {
  const server = await new FakeLive().start();
  let second = 0;
  let entry = BigInt(feed_of(false).entries.length);
  const pass_second = () => {
    second += 1;
    server.kind = second % 600 < 30 ? 'alarm' : 'normal';
    server.pass(1_000_000n);
    if (second % 60 === 0) {
      const at_us = kFirst_us + BigInt(second) * 1_000_000n;
      entry += 1n;
      server.to_all({ case: 'feed', value: { snapshot: false, entries: [minute_entry(entry, at_us)], branch: 0n } });
      server.to_all({ case: 'contractMonth', value: contract_month_of(at_us) });
    }
  };
  const play_to = async (end, pause_ms) => {
    const from = { second, ms: performance.now() };
    while (second < end) {
      const due = Math.min(end, from.second + Math.floor((performance.now() - from.ms) / pause_ms));
      while (second < due) {
        pass_second();
      }
      await new Promise((done) => setTimeout(done, pause_ms));
    }
  };
  clearInterval(server.timer);
  return { server, play_to, second: () => second };
}

const day = where === '--day' ? await day_server() : undefined;
const address = day ? day.server.address : where;
const browser = await launch();
const wall = await open_wall(browser, address);
const tools = await wall.context.newCDPSession(wall.page);
await tools.send('Performance.enable');

/**
 * What the page holds once what nobody needs is gone: the least of ten readings, since from the end of
 * a collection to its reading the page makes new garbage, the more the faster it is told.
 */
async function held() {
  let least;
  for (let reading = 0; reading < 10; reading += 1) {
    await tools.send('HeapProfiler.collectGarbage');
    const { metrics } = await tools.send('Performance.getMetrics');
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    const now = { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
    least = least && least.heap <= now.heap ? least : now;
  }
  return least;
}

/** To the row's moment. */
async function wait_for(row) {
  if (!day) {
    await wall.page.waitForTimeout(row === 0 ? 10_000 : (Number(minutes) * 60_000) / kRows);
    return;
  }
  const pause_ms = (Number(minutes) * 60_000) / kDayS;
  await day.play_to(row === 0 ? 60 : (row * kDayS) / kRows, pause_ms);
}

console.log('minute  heap KiB  nodes  listeners  state');
let first;
let last;
for (let row = 0; row <= kRows; row += 1) {
  await wait_for(row);
  last = await held();
  first = row <= 1 ? last : first;
  const state = await wall.page.textContent('.fcr-strip__run');
  expect(!/PAUSED/.test(state), 'the exercise is paused: what is left of the time soaks less than a room that runs');
  const minute = day ? day.second() / 60 : (row * Number(minutes) * Number(rate)) / kRows;
  console.log(`${minute.toFixed(1).padStart(6)}${(last.heap / 1024).toFixed(0).padStart(10)}${String(last.nodes).padStart(7)}${String(last.listeners).padStart(11)}  ${state}`);
}
const growth = last.heap / first.heap - 1;
console.log(`the heap grew by ${(100 * growth).toFixed(1)} % (at most ${100 * kGrowthMax} %)`);
expect(growth <= kGrowthMax, 'the heap of the page grows');
const shown = await wall.page.textContent('.fcr-strip');
expect(/data \d s old/.test(shown), `what the page shows at the end is not fresh: ${shown}`);
await day?.server.stop();
await close(wall, 'wall');
await browser.close();
process.exit(faults.length === 0 ? 0 : 1);
