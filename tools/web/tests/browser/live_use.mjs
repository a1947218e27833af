// Using the live pages: joining, acting, losing the connection, stopping for a real emergency.
import { check_axe, close, expect, open, seat } from './live_page.mjs';

const inputs = (fake, kind) => fake.received.filter(({ what }) => what.case === 'input' && what.value.what.case === kind).map(({ what }) => what.value.what.value);

export async function check_joining(browser, fake) {
  const opened = await open(browser, fake.address, { permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = opened;
  await page.goto(`${fake.address}/#code=SUPERVISE`);
  await page.waitForSelector('#code');
  expect(page.url() === `${fake.address}/`, `joining: the code stays in the address: ${page.url()}`);
  expect((await page.inputValue('#code')) === 'SUPERVISE', 'joining: the code of the address is not in its field');
  await page.fill('#code', '');
  await page.click('button[type=submit]');
  expect((await page.textContent('#code-fault'))?.includes('Enter the code') === true, 'joining: a missing code is not said at its field');
  await page.fill('#code', 'WRONG');
  await page.click('button[type=submit]');
  await page.waitForSelector('.fcr-fault');
  await check_axe(page, 'joining refused');
  expect((await page.evaluate(() => document.activeElement?.className)) === 'fcr-fault', 'joining: the refusal has not the focus');
  await page.evaluate(() => navigator.clipboard.writeText('SUPERVISE'));
  await page.fill('#code', '');
  await page.focus('#code');
  await page.keyboard.press('Control+V');
  expect((await page.inputValue('#code')) === 'SUPERVISE', 'joining: the code cannot be pasted');
  await page.fill('#name', 'Sam');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.fcr-lobby');
  const hello = fake.hellos.at(-1);
  expect(hello.code === 'SUPERVISE' && hello.name === 'Sam' && hello.format === 1, `joining: the hello is ${JSON.stringify(hello, (_, value) => (typeof value === 'bigint' ? String(value) : value))}`);
  expect((await page.evaluate(() => sessionStorage.getItem('fcr_token'))) === 'token-4', 'joining: the token is not in sessionStorage');
  expect((await opened.context.cookies()).length === 0 && (await page.evaluate(() => localStorage.length)) === 0, 'joining: cookies or localStorage are used');
  fake.kind = 'lobby';
  await page.waitForTimeout(600);
  fake.kind = 'normal';
  await page.waitForURL(`${fake.address}/desk`, { timeout: 4000 }).catch(() => expect(false, 'joining: the lobby does not lead to the desk when the exercise starts'));
  await page.waitForSelector('.fcr-actions');
  expect(fake.hellos.at(-1).token === 'token-4' && !fake.hellos.at(-1).code, 'joining: the desk does not come back by the token');
  fake.goodbye_all(5, 'taken');
  await page.waitForSelector('.fcr-fault');
  expect((await page.evaluate(() => sessionStorage.getItem('fcr_token'))) === null, 'joining: a seat that was taken keeps its token');
  await close(opened, 'joining');
}

/** Wherever the keyboard goes, forwards and back, what has the focus can be seen. */
export async function check_focus(browser, fake) {
  fake.kind = 'paused';
  for (const [code, at] of [['SUPERVISE', '/desk'], ['CONTROL', '/control']]) {
    const opened = await seat(browser, fake.address, code, at);
    const { page } = opened;
    for (const [key, times] of [['Tab', 90], ['Shift+Tab', 90]]) {
      for (let press = 0; press < times; press += 1) {
        await page.keyboard.press(key);
        const hidden = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body) {
            return '';
          }
          const box = element.getBoundingClientRect();
          const seen = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.9], [0.5, 0.9]].some(([across, down]) => {
            const there = document.elementFromPoint(box.x + box.width * across, box.y + box.height * down);
            return there !== null && (element.contains(there) || there.contains(element));
          });
          const top = document.querySelector('.fcr-top').getBoundingClientRect();
          const under = !element.closest('.fcr-top, header') && getComputedStyle(document.querySelector('.fcr-top')).position === 'sticky' && box.top >= top.top && box.bottom <= top.bottom;
          return seen && !under ? '' : `${element.tagName} ${element.id} ${(element.textContent || '').slice(0, 40)}`;
        });
        expect(hidden === '', `focus: ${at}: ${key} goes to what cannot be seen: ${hidden}`);
      }
    }
    await close(opened, `focus ${at}`);
  }
}

