// Sixty texts that try to be markup, script, or to break the layout: each stays text, and everything
// else stays where it was.
import { close, expect, open, seat, shot } from './live_page.mjs';

const kMarkup = [
  '<script>window.taken=1</script>', '<img src=x onerror="window.taken=1">', '<svg onload="window.taken=1">', '"><script>window.taken=1</script>', "'><img src=x onerror=window.taken=1>",
  '<iframe src="javascript:window.taken=1"></iframe>', '<a href="javascript:window.taken=1">press</a>', '<body onload=window.taken=1>', '<style>*{display:none}</style>', '<link rel=stylesheet href=//evil.example/x.css>',
  '<meta http-equiv=refresh content="0;url=//evil.example">', '<base href="//evil.example/">', '<form action=//evil.example><input name=code></form>', '<math><mtext></form><form><mglyph><style></math><img src onerror=window.taken=1>', '<object data="data:text/html,<script>window.taken=1</script>"></object>',
  '</title><script>window.taken=1</script>', '</textarea><script>window.taken=1</script>', '<!--<script>window.taken=1//-->', '<![CDATA[<script>window.taken=1</script>]]>', '&lt;script&gt;window.taken=1&lt;/script&gt;',
  '&#60;script&#62;window.taken=1&#60;/script&#62;', '\\u003cscript\\u003ewindow.taken=1', '{{constructor.constructor("window.taken=1")()}}', '${window.taken=1}', 'javascript:window.taken=1',
  'data:text/html;base64,PHNjcmlwdD4=', '<details open ontoggle=window.taken=1>', '<video><source onerror=window.taken=1>', '<marquee onstart=window.taken=1>', '<input autofocus onfocus=window.taken=1>',
];
const kLayout = [
  'x'.repeat(400), 'W'.repeat(60), 'ﷺ'.repeat(40), '\u202Eright to left', '\u2067isolated', '\u200F\u200Emarks', 'Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E'.repeat(8), '\u0300'.repeat(200), 'line\nline\nline\nline\nline\nline\nline\nline', '\t\t\ttabs',
  '   spaces   ', '\u00A0'.repeat(80), '\u200B'.repeat(300), '\u2028\u2029separators', '\uFEFFmark', '\u0000\u0001\u0007\u001B[31mred', '👩‍👩‍👧‍👦'.repeat(20), '🏴󠁧󠁢󠁷󠁬󠁳󠁿'.repeat(20), 'मराठी'.repeat(20), '日本語'.repeat(60),
  'עברית ועוד', 'العربية', '=HYPERLINK("//evil.example")', '+1+1', '@SUM(1)', '%s%s%s%n', '../../etc/passwd', "Robert'); DROP TABLE calls;--", '\uFFFD\uFFFE\uFFFF noncharacters', '__proto__',
];
export const kPayloads = [...kMarkup, ...kLayout];

const boxes = (page, selector) => page.evaluate((chosen) => [...document.querySelectorAll(chosen)].map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x, y, width, height].map(Math.round).join(' ');
}), selector);

const letters = (text) => text.replace(/[\s\p{C}\p{M}\p{Z}]/gu, '');

async function untaken(page, name, elements_before) {
  const found = await page.evaluate(() => ({ taken: window.taken, elements: document.querySelectorAll('script, iframe, object, img, base, form[action], video, marquee, math').length, wide: document.documentElement.scrollWidth - innerWidth }));
  expect(found.taken === undefined, `${name}: script ran`);
  expect(found.elements === elements_before, `${name}: ${found.elements} elements of markup instead of ${elements_before}`);
  expect(found.wide <= 0, `${name}: ${found.wide} px wider than the window`);
}

