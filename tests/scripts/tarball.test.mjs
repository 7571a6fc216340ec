import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBeside } from '../../scripts/lib/tarball.mjs';

test('adapters and the sandbox are beside the package, and nothing else is', () => {
  const beside = [
    'js/adapters/common/form.mjs',
    'js/sandbox/index.mjs',
    'pkg/sandbox/instance.mjs',
    'pkg/cjs/node-red.cjs',
    'pkg/cjs/sandbox-server.d.cts',
  ];
  const needed = ['js/core/plugin.mjs', 'pkg/node/index.mjs', 'pkg/cjs/index.cjs', 'package.json'];
  assert.deepEqual([...beside, ...needed].filter(isBeside), beside);
});
