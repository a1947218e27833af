// Opens the built report page with every sample in Chromium, as a user would from disk, and fails on
// any console message, request, accessibility violation or sideways scrolling.
//
//   node tests/browser/report.mjs [--shots DIR] [--only SAMPLE|faults]
//   node tests/browser/report.mjs [--shots DIR] --page FILE.html ...   pages that fcrsim wrote
//
// Writes screenshots and PDFs to DIR (out/shots unless given). FCR_CHROMIUM names the browser.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { fill } from '../../build/fill.mjs';
import { check_figure_links } from './figure_links.mjs';

const kFlags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const kViews = [
  { name: '1366', width: 1366, height: 768 },
  { name: '400', width: 400, height: 800 },
];
const kRowsForAxe = 30; // of each table
const kRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const web = fileURLToPath(new URL('../..', import.meta.url));
const { values: options } = parseArgs({ options: { shots: { type: 'string' }, only: { type: 'string' }, page: { type: 'string', multiple: true } } });
const shots = path.resolve(options.shots ?? path.join(web, 'out/shots'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser_path = process.env.FCR_CHROMIUM ?? '/usr/bin/chromium';
const faults = [];

function expect(holds, what) {
  if (!holds) {
    faults.push(what);
    console.log(`  FAULT ${what}`);
  }
}

/** A page that records whatever it should not do. */
async function open(browser, file, context_options) {
  const context = await browser.newContext(context_options);
  const page = await context.newPage();
  const told = [];
  page.on('console', (message) => told.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => told.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const address = request.url();
    if (address !== pathToFileURL(file).href && !address.startsWith('blob:')) {
      told.push(`request: ${address.slice(0, 200)}`);
    }
  });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector('h1');
  return { context, page, told };
}

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), kRules);
  return result.violations.map((v) => `${v.id} (${v.impact}) at ${v.nodes.slice(0, 3).map((n) => `${n.target.join(' ')}: ${n.failureSummary?.slice(0, 160)}`).join(' | ')} [${v.nodes.length}]`);
}

/** Rows of one table are alike: axe looks at the first of each, else a review of 300 minutes takes it
 * minutes a view. */
function shorten_tables(page) {
  return page.evaluate((most) => {
    for (const body of document.querySelectorAll('tbody')) {
      [...body.rows].slice(most).forEach((row) => row.remove());
    }
  }, kRowsForAxe);
}

/** axe runs in the page, past its policy: the policy stops scripts of markup, not of the debugger. */
async function check_view(browser, sample, file, view, theme) {
  const name = `${sample}_${view.name}_${theme}`;
  const { context, page, told } = await open(browser, file, {
    viewport: { width: view.width, height: view.height },
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide <= 0, `${name}: ${wide} px wider than the window`);
  const charts = await page.evaluate(() => [...document.querySelectorAll('.fcr-chart')].map((chart) => ({ label: chart.getAttribute('aria-label') ?? '', svg: chart.querySelectorAll('svg path').length })));
  for (const chart of charts) {
    expect(chart.svg > 0 && chart.label.length > 20, `${name}: a chart is empty or unnamed: ${chart.label}`);
  }
  await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
  await page.screenshot({ path: path.join(shots, `${name}_first.png`) });
  for (const found of await violations(page)) {
    expect(false, `${name}: axe: ${found}`);
  }
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  const wide_open = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide_open <= 0, `${name} unfolded: ${wide_open} px wider than the window`);
  await shorten_tables(page);
  for (const found of await violations(page)) {
    expect(false, `${name} unfolded: axe: ${found}`);
  }
  for (const line of told) {
    expect(false, `${name}: ${line}`);
  }
  await context.close();
  console.log(`${name}: ${charts.length} charts`);
}

/** Copying, saving, the switch, the keyboard. */
async function check_use(browser, sample, file) {
  const { context, page, told } = await open(browser, file, { viewport: { width: 1366, height: 768 }, acceptDownloads: true });
  await page.click('.fcr-switch button:text("Dark")');
  expect((await page.evaluate(() => document.documentElement.dataset.theme)) === 'dark', `${sample}: the switch does not make it dark`);
  await page.click('.fcr-switch button:text("Light")');
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.fcr-button:visible', { hasText: 'Save as CSV' }).first().click()]);
  const csv = readFileSync(await download.path(), 'utf8');
  expect(csv.startsWith('\ufeff') && csv.includes('\r\n'), `${sample}: the CSV file is not one: ${csv.slice(0, 80)}`);
  await page.locator('.fcr-button:visible', { hasText: 'Copy table' }).first().click();
  await page.waitForFunction(() => [...document.querySelectorAll('.fcr-told')].some((e) => e.textContent.startsWith('Copied')), undefined, { timeout: 5000 }).catch(() => expect(false, `${sample}: copying says nothing`));
  await hover_charts(page);
  await page.reload();
  await page.waitForSelector('h1');
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement?.textContent);
  expect(first === 'Skip to main content', `${sample}: the first stop of the keyboard is "${first}"`);
  for (const line of told) {
    expect(false, `${sample} used: ${line}`);
  }
  await context.close();
}

