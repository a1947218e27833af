// The messages between browsers and an exercise, for tests that node runs: made from the protos.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { write_wire } from '../../build/wire_types.mjs';

const kWire = fileURLToPath(new URL('../../out/wire', import.meta.url));
mkdirSync(kWire, { recursive: true });
write_wire(kWire, 'js');

export const { ClientMessageSchema, LiveRunState, LiveTile_Level, ServerMessageSchema } = await import(path.join(kWire, 'fcr/v1/live_pb.js'));
export const { RunOrder_Kind } = await import(path.join(kWire, 'fcr/v1/journal_pb.js'));
