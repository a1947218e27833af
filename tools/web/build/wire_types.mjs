// Writes live/wire anew: TypeScript of the messages between a browser and a running exercise, made
// by protoc and protoc-gen-es from proto/fcr/v1/live.proto and what it takes in: `npm run types`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
const kProtos = ['exercise', 'journal', 'live'];
export const kWireFolder = path.join(web, 'live/wire');

const file_of = (proto) => `fcr/v1/${proto}_pb.ts`;

/** `target`: ts, or js for tests, which node runs as they are. */
export function write_wire(folder, target = 'ts') {
  execFileSync(process.env.PROTOC ?? 'protoc', [
    `--proto_path=${path.join(web, '../../proto')}`,
    `--plugin=protoc-gen-es=${path.join(web, 'node_modules/.bin/protoc-gen-es')}`,
    `--es_out=${folder}`,
    `--es_opt=target=${target},import_extension=${target}`,
    ...kProtos.map((proto) => `fcr/v1/${proto}.proto`),
  ]);
}

/** What of live/wire is not that of the protos: a sentence each. */
export function wire_faults() {
  const folder = mkdtempSync(path.join(tmpdir(), 'fcr-wire-'));
  write_wire(folder);
  const text = (root, proto) => readFileSync(path.join(root, file_of(proto)), 'utf8');
  const other = kProtos.filter((proto) => text(folder, proto) !== text(kWireFolder, proto));
  rmSync(folder, { recursive: true });
  return other.map((proto) => `live/wire/${file_of(proto)} is not that of ${proto}.proto: npm run types`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  write_wire(kWireFolder);
}
