// Builds the live pages into dist/live: one script, one style sheet, a page for each path, and
// manifest.json, which tells the server what to send at which path.
import { defineConfig } from 'vite';
// @ts-expect-error plain JavaScript
import { live_files } from './build/live_files.mjs';

export default defineConfig({
  root: 'live',
  cacheDir: '../out/vite_live',
  plugins: [live_files()],
  build: {
    outDir: '../dist/live',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    cssMinify: false, // as for the report: sass minifies
    cssCodeSplit: false,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    rollupOptions: { output: { entryFileNames: 'live.js', assetFileNames: 'live[extname]' } },
  },
  css: { preprocessorOptions: { scss: { style: 'compressed', quietDeps: true } } },
});
