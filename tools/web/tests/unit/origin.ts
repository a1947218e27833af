import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { origin_words } from '../../words/origin.ts';

test('the first page says scenario, seed, replications, intervals and version', () => {
  assert.equal(
    origin_words({
      kind: 'RUN',
      run: { run: { replications: 100, seed: 1, confidence: 0.95 } },
      provenance: { fcrsim_version: '0.1.0', scenarios: [{ file: 'config/scenarios/a.txtpb' }] },
    }),
    'config/scenarios/a.txtpb · 100 replications from seed 1 · 95% intervals · fcrsim 0.1.0',
  );
  assert.equal(origin_words({ kind: 'COMPARISON', comparison: { replications: 1 } }), '1 replication of each scenario');
  assert.equal(origin_words({}), '');
});
