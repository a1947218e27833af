// The live pages in Chromium against a server that plays messages: look, use, hostile texts.
//
//   node tests/browser/live.mjs [--only walls|pages|grey|narrow|use|hostile|words]
//
// Screenshots go to out/shots, or to the folder that FCR_SHOTS names. FCR_CHROMIUM names the browser;
// without one it exits 77.
import { parseArgs } from 'node:util';
import { FakeLive } from './fake_live.mjs';
import { check_hostile } from './live_hostile.mjs';
import { check_grey, check_narrow, check_pages, check_walls } from './live_look.mjs';
import { counts, faults, kShots, launch, need_browser } from './live_page.mjs';
import { check_acting, check_announcements, check_branch_once, check_controlling, check_focus, check_gap, check_hold, check_joining, check_no_duff, check_resending } from './live_use.mjs';
import { check_words } from './live_words.mjs';

const kParts = {
  walls: [check_walls],
  pages: [check_pages],
  grey: [check_grey],
  narrow: [check_narrow],
  use: [check_joining, check_acting, check_focus, check_resending, check_branch_once, check_gap, check_controlling, check_no_duff, check_hold, check_announcements],
  hostile: [check_hostile],
  words: [check_words],
};

const { values: options } = parseArgs({ options: { only: { type: 'string' } } });
if (options.only && !kParts[options.only]) {
  console.error(`--only ${options.only}: must be one of ${Object.keys(kParts).join(', ')}`);
  process.exit(2);
}
need_browser();
const browser = await launch();
for (const part of options.only ? [options.only] : Object.keys(kParts)) {
  for (const check of kParts[part]) {
    const fake = await new FakeLive().start();
    await check(browser, fake);
    await fake.stop();
  }
}
await browser.close();
console.log(`${counts.checks} checks; axe on ${counts.axe} views; ${counts.marks} status marks; ${counts.policy} breaches of the policy; screenshots in ${kShots}`);
console.log(faults.length === 0 ? 'Every page is as it should be.' : `${faults.length} faults.`);
process.exit(faults.length === 0 ? 0 : 1);
