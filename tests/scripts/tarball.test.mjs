import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOptionalFile } from '../../scripts/lib/tarball.mjs';

test('adapters and the sandbox are optional, and nothing else is', () => {
  const optional = [
    'adapters/common/src/form.mjs',
    'js/sandbox/index.mjs',
    'pkg/sandbox/instance.mjs',
    'pkg/cjs/node-red.cjs',
    'pkg/cjs/sandbox-server.d.cts',
  ];
  const needed = [
    ...['js/core/plugin.mjs', 'pkg/node/index.mjs', 'pkg/cjs/index.cjs', 'pkg/cjs/manifest.cjs'],
    'package.json',
  ];
  assert.deepEqual([...optional, ...needed].filter(isOptionalFile), optional);
});
