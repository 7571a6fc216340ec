// The published package, checked by publint and "are the types wrong".
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { inHosts } from './lib/host.mjs';

const folder = inHosts('node_modules/workfront-actions');
const pkg = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));

test('publint reports nothing', async () => {
  const { messages } = await publint({ pkgDir: folder, pack: false, strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

test('types match for import and for require', async () => {
  const tarball = new Uint8Array(readFileSync(inHosts('node_modules/workfront-actions.tgz')));
  const { problems } = await checkPackage(createPackageFromTarballData(tarball));
  const found = problems
    // Node 10 doesn't support exports, but this package needs Node 20.
    .filter(({ resolutionKind }) => resolutionKind !== 'node10')
    .map(({ kind, entrypoint, resolutionKind }) => `${kind} ${entrypoint} ${resolutionKind}`);
  assert.deepEqual(found, []);
});

test('it has no runtime dependencies', () => {
  assert.equal(pkg.dependencies, undefined);
  for (const { optional } of Object.values(pkg.peerDependenciesMeta)) assert.equal(optional, true);
  // Two files of WebAssembly, as programs that don't plan load the smaller one alone, and the sandbox.
  assert.ok(statSync(inHosts('node_modules/workfront-actions.tgz')).size < 1_400_000);
});