/** On the wall, through everything there that a person may have written. */
async function check_wall(browser, fake) {
  fake.kind = 'alarm';
  const opened = await open(browser, fake.address, { width: 1920, height: 1080 });
  let payload = '';
  fake.change = (state) => (payload === '' ? state : { ...state, banner: '', alarms: state.alarms.map((alarm) => ({ ...alarm, acknowledgedUs: alarm.raisedUs, by: payload })) });
  fake.welcome_change = (welcome) => (payload === '' ? welcome : { ...welcome, title: payload, pools: welcome.pools.map((pool) => ({ ...pool, name: payload })) });
  await opened.page.goto(`${fake.address}/wall#layout=wall`);
  await opened.page.waitForSelector('.fcr-strip__age[data-fresh=fresh]');
  const frame = '.fcr-strip, .fcr-tile, .fcr-level, .fcr-alarms';
  const before = await boxes(opened.page, frame);
  for (const text of kPayloads) {
    payload = text;
    fake.drop_all();
    await opened.page.waitForFunction((want) => document.querySelector('.fcr-tile__pools tbody th')?.textContent.replace(/[\s\p{C}\p{M}\p{Z}]/gu, '') === want, letters(text), { timeout: 8000 }).catch(() => expect(false, `wall: not shown as it is: ${JSON.stringify(text.slice(0, 60))}`));
    const after = await boxes(opened.page, frame);
    expect(JSON.stringify(after) === JSON.stringify(before), `wall: ${JSON.stringify(text.slice(0, 40))} moves the layout: ${after.filter((box, at) => box !== before[at]).slice(0, 2)}`);
    await untaken(opened.page, `wall ${JSON.stringify(text.slice(0, 40))}`, 1);
  }
  await shot(opened.page, 'hostile_wall', false);
  fake.change = (state) => state;
  fake.welcome_change = (welcome) => welcome;
  await close(opened, 'hostile wall', true);
}

/** On the controller's page and in the lobby, all at once: names, notes, messages, reasons. */
async function check_consoles(browser, fake) {
  const kNow = fake.now_us;
  fake.change = (state) => ({ ...state, run: 4, pauseReason: kPayloads.join(' ').slice(0, 4000), banner: kPayloads[1], present: kPayloads.map((name, at) => ({ seat: `observer-${at}`, name, role: 6, connections: 1 })) });
  fake.feed_change = (feed) => {
    const from = feed.entries.length;
    const more = kPayloads.flatMap((text, at) => [
      { case: 'told', value: { who: text, text } },
      { case: 'note', value: { who: text, text } },
      { case: 'action', value: { seat: text, action: { kind: 'decide', text, reason: text }, accepted: at % 2 === 0, refusal: text } },
    ]);
    return { ...feed, entries: [...feed.entries, ...more.map((what, at) => ({ number: BigInt(from + at + 1), atUs: kNow, what }))] };
  };
  fake.welcome_change = (welcome) => ({ ...welcome, title: kPayloads[0], description: kPayloads.join('\n'), objectives: kPayloads.map((text, at) => ({ id: String(at), text })), instructorNotes: kPayloads, planned: kPayloads.map((text, at) => ({ id: `l${at}`, title: text, inject: text, expected: [text], objective: text, controller: text })), actions: welcome.actions.map((action) => ({ ...action, available: false, whyNot: kPayloads[2] })) });
  for (const [code, at] of [['CONTROL', '/control'], ['SUPERVISE', '/desk'], ['EVALUATE', '/evaluate'], ['OBSERVE', '/'], ['OBSERVE', '/wall#layout=desk']]) {
    const opened = await seat(browser, fake.address, code, at, { width: 1366, height: 900 });
    await opened.page.waitForTimeout(700);
    await untaken(opened.page, `${code} ${at}`, 1);
    const shown = letters(await opened.page.innerText('body'));
    const missing = at.startsWith('/wall') ? [] : kPayloads.filter((text) => !shown.includes(letters(text)));
    expect(missing.length === 0, `${code} ${at}: not shown as they are: ${JSON.stringify(missing).slice(0, 300)}`);
    await shot(opened.page, `hostile${at.replace(/\W+/g, '_')}`, false);
    await close(opened, `hostile ${at}`);
  }
  fake.change = (state) => state;
  fake.feed_change = (feed) => feed;
  fake.welcome_change = (welcome) => welcome;
}

export async function check_hostile(browser, fake) {
  expect(kPayloads.length === 60, `there are ${kPayloads.length} payloads`);
  await check_wall(browser, fake);
  await check_consoles(browser, fake);
  console.log(`${kPayloads.length} hostile texts on the wall and on five pages`);
}
