// A whole exercise against the real program: a controller, a supervisor, an evaluator, an observer and
// two walls, from the draft to the end of the hot debrief, with a branch, a real emergency and a crash
// of the program between.
//
//   node tests/browser/exercise.mjs FCRSIM [EXERCISE]
//
// EXERCISE is a file; default config/exercises/quiet_weekday.txtpb of the project. Screenshots go to
// out/shots, or to the folder that FCR_SHOTS names. Without a browser it exits 77.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { check_axe, check_marks, check_width, close, counts, expect, faults, launch, need_browser, open, open_wall, shot } from './live_page.mjs';
import { kProject, serve } from './served.mjs';

const [program, exercise = path.join(kProject, 'config/exercises/quiet_weekday.txtpb')] = process.argv.slice(2);
if (!program) {
  console.error('node tests/browser/exercise.mjs FCRSIM [EXERCISE]');
  process.exit(2);
}
need_browser();
const journal = mkdtempSync(path.join(tmpdir(), 'fcr-exercise-'));

const button = (page, name) => page.getByRole('button', { name, exact: true });
const run_of = (page) => page.textContent('.fcr-strip__run');
const has_run = (page, word, timeout = 5000) => page.waitForFunction((want) => document.querySelector('.fcr-strip__run')?.textContent.startsWith(want), word, { timeout }).then(() => true, () => false);
const has_text = (page, text, timeout = 6000) => page.waitForFunction((want) => document.body.innerText.includes(want), text, { timeout }).then(() => true, () => false);

const browser = await launch();
const begin = (port) => serve(program, exercise, path.join(journal, 'kept'), { port });
let server = await begin(0);
const { address } = server;
const port = new URL(address).port;
const people = {};

async function join(role, name, at, options) {
  const opened = await open(browser, address, options);
  await opened.page.goto(`${address}/#code=${server.code(role)}`);
  await opened.page.fill('#name', name);
  await button(opened.page, 'Join').click();
  await opened.page.waitForSelector('.fcr-strip');
  if (at) {
    await opened.page.goto(address + at);
    await opened.page.waitForSelector('.fcr-strip__age[data-fresh=fresh]');
  }
  return opened;
}

const all = () => Object.entries(people);
const each = async (what) => Promise.all(all().map(([name, { page }]) => what(page, name)));

async function gather() {
  people.controller = await join('controller', 'Priya', '/control');
  const { page } = people.controller;
  expect((await run_of(page)).startsWith('DRAFT'), `the exercise begins as ${await run_of(page)}`);
  await button(page, 'Open the lobby').click();
  expect(await has_run(page, 'LOBBY'), 'the lobby does not open');
  people.supervisor = await join('supervisor', 'Sam Okafor');
  people.observer = await join('observer', '<b>Jo</b>');
  people.evaluator = await join('evaluator', 'Evan', '/evaluate');
  people.wall_1 = await open_wall(browser, address, { theme: 'dark' });
  people.wall_2 = await open_wall(browser, address, { theme: 'light' });
  await people.supervisor.page.waitForTimeout(1500);
  const here = await people.supervisor.page.innerText('.fcr-lobby');
  expect(['Priya', 'Sam Okafor', '<b>Jo</b>', 'Evan'].every((name) => here.includes(name)), 'the lobby does not say who is here');
  await check_axe(people.supervisor.page, 'lobby');
  await shot(people.supervisor.page, 'exercise_lobby');
  await shot(page, 'exercise_control_lobby', false);
}

async function start() {
  const { page } = people.controller;
  await button(page, 'Start').click();
  await people.supervisor.page.waitForURL(`${address}/desk`, { timeout: 5000 }).catch(() => expect(false, 'the supervisor is not led to the desk'));
  await people.observer.page.waitForURL(`${address}/wall`, { timeout: 5000 }).catch(() => expect(false, 'the observer is not led to the wall'));
  await people.observer.page.goto(`${address}/wall#layout=desk`);
  await each(async (one, name) => expect(await has_run(one, 'RUNNING'), `${name} does not see that it runs`));
  await each(async (one, name) => name.startsWith('wall') || expect(await has_text(one, 'EXERCISE. Handover'), `${name} is not told the handover`));
}

