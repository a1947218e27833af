// The notices of what the built page holds, to stand in it: their licences ask for that.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const kPackages = ['preact', 'echarts', 'zrender', 'tslib', 'govuk-frontend'];
const kFiles = ['NOTICE', 'LICENSE', 'LICENSE.txt', 'LICENCE'];
// The package itself has no licence file; this is the one of its repository.
const kGovuk =
  'Copyright (C) 2017-2026 Crown Copyright (Government Digital Service). MIT License: the text is that of preact below, with this copyright.';

/** One HTML comment. */
export function licence_comment(modules) {
  const notices = kPackages.map((name) => {
    const { version, license } = JSON.parse(readFileSync(path.join(modules, name, 'package.json'), 'utf8'));
    const texts = kFiles.map((file) => path.join(modules, name, file)).filter(existsSync).map((file) => readFileSync(file, 'utf8').trim());
    return `${name} ${version} (${license})\n\n${texts.length > 0 ? texts.join('\n\n') : kGovuk}`;
  });
  const words = `This page holds the work of others.\n\n${[notices.at(-1), ...notices.slice(0, -1)].join('\n\n----\n\n')}`;
  if (/--!?>/.test(words)) {
    throw new Error('a licence would end its comment');
  }
  return `<!--\n${words}\n-->`;
}