/** By keyboard alone; the answer and the refusal are shown. */
export async function check_acting(browser, fake) {
  fake.kind = 'normal';
  fake.received.length = 0;
  fake.refuse.set('ask_for_aid', 'the other force is busy');
  const opened = await seat(browser, fake.address, 'SUPERVISE', '/desk');
  const { page } = opened;
  const press_until = async (id) => {
    for (let tabs = 0; tabs < 150 && (await page.evaluate(() => document.activeElement?.id)) !== id; tabs += 1) {
      await page.keyboard.press('Tab');
    }
    expect((await page.evaluate(() => document.activeElement?.id)) === id, `acting: ${id} cannot be reached by keyboard`);
  };
  await press_until('action-open_overflow');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#action-reason:focus');
  await page.keyboard.type('101 waits');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('[aria-labelledby=answers]')?.textContent.includes('ACCEPTED'), undefined, { timeout: 4000 }).catch(() => expect(false, 'acting: no answer is shown'));
  expect(JSON.stringify(inputs(fake, 'action').map(({ kind, reason }) => ({ kind, reason }))) === '[{"kind":"open_overflow","reason":"101 waits"}]', `acting: sent ${inputs(fake, 'action').length} other actions`);
  expect((await page.evaluate(() => document.activeElement?.id)) === 'action-open_overflow', 'acting: the focus does not come back to the button');
  await page.click('#action-ask_for_aid');
  await page.click('.fcr-action-form [type=submit]');
  await page.waitForFunction(() => document.querySelector('[aria-labelledby=answers]')?.textContent.includes('the other force is busy'), undefined, { timeout: 4000 }).catch(() => expect(false, 'acting: the refusal is not shown'));
  await page.click('#action-move_staff');
  await page.selectOption('#action-pool', 'in_house');
  await page.selectOption('#action-to', 'escalation');
  await page.fill('#action-people', '3');
  await check_axe(page, 'a form that is open');
  await page.click('.fcr-action-form [type=submit]');
  await page.click('#action-declare_major');
  await page.click('.fcr-action-form [type=submit]');
  expect((await page.locator('.fcr-field__fault').count()) === 2, 'acting: M/ETHANE without anything is not stopped at its fields');
  await page.fill('#methane-exactLocation', 'Ring road, junction 4');
  await page.fill('#action-reason', 'Many casualties');
  await check_axe(page, 'M/ETHANE');
  await page.click('.fcr-action-form [type=submit]');
  await press_until('action-move_breaks');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#action-pool:focus');
  expect((await page.locator('#action-pool option').allTextContents()).length === 1, 'acting: pools without a roster can have breaks moved');
  await check_axe(page, 'breaks');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('30');
  await page.keyboard.press('Enter');
  await page.click('#action-reconcile');
  await page.fill('#action-calls', '101');
  await page.click('.fcr-action-form [type=submit]');
  await page.waitForSelector('#action-calls[aria-invalid]:focus');
  await page.fill('#action-calls', '12');
  await check_axe(page, 'calls without a log');
  await page.click('.fcr-action-form [type=submit]');
  await page.click('#action-start_call_backs');
  await page.fill('#action-promise', '120');
  await page.fill('#action-reason', 'The queue is long');
  await check_axe(page, 'call-backs');
  await page.click('.fcr-action-form [type=submit]');
  await page.click('#action-start_triage');
  await page.click('.fcr-action-form [type=submit]');
  await page.click('#action-brief');
  await page.waitForSelector('.fcr-action-form'); // drawn in the next frame: nobody presses sooner
  await page.keyboard.press('Escape');
  await page.waitForTimeout(300);
  const sent = inputs(fake, 'action').map((action) => action.kind);
  expect(sent.join() === 'open_overflow,ask_for_aid,move_staff,declare_major,move_breaks,reconcile,start_call_backs,start_triage', `acting: sent ${sent.join()}`);
  const [, , move, , breaks, reconcile, call_backs] = inputs(fake, 'action');
  expect(move.people === 3 && move.pool === 'in_house' && move.to === 'escalation', 'acting: the move is another');
  expect(breaks.pool === 'escalation' && breaks.lengthUs === 1_800_000_000n, 'acting: the breaks are others');
  expect(reconcile.people === 12 && call_backs.lengthUs === 7_200_000_000n, 'acting: the calls without a log or the promise are others');
  expect((await page.locator('#action-fall_back-more').textContent()).includes('there is no other site in this exercise'), 'acting: it is not said why an action is not there');
  await page.click('#action-fall_back', { force: true });
  expect((await page.locator('.fcr-action-form').count()) === 0, 'acting: an action that is not there opens');
  fake.kind = 'alarm';
  await page.getByRole('button', { name: 'Acknowledge 999 waiting of 09:36', exact: true }).click();
  await page.waitForTimeout(300);
  expect(fake.received.at(-1).what.case === 'acknowledgeAlarm' && fake.received.at(-1).what.value.number === 4n, 'acting: the alarm is not acknowledged');
  fake.refuse.clear();
  await close(opened, 'acting');
}