async function act() {
  const { page } = people.supervisor;
  const form = async (kind, fill) => {
    await page.click(`#action-${kind}`);
    await fill?.();
    await page.click('.fcr-action-form [type=submit]');
  };
  await form('decide', () => page.fill('#action-text', 'Watch 101, open overflow beyond four minutes.'));
  await form('open_overflow', () => page.fill('#action-reason', 'Before the busy hour'));
  await form('move_staff', async () => {
    await page.selectOption('#action-pool', 'in_house');
    await page.selectOption('#action-to', 'contractor');
  });
  await form('stop_message');
  expect(await has_text(page, 'REFUSED'), 'no refusal is shown');
  await page.waitForTimeout(700);
  const answers = await page.innerText('[aria-labelledby=answers] ol, section[aria-labelledby=answers]');
  expect(answers.includes('Open overflow') && answers.includes('takes effect at 09:0'), `the answers are ${answers}`);
  expect((answers.match(/REFUSED/g) ?? []).length === 2, 'not both refusals are shown');
  await each(async (one, name) => name === 'evaluator' || expect(await has_text(one, 'opens 09:0'), `${name} does not see that overflow opens`));
  expect(await has_text(people.evaluator.page, 'Watch 101, open overflow'), 'the evaluator does not see the decision');
  await people.evaluator.page.fill('#note', 'A plan within the first minutes.');
  await button(people.evaluator.page, 'Keep the note').click();
  expect(await has_text(people.controller.page, 'A plan within the first minutes.'), 'the controller does not see the note');
  expect(!(await page.innerText('body')).includes('A plan within'), 'a player sees a note of directing staff');
}

async function events() {
  const { page } = people.controller;
  await page.fill('#jump', '09:46');
  await button(page, 'Jump').click();
  expect(await has_text(people.wall_1.page, '09:46'), 'the wall does not jump');
  await page.waitForTimeout(800);
  expect((await page.innerText('.fcr-events')).includes('FIRED'), 'no line of the list has fired');
  expect(await has_text(people.wall_1.page, 'open'), 'overflow is not open after its lead time');
  await page.selectOption('#inject-kind', 'burst');
  await page.selectOption('#inject-call_class', '999');
  await page.fill('#inject-calls', '60');
  await page.fill('#inject-over', '3');
  await button(page, 'Let it happen now').click();
  await button(page, '×60').click();
  const desk = people.supervisor.page;
  await desk.getByRole('button', { name: /^Acknowledge 999 waiting/ }).waitFor({ timeout: 15000 }).catch(() => expect(false, 'sixty calls of 999 within three minutes raise no alarm'));
  await people.wall_1.page.waitForSelector('.fcr-alarms[data-kind=alarm]', { timeout: 5000 }).catch(() => expect(false, 'the wall does not tell the alarm'));
  await button(page, '×1').click();
  await shot(people.wall_1.page, 'exercise_wall_alarm', false);
  await desk.evaluate(() => scrollTo(0, 0));
  await shot(desk, 'exercise_desk_alarm', false);
  await desk.getByRole('button', { name: /^Acknowledge 999 waiting/ }).click({ timeout: 5000 });
  expect(await has_text(desk, 'acknowledged by supervisor-1'), 'the alarm is not acknowledged');
  // One that is over stands until somebody has seen it, and then is gone.
  for (const over of await desk.locator('.fcr-alarm-list li', { hasText: 'over at' }).getByRole('button', { name: /^Acknowledge / }).all()) {
    const name = await over.getAttribute('aria-label');
    await over.click({ timeout: 5000 });
    await desk.getByRole('button', { name, exact: true }).waitFor({ state: 'detached', timeout: 5000 }).catch(() => expect(false, `${name}: it is over and seen, and still there`));
  }
  await each((one, name) => check_marks(one, name));
}

