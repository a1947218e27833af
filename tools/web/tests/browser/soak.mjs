// A wall that is left open: how much the page's heap and its elements grow.
//
//   node tests/browser/soak.mjs ADDRESS [MINUTES]
//
// ADDRESS is a server's that runs, such as http://127.0.0.1:8080 (tools/bench soak tells its port);
// MINUTES is 60 unless said. A row every twelfth of the time, each after a garbage collection; exit 1
// when the heap grew by over a tenth or the page told a fault. It is grown from the second row: until
// then the hour of minutes that a page keeps fills, at x8. Without a browser it exits 77.
import { existsSync } from 'node:fs';
import { close, expect, faults, kBrowser, launch, open } from './live_page.mjs';

const kRows = 12;
const kGrowthMax = 0.1;

const [address, minutes = '60'] = process.argv.slice(2);
if (!address || !(Number(minutes) > 0)) {
  console.error('node tests/browser/soak.mjs ADDRESS [MINUTES]');
  process.exit(2);
}
if (!existsSync(kBrowser)) {
  console.log(`SKIPPED: no browser at ${kBrowser}. Install chromium and fonts-liberation, or set FCR_CHROMIUM.`);
  process.exit(77);
}

const browser = await launch();
const wall = await open(browser, address, { width: 1920, height: 1080 });
await wall.page.goto(`${address}/wall#layout=wall`);
await wall.page.waitForSelector('.fcr-strip__age[data-fresh=fresh]');
const tools = await wall.context.newCDPSession(wall.page);
await tools.send('Performance.enable');

/** What the page holds once what nobody needs is gone. */
async function held() {
  await tools.send('HeapProfiler.collectGarbage');
  const { metrics } = await tools.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

console.log('minute  heap KiB  nodes  listeners  state');
let first;
let last;
for (let row = 0; row <= kRows; row += 1) {
  await wall.page.waitForTimeout(row === 0 ? 10_000 : (Number(minutes) * 60_000) / kRows);
  last = await held();
  first = row <= 1 ? last : first;
  const state = await wall.page.textContent('.fcr-strip__run');
  const minute = (row * Number(minutes)) / kRows;
  console.log(`${minute.toFixed(1).padStart(6)}${(last.heap / 1024).toFixed(0).padStart(10)}${String(last.nodes).padStart(7)}${String(last.listeners).padStart(11)}  ${state}`);
}
const growth = last.heap / first.heap - 1;
console.log(`the heap grew by ${(100 * growth).toFixed(1)} % (at most ${100 * kGrowthMax} %)`);
expect(growth <= kGrowthMax, 'the heap of the page grows');
await close(wall, 'wall');
await browser.close();
process.exit(faults.length === 0 ? 0 : 1);
