// The colours of the levels are told apart by every eye, and black text on them can be read (spec
// training.md 3.4). Dichromats by Viénot, Brettel and Mollon (1999) on linear sRGB, with which the
// specification's red and green differ by 10; differences are CIE76 in CIELAB (D65); contrast is
// that of WCAG 2.2.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

const kDifferenceMin = 35;
const kContrastMin = 4.5;

const kNormal: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
const kProtan: Matrix = [
  [0.11238, 0.88762, 0],
  [0.11238, 0.88762, 0],
  [0.00401, -0.00401, 1],
];
const kDeutan: Matrix = [
  [0.29275, 0.70725, 0],
  [0.29275, 0.70725, 0],
  [-0.02234, 0.02234, 1],
];
const kXyzOfLinear: Matrix = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];
const kWhite: Triple = [0.95047, 1, 1.08883];

const times = (matrix: Matrix, [a, b, c]: Triple): Triple => {
  const row = ([x, y, z]: Triple) => x * a + y * b + z * c;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
};
const each = ([a, b, c]: Triple, change: (value: number, index: number) => number): Triple => [
  change(a, 0),
  change(b, 1),
  change(c, 2),
];

/** Linear sRGB of `#rrggbb`. */
const linear_of = (colour: string): Triple =>
  each([1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255) as unknown as Triple, (value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );

const lab_of = (linear: Triple): Triple => {
  const [x, y, z] = each(times(kXyzOfLinear, linear), (value, index) => {
    const share = value / (kWhite[index] ?? 1);
    return share > 216 / 24389 ? Math.cbrt(share) : ((24389 / 27) * share + 16) / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};

/** How different two colours look to an eye, CIE76. */
const difference = (eye: Matrix, one: string, other: string): number => {
  const seen = (colour: string) => lab_of(each(times(eye, linear_of(colour)), (value) => Math.min(1, Math.max(0, value))));
  const [from, to] = [seen(one), seen(other)];
  return Math.hypot(from[0] - to[0], from[1] - to[1], from[2] - to[2]);
};

const luminance = (colour: string): number => times(kXyzOfLinear, linear_of(colour))[1];
const contrast = (one: string, other: string): number => {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((left, right) => left - right) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
};

const styles = readFileSync('live/styles/_levels.scss', 'utf8');
const colour_of = (name: string): string => {
  const found = new RegExp(`--fcr-${name}: (#[0-9a-f]{6});`).exec(styles)?.[1];
  assert.ok(found, `the styles name no colour for ${name}`);
  return found;
};

test('every pair of levels differs for normal, protan and deutan eyes', () => {
  const levels = ['ok', 'watch', 'act'];
  for (const [eye, matrix] of Object.entries({ normal: kNormal, protan: kProtan, deutan: kDeutan })) {
    for (const one of levels) {
      for (const other of levels.slice(levels.indexOf(one) + 1)) {
        const seen = difference(matrix, colour_of(one), colour_of(other));
        assert.ok(seen >= kDifferenceMin, `${one} and ${other} differ by ${seen.toFixed(1)} for ${eye} eyes`);
      }
    }
  }
});

test('text on every level can be read', () => {
  const text = colour_of('on-level');
  const expected = { ok: 9.1, watch: 15.9, act: 5.4 };
  for (const [level, ratio] of Object.entries(expected)) {
    assert.equal(contrast(text, colour_of(level)).toFixed(1), ratio.toFixed(1));
  }
  for (const level of [...Object.keys(expected), 'unjudged']) {
    assert.ok(contrast(text, colour_of(level)) >= kContrastMin, level);
  }
});

test('the check can fail: red and green of traffic lights are the same to a protan eye', () => {
  assert.ok(difference(kNormal, '#00703c', '#d4351c') > 100);
  assert.equal(Math.round(difference(kProtan, '#00703c', '#d4351c')), 10);
});