/** A pause reaches every page; both walls then show the same. */
async function pause() {
  const { page } = people.controller;
  const waits = all().map(async ([name, { page: one }]) => {
    const at = await one.waitForFunction(() => (document.querySelector('.fcr-strip__run')?.textContent.startsWith('PAUSED') ? Date.now() : 0), undefined, { timeout: 5000, polling: 20 }).then((handle) => handle.jsonValue(), () => Infinity);
    return { name, at };
  });
  await page.fill('#pause-reason', 'What do we see?');
  const asked = Date.now();
  await button(page, 'Pause').click();
  const seen = await Promise.all(waits);
  const slowest = Math.max(...seen.map(({ at }) => at - asked));
  expect(slowest <= 1500, `a pause takes ${slowest} ms to all pages`);
  console.log(`a pause was on all ${seen.length} pages ${slowest} ms after it was pressed (two cores, seven processes of a browser)`);
  await page.waitForTimeout(600);
  const tiles = (one) => one.innerText('.fcr-tiles');
  expect((await tiles(people.wall_1.page)) === (await tiles(people.wall_2.page)), 'two walls do not show the same');
  expect((await people.wall_1.page.innerText('.fcr-strip')).includes('What do we see?'), 'the wall does not say why it is paused');
  const clock = await people.wall_1.page.textContent('.fcr-strip__clock');
  await page.waitForTimeout(1500);
  expect((await people.wall_1.page.textContent('.fcr-strip__clock')) === clock, 'time passes in a pause');
  await page.evaluate(() => scrollTo(0, 0));
  await shot(people.wall_2.page, 'exercise_wall_paused', false);
  await shot(page, 'exercise_control_paused', false);
  await shot(people.evaluator.page, 'exercise_evaluate_paused', false);
  await shot(people.observer.page, 'exercise_observer_paused');
}

/** Supervisors see what may come; the observer does not. */
async function projection() {
  const { page } = people.controller;
  await button(page, 'Resume').click();
  expect(await has_text(people.supervisor.page, 'Projected at', 20000), 'no projection comes while it runs');
  // One of more than half an hour ago is told of and has nothing ahead to draw; the next has.
  const drawn = people.supervisor.page.waitForFunction(() => document.querySelectorAll('.fcr-spark__band').length > 3, undefined, { timeout: 20000 });
  expect(await drawn.then(() => true, () => false), 'the projection is not drawn');
  await people.supervisor.page.locator('.fcr-sparks').scrollIntoViewIfNeeded();
  await people.supervisor.page.evaluate(() => document.querySelector('#history').scrollIntoView());
  await shot(people.supervisor.page, 'exercise_desk_projection', false);
}

async function branch() {
  const { page } = people.controller;
  await page.fill('#branch-at', '09:20');
  await button(page, 'Begin a branch').click();
  await button(page, 'Yes').click();
  await each(async (one, name) => {
    const there = await one.waitForFunction(() => document.querySelector('.fcr-strip__clock')?.textContent.includes('09:20:00'), undefined, { timeout: 10000 }).then(() => true, () => false);
    expect(there, `${name} does not go back to 09:20`);
    expect(await has_text(one, 'branch 1'), `${name} does not say that it is a branch`);
    expect(await has_run(one, 'PAUSED'), `${name}: a branch does not begin paused`);
  });
  await button(page, 'Resume').click();
  await each(async (one, name) => expect(await has_run(one, 'RUNNING'), `${name}: the branch does not run`));
}

