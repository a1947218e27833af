// How the live pages look: every page in every state and both themes.
import { check_axe, check_marks, check_still, check_targets, check_width, close, expect, open, seat, shot } from './live_page.mjs';

const kThemes = ['light', 'dark'];

/** Capital heights in per cent of the screen's, by the browser's own measure of the font in use. */
function heights(page) {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d');
    const height = (element, text) => {
      const style = getComputedStyle(element);
      canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      return (100 * canvas.measureText(text).actualBoundingBoxAscent) / innerHeight;
    };
    const least = (selector, text) => Math.min(...[...document.querySelectorAll(selector)].map((element) => height(element, text)));
    return {
      digits: least('.fcr-tile__figure--digits .fcr-tile__digits', '1'),
      names: least('.fcr-tile__name', 'H'),
      levels: least('.fcr-level__word', 'H'),
      strip: least('.fcr-strip__clock, .fcr-strip__run, .fcr-strip__word', 'H'),
      alarm: least('.fcr-alarms p', 'H'),
    };
  });
}

/** Names, figures and levels that do not fit into their tile; the line of alarms may be cut at its end. */
function cut(page) {
  return page.evaluate(() => {
    const found = [];
    for (const tile of document.querySelectorAll('.fcr-tile')) {
      const frame = tile.getBoundingClientRect();
      const level = tile.querySelector('.fcr-level').getBoundingClientRect();
      for (const element of tile.querySelectorAll('.fcr-tile__name, .fcr-tile__digits, .fcr-tile__caption, .fcr-tile__details p, .fcr-level__word, .fcr-level__since, td')) {
        const box = element.getBoundingClientRect();
        if (box.width === 0) {
          continue;
        }
        const below = element.closest('.fcr-level') ? frame.bottom + 1 : level.top + 2;
        if (box.right > frame.right + 1 || box.bottom > below || element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflow !== 'visible') {
          found.push(`${tile.dataset.tile}: ${element.className} "${element.textContent}" ${box.right.toFixed(0)}>${frame.right.toFixed(0)} ${box.bottom.toFixed(0)}>${below.toFixed(0)}`);
        }
      }
    }
    const strip = document.querySelector('.fcr-strip').getBoundingClientRect();
    for (const element of document.querySelectorAll('.fcr-strip p, .fcr-strip dd')) {
      const box = element.getBoundingClientRect();
      if (box.right > strip.right + 1) {
        found.push(`strip: "${element.textContent}"`);
      }
    }
    const last = document.querySelector('.fcr-alarms').getBoundingClientRect();
    if (last.bottom > innerHeight + 1) {
      found.push(`the line of alarms ends at ${last.bottom}`);
    }
    return found;
  });
}

async function check_wall_size(browser, fake, width, height) {
  for (const kind of ['normal', 'alarm', 'few', 'flood', 'paused']) {
    fake.kind = kind;
    const opened = await open(browser, fake.address, { width, height, theme: 'dark' });
    await opened.page.goto(`${fake.address}/wall#layout=wall`);
    await opened.page.waitForSelector('.fcr-strip__age[data-fresh=fresh]');
    const name = `wall ${width}x${height} ${kind}`;
    const found = await heights(opened.page);
    expect(found.digits >= 7.5, `${name}: digits are ${found.digits.toFixed(2)} % of the height`);
    for (const what of ['names', 'levels', 'strip', 'alarm']) {
      expect(found[what] >= 5.4, `${name}: ${what} are ${found[what].toFixed(2)} % of the height`);
    }
    for (const what of await cut(opened.page)) {
      expect(false, `${name}: cut: ${what}`);
    }
    if (kind === 'normal') {
      console.log(`${name}: capitals of digits ${found.digits.toFixed(2)} %, tile names ${found.names.toFixed(2)} %, levels ${found.levels.toFixed(2)} %, strip ${found.strip.toFixed(2)} %, alarm line ${found.alarm.toFixed(2)} % of the screen's height`);
    }
    await close(opened, name);
  }
}

export async function check_walls(browser, fake) {
  for (const [width, height] of [[1920, 1080], [1366, 768], [3840, 2160]]) {
    await check_wall_size(browser, fake, width, height);
  }
}

async function check_all(page, name, full = true) {
  await check_axe(page, name);
  await check_marks(page, name);
  await check_targets(page, name);
  await check_width(page, name);
  await check_still(page, name);
  await shot(page, name.replaceAll(' ', '_'), full);
}