/** Only a review has figures that lead to events. */
async function check_links(browser, sample, file) {
  const { context, page, told } = await open(browser, file, { viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' });
  if ((await page.locator('#counted').count()) > 0) {
    for (const fault of [...(await check_figure_links(page, sample)), ...told]) {
      expect(false, fault);
    }
  }
  await context.close();
}

/** The pointer over every picture: tooltips must not need what the policy forbids. */
async function hover_charts(page) {
  for (const chart of await page.locator('.fcr-chart').all()) {
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    for (const [across, down] of [[0.5, 0.3], [0.6, 0.5], [0.75, 0.7]]) {
      await page.mouse.move(box.x + box.width * across, box.y + box.height * down);
      await page.waitForTimeout(60);
    }
  }
}

async function check_print(browser, sample, file) {
  const { context, page } = await open(browser, file, { viewport: { width: 1366, height: 768 }, colorScheme: 'dark' });
  await page.evaluate(() => {
    addEventListener('beforeprint', () => {
      window.on_paper = {
        theme: document.documentElement.dataset.theme,
        folded: document.querySelectorAll('details:not([open]):not([data-screen-only])').length,
        widths: [...document.querySelectorAll('.fcr-chart svg')].map((svg) => Number(svg.getAttribute('width'))),
      };
    });
  });
  const pdf = await page.pdf({ preferCSSPageSize: true, path: path.join(shots, `${sample}.pdf`) });
  const pages = (pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length;
  expect(pages > 1, `${sample}: the PDF has ${pages} pages`);
  const paper = await page.evaluate(() => window.on_paper);
  expect(paper?.theme === 'light' && paper.folded === 0, `${sample}: on paper it is ${JSON.stringify(paper)}`);
  const pictures = await page.locator('.fcr-chart').count();
  expect(paper?.widths.length === pictures && paper.widths.every((width) => width <= 680), `${sample}: of ${pictures} pictures ${paper?.widths} are so wide on paper`);
  const after = await page.evaluate(() => document.documentElement.dataset.theme);
  expect(after === 'dark', `${sample}: printing left the page ${after}`);
  console.log(`${sample}.pdf: ${pages} pages`);
  await context.close();
}

async function check_faults(browser, template) {
  const cases = { empty: null, kind: { format: 1, kind: 'ORACLE' }, format: { format: 7, kind: 'RUN', run: {} }, missing: { format: 1, kind: 'SWEEP' }, bare: { format: 1, kind: 'RUN', run: { lines: [{ name: '999' }, { name: '101' }] } } };
  for (const [name, data] of Object.entries(cases)) {
    const file = path.join(shots, `fault_${name}.html`);
    writeFileSync(file, data === null ? template : fill(template, data));
    const { context, page, told } = await open(browser, file, { viewport: { width: 400, height: 800 } });
    const words = await page.innerText('main');
    expect(words.trim().length > 40, `fault ${name}: the page says only "${words}"`);
    for (const found of [...(await violations(page)), ...told]) {
      expect(false, `fault ${name}: ${found}`);
    }
    await context.close();
  }
}

/** Data that tries to be markup or script stays text. */
async function check_hostile(browser, template) {
  const nasty = '</script><script>document.title="taken"</script><img src=x onerror=alert(1)>';
  const file = path.join(shots, 'hostile.html');
  writeFileSync(file, fill(template, { format: 1, kind: 'RUN', title: nasty, run: { warnings: [nasty], lines: [{ name: nasty, figures: { offered: { value: 3 } } }, { name: '101' }] } }));
  const { context, page, told } = await open(browser, file, { viewport: { width: 1366, height: 768 } });
  expect((await page.innerText('h1')).includes('</script>'), 'hostile: the title is not shown as it is');
  expect((await page.locator('img').count()) === 0 && told.length === 0, `hostile: ${told.join(' ')}`);
  await context.close();
}

if (!existsSync(browser_path)) {
  console.log(`SKIPPED: no browser at ${browser_path}. Install chromium and fonts-liberation, or set FCR_CHROMIUM.`);
  process.exit(77);
}
mkdirSync(shots, { recursive: true });
const template = readFileSync(path.join(web, 'dist/report.html'), 'utf8');
const samples = readdirSync(path.join(web, 'samples')).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5));

/** A sample is filled into the page; a page of fcrsim's own is taken as it is, by its folder's name. */
function pages_to_check() {
  if (options.page) {
    return options.page.map((file) => ({ name: path.basename(path.dirname(path.resolve(file))), file: path.resolve(file) }));
  }
  return samples.filter((name) => !options.only || name === options.only).map((name) => {
    const file = path.join(shots, `${name}.html`);
    writeFileSync(file, fill(template, JSON.parse(readFileSync(path.join(web, 'samples', `${name}.json`), 'utf8'))));
    return { name, file };
  });
}

// Who ends it from outside is told so; else the browser goes first and whatever waits for it throws.
const browser = await chromium.launch({ executablePath: browser_path, args: kFlags, handleSIGTERM: false });
process.on('SIGTERM', () => {
  console.log('Ended from outside (SIGTERM) before all views were looked at.');
  process.exit(143);
});
for (const { name: sample, file } of pages_to_check()) {
  for (const view of kViews) {
    for (const theme of ['light', 'dark']) {
      await check_view(browser, sample, file, view, theme);
    }
  }
  await check_links(browser, sample, file);
  await check_use(browser, sample, file);
  await check_print(browser, sample, file);
}
if (!options.page && (!options.only || options.only === 'faults')) {
  await check_faults(browser, template);
  await check_hostile(browser, template);
}
await browser.close();
console.log(faults.length === 0 ? 'Every page is as it should be.' : `${faults.length} faults.`);
process.exit(faults.length === 0 ? 0 : 1);
