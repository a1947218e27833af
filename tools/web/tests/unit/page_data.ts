import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
// @ts-expect-error plain JavaScript
import { fill, kPlace } from '../../../../build/fill.mjs';
// @ts-expect-error plain JavaScript
import { kTypesFile, read_protos, types_text } from '../../../../build/proto_types.mjs';
import { read_page } from '../../data/page_data.ts';

const web = new URL('../../../../', import.meta.url); // tests run from out/unit/tests/unit

function fault(text: string): string {
  const data = read_page(text);
  return 'fault' in data ? data.fault : '';
}

test('data that cannot be shown is a sentence, not a blank page', () => {
  assert.ok(fault('{').includes('damaged'));
  assert.ok(fault('null').includes('no report yet'));
  assert.ok(fault('{"format":2,"kind":"RUN","run":{}}').includes('format 2'));
  assert.ok(fault('{"kind":"RUN","run":{}}').includes('format unknown'));
  assert.ok(fault('{"format":1,"kind":"ORACLE"}').includes('kind ORACLE'));
  assert.ok(fault('{"format":1,"kind":"SWEEP"}').includes('holds none'));
  assert.equal(fault('{"format":1,"kind":"RUN","run":{}}'), '');
});

test('data goes into its one place and cannot end it', () => {
  const page = fill(`<a>${kPlace}<b>`, { title: '</script>$&' });
  assert.equal(page, '<a><script type="application/json" id="report-data">{"title":"\\u003c/script>$&"}</script><b>');
  assert.throws(() => fill('no place', {}));
  assert.throws(() => fill(kPlace + kPlace, {}));
});

test('the types are those of the protos', () => {
  assert.equal(readFileSync(kTypesFile, 'utf8'), types_text(), 'run: npm run types');
});

interface Field {
  name: string;
  type: string;
  repeated: boolean;
}

/** Every field of `value` that the message does not have, or that has another form there. */
function strangers(value: Record<string, unknown>, message: string, messages: Map<string, Field[]>, enums: Map<string, string[]>): string[] {
  return Object.entries(value).flatMap(([name, content]) => {
    const field = messages.get(message)?.find((candidate) => candidate.name === name);
    if (!field || Array.isArray(content) !== field.repeated) {
      return [`${message}.${name}`];
    }
    return [content].flat().flatMap((one) => {
      if (messages.has(field.type)) {
        return strangers(one as Record<string, unknown>, field.type, messages, enums);
      }
      const kind = { string: 'string', bool: 'boolean' }[field.type] ?? 'number';
      const fits = enums.get(field.type)?.includes(one as string) ?? typeof one === kind;
      return fits ? [] : [`${message}.${name}: ${String(one)}`];
    });
  });
}

test('samples are messages of the protos', () => {
  const { messages, enums } = read_protos();
  const samples = readdirSync(new URL('samples/', web)).filter((file) => file.endsWith('.json'));
  assert.ok(samples.length > 0);
  for (const sample of samples) {
    const page = JSON.parse(readFileSync(new URL(`samples/${sample}`, web), 'utf8'));
    assert.deepEqual(strangers(page, 'ReportPage', messages, enums), [], sample);
    assert.equal(fault(JSON.stringify(page)), '', sample);
  }
});
