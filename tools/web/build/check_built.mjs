// Builds the pages anew and compares them with the committed ones: `npm run check`, exit 1 when they
// differ. The build has no clock and no path in it, so the same sources give the same bytes.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { kTypesFile, types_text } from './proto_types.mjs';
import { wire_faults } from './wire_types.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'fcr-web-'));
process.chdir(web);
await build({ configFile: path.join(web, 'vite.config.ts'), build: { outDir: folder }, logLevel: 'warn' });
const built = readFileSync(path.join(folder, 'report.html'));
const live_folder = path.join(folder, 'live');
await build({ configFile: path.join(web, 'vite.live.config.ts'), build: { outDir: live_folder }, logLevel: 'warn' });
const live_faults = folder_faults(live_folder, path.join(web, 'dist/live'));
rmSync(folder, { recursive: true });

/** Files of one folder that the other has not, or has with other bytes. */
function folder_faults(built, committed) {
  const files = new Set([...readdirSync(built), ...readdirSync(committed)]);
  const bytes = (root, file) => (readdirSync(root).includes(file) ? readFileSync(path.join(root, file)) : Buffer.from('none'));
  return [...files].sort().filter((file) => !bytes(built, file).equals(bytes(committed, file))).map((file) => `dist/live/${file} is not that of the sources: npm run build`);
}

const faults = [
  ...(readFileSync(kTypesFile, 'utf8') === types_text() ? [] : ['data/messages.ts is not that of the protos: npm run types']),
  ...(built.equals(readFileSync(path.join(web, 'dist/report.html'))) ? [] : ['dist/report.html is not that of the sources: npm run build']),
  ...live_faults,
  ...wire_faults(),
];
for (const fault of faults) {
  console.error(fault);
}
process.exit(faults.length === 0 ? 0 : 1);