/** What was asked before a loss is sent again with the same id, and is answered once. */
export async function check_resending(browser, fake) {
  fake.kind = 'normal';
  fake.answering = false;
  fake.received.length = 0;
  const opened = await seat(browser, fake.address, 'SUPERVISE', '/desk');
  const { page } = opened;
  await page.click('#action-close_overflow');
  await page.click('.fcr-action-form [type=submit]');
  await page.waitForTimeout(300);
  fake.answering = true;
  const hellos = fake.hellos.length;
  const lost = Date.now();
  fake.drop_all();
  await page.waitForFunction(() => document.querySelector('[aria-labelledby=answers]')?.textContent.includes('ACCEPTED'), undefined, { timeout: 9000 }).catch(() => expect(false, 'resending: no answer after the connection came back'));
  const away = Date.now() - lost;
  expect(away >= 450 && away < 9000, `resending: back after ${away} ms`);
  const ids = fake.received.filter(({ what }) => what.case === 'input').map(({ what }) => what.value.id);
  expect(ids.length === 2 && ids[0] === ids[1] && ids[0].length === 32, `resending: the ids are ${ids.join()}`);
  const hello = fake.hellos.at(-1);
  expect(fake.hellos.length === hellos + 1 && hello.haveThrough > 40n && hello.branch === 0n, 'resending: the hello does not say what it has');
  fake.drop_all();
  await page.waitForTimeout(3000);
  expect(fake.received.filter(({ what }) => what.case === 'input').length === 2, 'resending: what is answered was sent again');
  console.log(`back ${away} ms after a loss`);
  await close(opened, 'resending', true);
}

/** A branch whose answer was lost is not asked for twice. */
export async function check_branch_once(browser, fake) {
  fake.kind = 'normal';
  const opened = await seat(browser, fake.address, 'CONTROL', '/control');
  const { page } = opened;
  fake.answering = false;
  await page.fill('#branch-at', '09:20');
  await page.getByRole('button', { name: 'Begin a branch', exact: true }).click();
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await page.waitForTimeout(300);
  fake.answering = true;
  fake.welcome_change = (welcome) => ({ ...welcome, branch: 1n });
  fake.drop_all();
  await page.waitForTimeout(3000);
  expect(fake.received.filter(({ what }) => what.case === 'beginBranch').length === 1, 'branch: it was asked for twice');
  expect((await page.innerText('section[aria-labelledby=answers]')).includes('ACCEPTED'), 'branch: it is not told as done');
  fake.welcome_change = (welcome) => welcome;
  await close(opened, 'branch once', true);
}

/** A missing entry makes the page ask again. */
export async function check_gap(browser, fake) {
  const opened = await seat(browser, fake.address, 'SUPERVISE', '/desk');
  const hellos = fake.hellos.length;
  fake.to_all({ case: 'feed', value: { entries: [{ number: 900n, atUs: 0n, what: { case: 'told', value: { text: 'too early' } } }], branch: 0n } });
  await opened.page.waitForTimeout(2500);
  expect(fake.hellos.length === hellos + 1, `gap: ${fake.hellos.length - hellos} hellos instead of one`);
  expect(!(await opened.page.innerText('body')).includes('too early'), 'gap: what came too early is shown');
  await close(opened, 'gap');
}

