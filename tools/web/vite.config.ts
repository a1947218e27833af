import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
// @ts-expect-error plain JavaScript, shared with the tests
import { fill } from './build/fill.mjs';
// @ts-expect-error plain JavaScript
import { single_file } from './build/single_file.mjs';

// While developing, the page shows the sample that FCR_SAMPLE names.
const sample = () => ({
  name: 'sample',
  apply: 'serve' as const,
  transformIndexHtml: (page: string) =>
    fill(page, JSON.parse(readFileSync(`samples/${process.env.FCR_SAMPLE ?? 'run'}.json`, 'utf8'))),
});

export default defineConfig({
  root: 'report',
  cacheDir: '../out/vite',
  plugins: [sample(), single_file()],
  build: {
    outDir: '../dist',
    emptyOutDir: false, // dist/live is built beside it
    target: 'es2022',
    modulePreload: false,
    // govuk-frontend has a hack for old browsers that the CSS minifier cannot read; sass minifies.
    cssMinify: false,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
  },
  css: { preprocessorOptions: { scss: { style: 'compressed', quietDeps: true } } },
});
