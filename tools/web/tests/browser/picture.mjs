// Takes a picture of a report page, or of the part of it that holds some words, in Chromium.
//
//   node tests/browser/picture.mjs PAGE PICTURE [--heading WORDS] [--height PX] [--width PX] [--window]
//
// WORDS are the beginning of a figure's or section's heading; PX of --height cuts what is below.
// --window takes the whole window, with that figure or section at its top.
// Says whether the page wrote to the console, asked for anything, or is wider than its window.
// PICTURE is a .png, or a .pdf of the whole page as printed. FCR_CHROMIUM names the browser.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { heading: { type: 'string' }, height: { type: 'string' }, window: { type: 'boolean', default: false }, width: { type: 'string', default: '1366' } },
});
const [file, picture] = positionals;
if (!file || !picture) {
  console.log('usage: node tests/browser/picture.mjs PAGE PICTURE [--heading WORDS] [--height PX] [--width PX] [--window]');
  process.exit(2);
}
const width = Number(options.width);
const browser = await chromium.launch({
  executablePath: process.env.FCR_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width, height: width < 500 ? 800 : 768 }, colorScheme: 'light', reducedMotion: 'reduce' });
const told = [];
page.on('console', (message) => told.push(message.text()));
page.on('pageerror', (error) => told.push(error.message));
page.on('request', (request) => { if (!/^(file|blob|data):/.test(request.url())) { told.push(request.url()); } });
await page.goto(pathToFileURL(path.resolve(file)).href);
await page.waitForSelector('h1');

/** The figure, section or card whose heading begins with the words. */
function place(words) {
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, figcaption, caption')];
  const heading = headings.find((h) => h.textContent.trim().startsWith(words));
  if (!heading) {
    return { headings: headings.map((h) => h.textContent.trim()) };
  }
  const box = (heading.closest('figure, .fcr-figure, section') ?? heading.parentElement).getBoundingClientRect();
  return { x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height };
}

let failed = false;
if (picture.endsWith('.pdf')) {
  await page.pdf({ path: picture, format: 'A4' });
} else if (options.heading) {
  const box = await page.evaluate(place, options.heading);
  if (box.headings) {
    console.log(`no heading begins with "${options.heading}"; there are:\n  ${box.headings.join('\n  ')}`);
    failed = true;
  } else if (options.window) {
    await page.evaluate((top) => scrollTo(0, top), box.y - 8);
    await page.screenshot({ path: picture });
  } else {
    const clip = { ...box, height: Math.min(box.height, Number(options.height ?? box.height)) };
    await page.screenshot({ path: picture, clip, fullPage: true });
  }
} else {
  await page.screenshot({ path: picture });
}
const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
console.log(`${path.basename(picture)}: console messages, errors and requests: ${told.length}; wider than the window: ${Math.max(0, wide)} px`);
await browser.close();
process.exit(failed ? 1 : 0);
