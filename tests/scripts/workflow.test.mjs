// The workflow runs what a reviewer runs, with as few permissions as that needs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inRoot } from '../../scripts/lib/paths.mjs';

const workflow = readFileSync(inRoot('.github', 'workflows', 'ci.yml'), 'utf8');

test('it runs .ci/run on the oldest and the newest Node that are supported', () => {
  assert.match(workflow, /^ {8}run: \.ci\/run$/m);
  assert.match(workflow, /^ {8}node: \[20, 24\]$/m);
});

test('every action is pinned to a version', () => {
  const used = [...workflow.matchAll(/uses: (.+)/g)].map(([, action]) => action);
  assert.ok(used.length >= 3);
  for (const action of used) assert.match(action, /^[\w-]+\/[\w-]+@v\d+\.\d+\.\d+$/);
});

test('it may read the repository, and nothing else', () => {
  assert.deepEqual(
    workflow.match(/^permissions:\n(?: {2}.+\n)+/m)?.[0],
    'permissions:\n  contents: read\n',
  );
  assert.match(workflow, /persist-credentials: false/);
});
