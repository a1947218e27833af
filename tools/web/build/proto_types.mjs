// Writes data/messages.ts: TypeScript types of the messages that the pages read. Reads the plain
// subset of proto3 that the protos of pages use: messages, enums, optional and repeated
// fields. Every field may be absent, as in the JSON of protobuf.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const kProtos = ['report.proto', 'agreement.proto', 'appraisal_report.proto', 'fit.proto', 'review.proto', 'page.proto'];
const kNumbers = new Set(['double', 'float', 'int32', 'uint32']);
const proto_folder = new URL('../../../proto/fcr/v1/', import.meta.url);
export const kTypesFile = fileURLToPath(new URL('../data/messages.ts', import.meta.url));

/** Messages and enums of the protos: name to fields ({name, type, repeated}) or values. */
export function read_protos() {
  const messages = new Map();
  const enums = new Map();
  for (const proto of kProtos) {
    const open = [];
    for (const line of readFileSync(new URL(proto, proto_folder), 'utf8').split('\n')) {
      const code = line.replace(/\/\/.*/, '').trim();
      const opening = code.match(/^(message|enum) (\w+) \{/);
      const field = code.match(/^(optional|repeated) ([\w.]+) (\w+) = \d+/);
      const value = code.match(/^(\w+) = \d+;/);
      const inner = open.at(-1);
      if (opening) {
        const [, kind, name] = opening;
        open.push({ kind, name });
        (kind === 'message' ? messages : enums).set(name, []);
      } else if (code === '}') {
        open.pop();
      } else if (field && inner?.kind === 'message') {
        const [, label, type, name] = field;
        messages.get(inner.name).push({ name, type: type.split('.').at(-1), repeated: label === 'repeated' });
      } else if (value && inner?.kind === 'enum') {
        enums.get(inner.name).push(value[1]);
      } else if (code && !/^(syntax|package|import|reserved)\b/.test(code)) {
        throw new Error(`${proto}: cannot read "${line}"`);
      }
    }
  }
  return { messages, enums };
}

function type_script(type) {
  if (kNumbers.has(type)) {
    return 'number';
  }
  return { string: 'string', bool: 'boolean' }[type] ?? type;
}

/** The text of data/messages.ts. */
export function types_text() {
  const { messages, enums } = read_protos();
  let text = `// Made by build/proto_types.mjs from ${kProtos.join(' and ')}, which say what each field is.\n`;
  for (const [name, values] of enums) {
    text += `\nexport type ${name} = ${values.map((value) => `'${value}'`).join(' | ')};\n`;
  }
  for (const [name, fields] of messages) {
    text += `\nexport interface ${name} {\n`;
    for (const field of fields) {
      text += `  ${field.name}?: ${type_script(field.type)}${field.repeated ? '[]' : ''};\n`;
    }
    text += '}\n';
  }
  return text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(kTypesFile, types_text());
}
