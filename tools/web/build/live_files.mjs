// Finishes the build of the live pages: a page for each path, the notices of what the script holds,
// and manifest.json, which lists what is served: path, file, content type, bytes.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { live_notices } from './licences.mjs';

const kModules = fileURLToPath(new URL('../node_modules', import.meta.url));
const kPages = ['wall', 'desk', 'control', 'evaluate']; // beside the first, which is to join
const kPlace = '<body data-page="join">';
const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** A page stands at its name without ending, the first at "/"; everything else at its file name. */
function path_of(file) {
  return file === 'index.html' ? '/' : file.endsWith('.html') ? `/${file.slice(0, -'.html'.length)}` : `/${file}`;
}

function write_pages(folder) {
  const first = readFileSync(path.join(folder, 'index.html'), 'utf8').replaceAll(' crossorigin', '');
  if (first.split(kPlace).length !== 2) {
    throw new Error(`index.html has not exactly one ${kPlace}`);
  }
  writeFileSync(path.join(folder, 'index.html'), first);
  for (const page of kPages) {
    writeFileSync(path.join(folder, `${page}.html`), first.replace(kPlace, kPlace.replace('join', page)));
  }
}

function write_manifest(folder) {
  const files = readdirSync(folder).filter((file) => file !== 'manifest.json').sort();
  const listed = files.map((file) => ({ path: path_of(file), file, type: kTypes[path.extname(file)], bytes: readFileSync(path.join(folder, file)).length }));
  const unknown = listed.find((entry) => !entry.type);
  if (unknown) {
    throw new Error(`no content type for ${unknown.file}`);
  }
  writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify({ files: listed }, null, 2)}\n`);
}

export function live_files() {
  let folder = '';
  return {
    name: 'live-files',
    apply: 'build',
    configResolved: (config) => {
      folder = path.resolve(config.root, config.build.outDir);
    },
    closeBundle: () => {
      write_pages(folder);
      writeFileSync(path.join(folder, 'licences.txt'), live_notices(kModules));
      write_manifest(folder);
    },
  };
}