export async function check_controlling(browser, fake) {
  fake.kind = 'normal';
  fake.received.length = 0;
  const opened = await seat(browser, fake.address, 'CONTROL', '/control');
  const { page } = opened;
  const button = (name) => page.getByRole('button', { name, exact: true });
  await button('Pause').click();
  expect((await page.locator('#pause-reason-fault').count()) === 1, 'controlling: a pause without a reason is not stopped');
  await page.fill('#pause-reason', 'Questions');
  await button('Pause').click();
  await button('×10').click();
  await page.fill('#speed-other', '7');
  await button('Set speed').click();
  await page.fill('#step', '90');
  await button('Step').click();
  await page.fill('#jump', '9:50');
  await button('Jump').click();
  await button('Hold: The duty inspector asks what the plan is').click();
  await button('Release: A crash on the ring road').click();
  await button('Skip: 101 waits too long').click();
  await button('Yes').click();
  await button('Fire now: The duty inspector asks what the plan is').click();
  await button('No').click();
  await page.selectOption('#inject-kind', 'burst');
  await page.fill('#inject-calls', '3000');
  await button('Let it happen now').click();
  expect((await page.locator('#inject-calls-fault').count()) === 1, 'controlling: 3,000 calls are not stopped');
  await page.fill('#inject-calls', '30');
  await button('Let it happen now').click();
  await page.fill('#note', 'They look at 101 first.');
  await button('Keep the note').click();
  await button('Make a code').click();
  await page.waitForSelector('.fcr-code');
  expect((await page.textContent('.fcr-code__link'))?.endsWith('/#code=K7QF-2M9X-PD4C') === true, 'controlling: the link does not bring the code');
  await button('Take the seat supervisor-1').click();
  await button('Yes').click();
  await page.fill('#branch-at', '09:20');
  await button('Begin a branch').click();
  await button('Yes').click();
  await button('Ask for the review').click();
  await page.waitForSelector('a[href="/review/4f1c9a"]');
  await button('End the exercise').click();
  await button('Yes').click();
  await page.fill('#no-duff-reason', 'Fire alarm');
  await button('Stop everything: NO DUFF').click();
  await page.waitForTimeout(300);
  const runs = inputs(fake, 'run').map(({ kind, reason, speed, spanUs }) => [kind, reason ?? speed ?? spanUs ?? ''].join(' ').trim());
  expect(runs.join('; ') === '3 Questions; 5 10; 5 7; 6 90000000; 7 3000000000; 8; 11 Fire alarm', `controlling: the orders are ${runs.join('; ')}`);
  const lines = inputs(fake, 'line').map(({ kind, line }) => `${kind} ${line}`);
  expect(lines.join('; ') === '1 handover_question; 2 crash; 3 wait_on_101', `controlling: the lines are ${lines.join('; ')}`);
  const [burst] = inputs(fake, 'adHoc');
  expect(burst?.inject.what.case === 'burst' && burst.inject.what.value.calls === 30 && burst.inject.what.value.overS === 600, 'controlling: the inject is another');
  const others = fake.received.map(({ what }) => what.case).filter((kind) => kind !== 'input');
  expect(others.join() === 'makeCode,removeSeat,beginBranch,askForReview', `controlling: beside inputs it sent ${others.join()}`);
  expect(fake.received.find(({ what }) => what.case === 'beginBranch').what.value.atUs === 9n * 3600_000_000n + 1200_000_000n, 'controlling: the branch begins elsewhere');
  await close(opened, 'controlling');
}