const kPages = [
  { name: 'wall', at: '/wall#layout=wall', width: 1920, height: 1080, full: false, states: ['normal', 'alarm', 'few', 'flood', 'paused', 'no_duff'] },
  { name: 'wall_desk', at: '/wall#layout=desk', states: ['normal', 'alarm'] },
  { name: 'wall_contract', at: '/wall#layout=wall&board=contract', width: 1920, height: 1080, full: false, states: ['normal', 'alarm'] },
  { name: 'lobby', code: 'SUPERVISE', at: '/', states: ['lobby'] },
  { name: 'desk', code: 'SUPERVISE', at: '/desk', states: ['normal', 'alarm', 'no_duff'] },
  { name: 'control', code: 'CONTROL', at: '/control', states: ['normal', 'alarm', 'paused', 'no_duff', 'ended', 'debrief'] },
  { name: 'evaluate', code: 'EVALUATE', at: '/evaluate', states: ['normal', 'alarm'] },
  { name: 'observer', code: 'OBSERVE', at: '/wall#layout=desk', states: ['normal', 'alarm'] },
];

/** Every page in every state, both themes; then stale and grey. */
export async function check_pages(browser, fake) {
  for (const theme of kThemes) {
    for (const { name, at, code, states, full = true, ...size } of kPages) {
      fake.kind = states[0];
      const options = { ...size, theme };
      const opened = code ? await seat(browser, fake.address, code, at, options) : await open(browser, fake.address, options);
      if (!code) {
        await opened.page.goto(fake.address + at);
        await opened.page.waitForSelector('.fcr-strip__age[data-fresh=fresh]');
      }
      for (const kind of states) {
        fake.kind = kind;
        await opened.page.waitForTimeout(700);
        await check_all(opened.page, `${name} ${kind} ${theme}`, full);
      }
      fake.kind = states.includes('alarm') ? 'alarm' : states[0];
      await opened.page.waitForTimeout(600);
      fake.silent = true;
      await opened.page.waitForSelector('.fcr-strip__age[data-fresh=stale]', { timeout: 6000 }).catch(() => expect(false, `${name}: is not stale after 6 s`));
      await check_all(opened.page, `${name} stale ${theme}`, full);
      if (name === 'wall') {
        await opened.page.waitForSelector('.fcr-tiles[data-fresh=grey]', { timeout: 12000 }).catch(() => expect(false, `${name}: is not grey after 12 s more`));
        await check_all(opened.page, `${name} grey ${theme}`, full);
      }
      fake.silent = false;
      console.log(`${name} ${theme}: ${states.join(', ')}, stale`);
      await close(opened, `${name} ${theme}`, true);
    }
    const joining = await open(browser, fake.address, { theme });
    await joining.page.goto(fake.address);
    await joining.page.waitForSelector('h1');
    await check_all(joining.page, `join ${theme}`);
    await close(joining, 'join');
  }
}

/** Without colour the states are still told apart, by shape and word. */
export async function check_grey(browser, fake) {
  const opened = await open(browser, fake.address, { width: 1920, height: 1080, theme: 'dark' });
  fake.kind = 'alarm';
  fake.change = (state) => ({ ...state, board: { ...state.board, tiles: [1, 2, 3, 0, 2, 3].map((level, at) => ({ ...state.board.tiles[at], level })) } });
  await opened.page.goto(`${fake.address}/wall#layout=wall`);
  await opened.page.waitForSelector('.fcr-strip__age[data-fresh=fresh]');
  await opened.page.evaluate(() => { document.documentElement.style.filter = 'grayscale(1)'; });
  const marks = await opened.page.evaluate(() => [...document.querySelectorAll('.fcr-level')].map((mark) => `${mark.querySelector('.fcr-shape').dataset.shape} ${mark.querySelector('.fcr-level__word').textContent}`));
  expect(JSON.stringify([...new Set(marks)].sort()) === JSON.stringify(['circle OK', 'ring NO LEVEL', 'square ACT', 'triangle WATCH']), `greyscale: the marks are ${marks.join(', ')}`);
  await shot(opened.page, 'wall_greyscale', false);
  fake.change = (state) => state;
  await close(opened, 'greyscale');
}

/** On a telephone and at 200 % nothing is lost. */
export async function check_narrow(browser, fake) {
  fake.kind = 'alarm';
  for (const [name, code, at] of [['desk', 'SUPERVISE', '/desk'], ['control', 'CONTROL', '/control'], ['lobby', 'OBSERVE', '/']]) {
    const opened = await seat(browser, fake.address, code, at, { width: 400, height: 800 });
    await opened.page.waitForTimeout(500);
    await check_width(opened.page, `${name} 400`);
    await check_axe(opened.page, `${name} 400`);
    await shot(opened.page, `${name}_400`);
    await close(opened, `${name} 400`);
  }
}
