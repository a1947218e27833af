// What the browser tests of the live pages share: a browser, pages that record what they should not
// do, faults, and the checks that hold on every page.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const kBrowser = process.env.FCR_CHROMIUM ?? '/usr/bin/chromium';
const kFlags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const kRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const kShots = path.resolve(process.env.FCR_SHOTS ?? fileURLToPath(new URL('../../out/shots', import.meta.url)));
export const faults = [];
export const counts = { axe: 0, marks: 0, policy: 0, checks: 0 };

mkdirSync(kShots, { recursive: true });

export function expect(holds, what) {
  counts.checks += 1;
  if (!holds) {
    faults.push(what);
    console.log(`  FAULT ${what}`);
  }
}

/** Ends the test as skipped where there is no browser. */
export function need_browser() {
  if (!existsSync(kBrowser)) {
    console.log(`SKIPPED: no browser at ${kBrowser}. Install chromium and fonts-liberation, or set FCR_CHROMIUM.`);
    process.exit(77);
  }
}

export const launch = () => chromium.launch({ executablePath: kBrowser, args: kFlags });

/** A page that records console messages, errors, breaches of the policy and requests elsewhere. */
export async function open(browser, address, { width = 1366, height = 900, theme = 'light', ...more } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce', ...more });
  const page = await context.newPage();
  const told = [];
  page.on('console', (message) => told.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => told.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    told.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) {
      told.push(`request: ${request.url().slice(0, 200)}`);
    }
  });
  await page.addInitScript(() => {
    window.policy_breaches = [];
    document.addEventListener('securitypolicyviolation', (event) => window.policy_breaches.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return { context, page, told };
}

/** A wall of the room that has its figures. `prepare`: what is done to the page before it is opened. */
export async function open_wall(browser, address, options, prepare = async () => undefined) {
  const opened = await open(browser, address, { width: 1920, height: 1080, ...options });
  await prepare(opened.page);
  await opened.page.goto(`${address}/wall#layout=wall`);
  await opened.page.waitForSelector('.fcr-strip__age[data-fresh=fresh]');
  return opened;
}

/** Joins with a code and opens a page of the seat. */
export async function seat(browser, address, code, at, options) {
  const opened = await open(browser, address, options);
  await opened.page.goto(`${address}/#code=${code}`);
  await opened.page.click('button[type=submit]');
  await opened.page.waitForSelector('.fcr-strip');
  if (at !== '/') {
    await opened.page.goto(address + at);
    await opened.page.waitForSelector('.fcr-strip__age[data-fresh]:not([data-fresh=none])');
  }
  return opened;
}

/** Closes the page; what it should not have done is a fault. `lost`: connections were cut by the test. */
export async function close({ context, page, told }, name, lost = false) {
  const breaches = await page.evaluate(() => window.policy_breaches).catch(() => []);
  counts.policy += breaches.length;
  const heard = told.filter((line) => !(lost && /WebSocket|ERR_CONNECTION|net::/.test(line)));
  for (const line of [...heard, ...breaches]) {
    expect(false, `${name}: ${line}`);
  }
  await context.close();
}

export async function check_axe(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), kRules);
  counts.axe += 1;
  for (const found of violations) {
    expect(false, `${name}: axe: ${found.id} at ${found.nodes.slice(0, 3).map((node) => `${node.target.join(' ')}: ${node.failureSummary?.slice(0, 200)}`).join(' | ')} [${found.nodes.length}]`);
  }
}

/** Every status has a shape and a word. */
export async function check_marks(page, name) {
  const marks = await page.evaluate(() =>
    [...document.querySelectorAll('.fcr-level, .fcr-mark, .fcr-alarms')].map((mark) => ({
      shape: mark.querySelector('.fcr-shape')?.getAttribute('data-shape') ?? '',
      size: mark.querySelector('.fcr-shape')?.getBoundingClientRect().width ?? 0,
      word: (mark.querySelector('.fcr-level__word') ?? mark).textContent.trim(),
    })));
  counts.marks += marks.length;
  for (const mark of marks) {
    expect(mark.shape && mark.size > 5 && /\p{L}{2}/u.test(mark.word), `${name}: a status without shape or word: ${JSON.stringify(mark)}`);
  }
}

/** What can be pressed is at least 24 by 24; links within a sentence need not be. */
export async function check_targets(page, name) {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, select, input, textarea, summary, nav a, a.fcr-button')]
      .map((element) => ({ box: element.getBoundingClientRect(), word: (element.textContent || element.id).trim().slice(0, 40) }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(({ box, word }) => `${word} ${box.width.toFixed(0)}x${box.height.toFixed(0)}`));
  expect(small.length === 0, `${name}: too small to press: ${small.join(', ')}`);
}

export async function check_width(page, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide <= 0, `${name}: ${wide} px wider than the window`);
}

/** Nothing moves by itself. */
export async function check_still(page, name) {
  const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => getComputedStyle(element).animationName !== 'none').map((element) => element.className));
  expect(moving.length === 0, `${name}: moves by itself: ${moving.join(', ')}`);
}

export const shot = (page, name, full = true) => page.screenshot({ path: path.join(kShots, `live_${name}.png`), fullPage: full });