/** Covers everything; what is behind cannot be reached; only controllers can say that it is over. */
export async function check_no_duff(browser, fake) {
  fake.received.length = 0;
  for (const [code, at] of [['', '/wall#layout=wall'], ['SUPERVISE', '/desk'], ['CONTROL', '/control'], ['EVALUATE', '/evaluate'], ['OBSERVE', '/']]) {
    fake.kind = 'normal';
    const opened = code ? await seat(browser, fake.address, code, at) : await open(browser, fake.address);
    const { page } = opened;
    if (!code) {
      await page.goto(fake.address + at);
      await page.waitForSelector('.fcr-strip');
      await page.click('text=Display');
      await page.click('text=Hold this view');
    }
    fake.kind = 'no_duff';
    await page.waitForSelector('.fcr-no-duff', { timeout: 3000 }).catch(() => expect(false, `NO DUFF: ${at} is not covered`));
    const cover = await page.evaluate(() => {
      const box = document.querySelector('.fcr-no-duff').getBoundingClientRect();
      return box.width >= innerWidth && box.height >= innerHeight && document.elementFromPoint(innerWidth / 2, innerHeight - 5)?.closest('.fcr-no-duff') !== null;
    });
    expect(cover, `NO DUFF: ${at} is not covered wholly`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('.fcr-no-duff') !== null);
    expect(inside, `NO DUFF: behind it ${at} can be reached by keyboard`);
    const buttons = await page.locator('.fcr-no-duff button').count();
    expect(buttons === (code === 'CONTROL' ? 1 : 0), `NO DUFF: ${at} has ${buttons} buttons`);
    if (code === 'CONTROL') {
      await page.click('.fcr-no-duff button');
      await page.waitForTimeout(300);
      expect(inputs(fake, 'run').at(-1)?.kind === 12, 'NO DUFF: it is not confirmed');
    }
    await close(opened, `NO DUFF ${at}`);
  }
  fake.kind = 'normal';
}

/** The figures of a view that is held stand still; the page goes on. */
export async function check_hold(browser, fake) {
  fake.kind = 'normal';
  const opened = await open(browser, fake.address, { width: 1920, height: 1080 });
  const { page } = opened;
  await page.goto(`${fake.address}/wall#layout=wall`);
  await page.waitForSelector('.fcr-strip__age[data-fresh=fresh]');
  await page.click('text=Display');
  await page.click('text=Hold this view');
  await page.keyboard.press('Escape');
  const held = await page.textContent('.fcr-strip__clock');
  fake.kind = 'alarm';
  await page.waitForTimeout(1500);
  expect((await page.textContent('.fcr-strip__clock')) === held && (await page.locator('.fcr-tile__warning').count()) === 0, 'hold: the view goes on');
  expect((await page.innerText('.fcr-held')).includes('HELD at'), 'hold: it does not say so');
  await check_axe(page, 'a view that is held');
  await page.click('.fcr-held button');
  await page.waitForTimeout(400);
  expect((await page.locator('.fcr-tile__warning').count()) > 0, 'hold: it does not go on afterwards');
  await close(opened, 'hold');
}

/** However much happens, at most one announcement in five seconds. */
export async function check_announcements(browser, fake) {
  fake.kind = 'normal';
  const opened = await open(browser, fake.address);
  const { page } = opened;
  await page.goto(`${fake.address}/wall#layout=desk`);
  await page.waitForSelector('.fcr-strip__age[data-fresh=fresh]');
  await page.evaluate(() => {
    window.said = [];
    new MutationObserver(() => window.said.push({ at: performance.now(), text: document.querySelector('[role=status]').textContent })).observe(document.querySelector('[role=status]'), { childList: true, characterData: true, subtree: true });
  });
  let number = 100n;
  fake.change = (state) => ({ ...state, run: number % 2n === 0n ? 3 : 4, alarms: Array.from({ length: 5 }, () => ({ number: (number += 1n), tile: 'people', raisedUs: state.nowUs })) });
  await page.waitForTimeout(13000);
  fake.change = (state) => state;
  const said = await page.evaluate(() => window.said);
  const spoken = said.filter(({ text }) => text !== '');
  const gaps = spoken.slice(1).map(({ at }, before) => at - spoken[before].at);
  expect(spoken.length >= 2 && !spoken.some(({ text }) => text.includes('Handover')) && gaps.every((gap) => gap >= 4900), `announcements: gaps of ${gaps.map(Math.round).join()} ms: ${spoken.map(({ text }) => text).join(' | ')}`);
  await close(opened, 'announcements');
}
