// Another catalogue changes every word: the pages are built with one in which each text is marked, and
// whatever people can read or hear without a mark is a fault. Data of the exercise has none.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { FakeLive } from './fake_live.mjs';
import { close, expect, open, seat, shot } from './live_page.mjs';

const web = fileURLToPath(new URL('../..', import.meta.url));
const kMark = '¤';

const kMarking = `
function marked(value: unknown): unknown {
  if (typeof value === 'string') {
    return value === '' ? value : '${kMark}' + value;
  }
  if (typeof value === 'function') {
    return (...given: unknown[]) => marked(value(...given));
  }
  if (Array.isArray(value)) {
    return value.map(marked);
  }
  return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, marked(one)])) : value;
}
export const en = marked(plain) as typeof plain;
`;

const another_catalogue = () => ({
  name: 'another-catalogue',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('/live/words/en.ts') ? code.replace('export const en =', 'const plain =') + kMarking : null),
});

async function build_marked() {
  const folder = mkdtempSync(path.join(web, 'out/marked-'));
  const before = process.cwd();
  process.chdir(web);
  await build({ configFile: path.join(web, 'vite.live.config.ts'), plugins: [another_catalogue()], build: { outDir: folder }, logLevel: 'error' });
  process.chdir(before);
  return folder;
}

/** Texts and spoken names without a mark that are no data. */
function unmarked(page) {
  return page.evaluate((mark) => {
    const found = [];
    const letters = (text) => /\p{L}{2}/u.test(text) && !text.includes(mark);
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const element = walk.currentNode.parentElement;
      const data = element.closest('.fcr-said, .fcr-code, script, noscript') || (element.tagName === 'OPTION' && element.value === element.textContent);
      if (!data && letters(walk.currentNode.data)) {
        found.push(walk.currentNode.data);
      }
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
        if (letters(element.getAttribute(name) ?? '')) {
          found.push(`${name}: ${element.getAttribute(name)}`);
        }
      }
    }
    return found;
  }, kMark);
}

export async function check_words(browser) {
  const folder = await build_marked();
  const fake = await new FakeLive(folder).start();
  let texts = 0;
  const check = async (page, name) => {
    texts += await page.evaluate((mark) => document.body.innerText.split(mark).length - 1, kMark);
    expect((await unmarked(page)).length === 0, `words: ${name}: not of the catalogue: ${(await unmarked(page)).slice(0, 5).join(' | ')}`);
  };
  for (const kind of ['alarm', 'paused', 'no_duff', 'flood', 'lobby']) {
    fake.kind = kind;
    for (const [code, at] of [['', '/wall#layout=wall'], ['', '/wall#layout=desk&board=contract'], ['SUPERVISE', '/desk'], ['CONTROL', '/control'], ['EVALUATE', '/evaluate'], ['OBSERVE', '/'], ['OBSERVE', '/desk']]) {
      const opened = code ? await seat(browser, fake.address, code, at) : await open(browser, fake.address);
      if (!code) {
        await opened.page.goto(fake.address + at);
        await opened.page.waitForSelector('.fcr-strip');
      }
      await opened.page.waitForTimeout(400);
      await check(opened.page, `${at} ${kind}`);
      if (at === '/desk' && code === 'SUPERVISE' && kind === 'alarm') {
        for (const button of await opened.page.locator('.fcr-action:not([aria-disabled])').all()) {
          await button.click();
          await check(opened.page, 'a form');
        }
        await shot(opened.page, 'another_catalogue', false);
      }
      await close(opened, `words ${at}`);
    }
  }
  const joining = await open(browser, fake.address);
  await joining.page.goto(fake.address);
  await joining.page.fill('#code', 'WRONG');
  await joining.page.click('button[type=submit]');
  await joining.page.waitForSelector('.fcr-fault');
  await check(joining.page, 'joining');
  await close(joining, 'words joining');
  await fake.stop();
  rmSync(folder, { recursive: true });
  console.log(`${texts} texts of another catalogue on all pages`);
}
