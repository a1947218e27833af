// Every word that a person reads stands in the catalogue: no text in markup, no sentence in a string.
import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parseSync } from 'vite';
import { catalogue_of } from '../../live/words/words.ts';
import { en } from '../../live/words/en.ts';

const kLive = path.resolve('live');
// Attributes that people read or hear.
const kSpoken = new Set(['aria-label', 'aria-description', 'aria-roledescription', 'title', 'alt', 'placeholder', 'label', 'name', 'help', 'question', 'caption']);
// Strings of several words that nobody reads: class lists, media queries, paths of pictures.
const kSilent = new Set(['class', 'd', 'viewBox', 'className']);

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

/** What people would read in the file and is not of the catalogue. */
function words_outside(file: string, text: string): string[] {
  const { program } = parseSync(file, text, { lang: file.endsWith('x') ? 'tsx' : 'ts' });
  const found: string[] = [];
  const tell = (node: Node, word: string) => found.push(`${path.relative(kLive, file)}:${text.slice(0, node.start).split('\n').length}: ${word.trim()}`);
  const visit = (node: Node, attribute: string, imported: boolean) => {
    const letters = (value: unknown): value is string => typeof value === 'string' && /\p{L}{2}/u.test(value);
    if (node.type === 'JSXText' && /\p{L}/u.test(String(node.value))) {
      tell(node, String(node.value));
    }
    if (node.type === 'Literal' && letters(node.value) && !imported && !kSilent.has(attribute)) {
      const spoken = kSpoken.has(attribute) && !/^[a-z][a-z-]*$/.test(node.value);
      const sentence = /\p{L}{2,} \p{L}/u.test(node.value);
      if (spoken || sentence) {
        tell(node, node.value);
      }
    }
    if (node.type === 'TemplateElement' && !kSilent.has(attribute)) {
      const raw = String((node.value as { raw: string }).raw);
      if (/\p{L}{2,} \p{L}/u.test(raw)) {
        tell(node, raw);
      }
    }
    const name = node.type === 'JSXAttribute' ? String((node.name as Node).name) : attribute;
    const is_import = imported || node.type === 'ImportDeclaration' || node.type === 'ThrowStatement';
    for (const [key, value] of Object.entries(node)) {
      if (key === 'parent') {
        continue;
      }
      for (const child of Array.isArray(value) ? value : [value]) {
        if (child && typeof child === 'object' && 'type' in child) {
          visit(child as Node, name, is_import);
        }
      }
    }
  };
  visit(program as unknown as Node, '', false);
  return found;
}

const kAllowed = [/classList|fcr-|govuk-/, /^(max-width|prefers-)/];

test('no word that people read stands outside of the catalogue', () => {
  const files = readdirSync(kLive, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.startsWith('words/') && !file.startsWith('wire/'));
  assert.ok(files.length > 40);
  const outside = files.flatMap((file) => words_outside(path.join(kLive, file), readFileSync(path.join(kLive, file), 'utf8'))).filter((line) => !kAllowed.some((allowed) => allowed.test(line)));
  assert.deepEqual(outside, []);
});

test('the check finds words', () => {
  const found = words_outside('x.tsx', 'const a = <p title="Hello">Hi</p>; const b = "two words"; const c = `${a} more words`; const d = <p class="one two" />;');
  assert.deepEqual(found.map((line) => line.split(': ')[1]), ['Hello', 'Hi', 'two words', 'more words']);
});

test('another language is another catalogue; without one it is English', () => {
  assert.equal(catalogue_of(['cy-GB', 'en-GB']).language, 'en');
  assert.equal(catalogue_of([]).words, en);
});

test('durations in words', () => {
  assert.equal(en.span(0), 'at once');
  assert.equal(en.span(90), '90 seconds');
  assert.equal(en.span(300), '5 minutes');
  assert.equal(en.span(1), '1 second');
  assert.equal(en.span(7200), '2 hours');
});
