// Builds the page anew and compares it with the committed one: `npm run check`, exit 1 when they
// differ. The build has no clock and no path in it, so the same sources give the same bytes.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { kTypesFile, types_text } from './proto_types.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'fcr-web-'));
process.chdir(web);
await build({ configFile: path.join(web, 'vite.config.ts'), build: { outDir: folder }, logLevel: 'warn' });
const built = readFileSync(path.join(folder, 'report.html'));
rmSync(folder, { recursive: true });
const faults = [
  ...(readFileSync(kTypesFile, 'utf8') === types_text() ? [] : ['data/messages.ts is not that of the protos: npm run types']),
  ...(built.equals(readFileSync(path.join(web, 'dist/report.html'))) ? [] : ['dist/report.html is not that of the sources: npm run build']),
];
for (const fault of faults) {
  console.error(fault);
}
process.exit(faults.length === 0 ? 0 : 1);