async function real_emergency() {
  const { page } = people.controller;
  await page.fill('#no-duff-reason', 'Fire alarm in the building');
  await button(page, 'Stop everything: NO DUFF').click();
  await each(async (one, name) => expect(await one.waitForSelector('.fcr-no-duff', { timeout: 3000 }).then(() => true, () => false), `NO DUFF does not cover ${name}`));
  await shot(people.wall_1.page, 'exercise_no_duff', false);
  expect((await people.wall_1.page.innerText('.fcr-no-duff')).includes('Fire alarm in the building'), 'NO DUFF does not say what is real');
  const over = page.locator('.fcr-no-duff button');
  await over.click();
  await page.waitForTimeout(800);
  expect((await over.count()) === 1, 'one confirmation is enough to leave NO DUFF');
  await over.click();
  await each(async (one, name) => expect(await has_run(one, 'PAUSED'), `${name} stays covered`));
  await button(page, 'Resume').click();
  await each((one) => has_run(one, 'RUNNING'));
}

/** The program is killed; it goes on, paused, and every page comes back to its seat by itself. */
async function crash() {
  const clock = await people.wall_1.page.textContent('.fcr-strip__clock');
  server.child.kill('SIGKILL');
  await server.ended;
  await people.wall_1.page.waitForSelector('.fcr-strip__age[data-fresh=stale]', { timeout: 8000 }).catch(() => expect(false, 'the wall is not stale without a server'));
  await shot(people.wall_1.page, 'exercise_wall_stale', false);
  const began = Date.now();
  server = await begin(port);
  await each(async (one, name) => {
    expect(await one.waitForSelector('.fcr-strip__age[data-fresh=fresh]', { timeout: 15000 }).then(() => true, () => false), `${name} does not come back after a crash`);
    expect(await has_run(one, 'PAUSED'), `${name}: it is not paused after a crash`);
  });
  console.log(`all pages back ${Date.now() - began} ms after the program was started again`);
  expect((await people.wall_1.page.textContent('.fcr-strip__clock')) >= clock.slice(0, 5), 'time went back in a crash');
  expect((await people.supervisor.page.innerText('.fcr-header__name')).includes('supervisor-1'), 'the supervisor has lost the seat');
}

async function end() {
  const { page } = people.controller;
  await button(page, 'End the exercise').click();
  await button(page, 'Yes').click();
  await each(async (one, name) => expect(await has_run(one, 'ENDED'), `${name} does not see the end`));
  await button(page, 'Begin the hot debrief').click();
  await each(async (one, name) => expect(await has_run(one, 'HOT DEBRIEF'), `${name} does not see the debrief`));
  await button(page, 'Ask for the review').click();
  const link = page.locator('a[download]');
  const there = await link.waitFor({ timeout: 60000 }).then(() => true, () => false);
  if (there) {
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect((await download.failure()) === null, `the review cannot be saved: ${await download.failure()}`);
  } else {
    const answers = await page.innerText('section[aria-labelledby=answers]');
    expect(/Review\s+REFUSED/.test(answers), `the review is neither given nor refused: ${answers}`);
    console.log(`review: ${answers.split('\n').slice(1, 4).join(' ')}`);
  }
  for (const [name, { page: one }] of all()) {
    await check_axe(one, `${name} in the debrief`);
    await check_width(one, name);
  }
  await shot(page, 'exercise_control_debrief', false);
  await button(page, 'Close').click();
  await button(page, 'Yes').click();
  await each(async (one, name) => expect(await has_run(one, 'CLOSED'), `${name} does not see that it is closed`));
}

for (const step of [gather, start, act, events, pause, projection, branch, real_emergency, crash, end]) {
  console.log(step.name);
  try {
    await step();
  } catch (error) {
    expect(false, `${step.name}: ${error.message}`);
    await shot(people.controller.page, `exercise_fault_${step.name}`);
    break;
  }
}
for (const [name, opened] of all()) {
  await close(opened, name, true);
}
const code = await server.stop();
expect(code === 0, `the program ended with ${code}`);
await browser.close();
rmSync(journal, { recursive: true });
console.log(`${counts.checks} checks; axe on ${counts.axe} views; ${counts.marks} status marks; ${counts.policy} breaches of the policy`);
console.log(faults.length === 0 ? 'The exercise went as it should.' : `${faults.length} faults.`);
process.exit(faults.length === 0 ? 0 : 1);
