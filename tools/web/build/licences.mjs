// The notices of what the built page holds, to stand in it: their licences ask for that.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const kPackages = ['preact', 'echarts', 'zrender', 'tslib', 'govuk-frontend'];
const kFiles = ['NOTICE', 'LICENSE', 'LICENSE.txt', 'LICENCE'];
// The package itself has no licence file; this is the one of its repository.
const kGovuk =
  'Copyright (C) 2017-2026 Crown Copyright (Government Digital Service). MIT License: the text is that of preact below, with this copyright.';

function notices_of(modules, packages) {
  return packages.map((name) => {
    const { version, license } = JSON.parse(readFileSync(path.join(modules, name, 'package.json'), 'utf8'));
    const texts = kFiles.map((file) => path.join(modules, name, file)).filter(existsSync).map((file) => readFileSync(file, 'utf8').trim());
    return `${name} ${version} (${license})\n\n${texts.length > 0 ? texts.join('\n\n') : kGovuk}`;
  });
}

/** Of what the live pages hold, as plain text. The package of protobuf has no licence file: its two
 * licences are those of its sources, and the Apache License is the one that ECharts brings along. */
export function live_notices(modules) {
  const { version, license } = JSON.parse(readFileSync(path.join(modules, '@bufbuild/protobuf/package.json'), 'utf8'));
  const apache = readFileSync(path.join(modules, 'echarts/LICENSE'), 'utf8').split('END OF TERMS AND CONDITIONS')[0];
  const google = readFileSync(path.join(modules, '@bufbuild/protobuf/dist/esm/wire/varint.js'), 'utf8').split('/**')[0].replaceAll(/^\/\/ ?/gm, '');
  const protobuf = `@bufbuild/protobuf ${version} ${license}\n\nCopyright 2021-2026 Buf Technologies, Inc.\n\n${google.trim()}\n\n${apache.trim()}`;
  return `These pages hold the work of others.\n\n${[...notices_of(modules, ['govuk-frontend', 'preact']), protobuf].join('\n\n----\n\n')}\n`;
}

/** One HTML comment. */
export function licence_comment(modules) {
  const notices = notices_of(modules, kPackages);
  const words = `This page holds the work of others.\n\n${[notices.at(-1), ...notices.slice(0, -1)].join('\n\n----\n\n')}`;
  if (/--!?>/.test(words)) {
    throw new Error('a licence would end its comment');
  }
  return `<!--\n${words}\n-->`;
}
