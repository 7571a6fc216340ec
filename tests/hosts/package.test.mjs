// The published package, as publint and "are the types wrong" see it.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { inHosts } from './lib/host.mjs';

const folder = inHosts('node_modules/workfront-actions');
const pkg = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));

test('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: folder, pack: false, strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

test('types fit what is imported and what is required', async () => {
  const tarball = new Uint8Array(readFileSync(inHosts('node_modules/workfront-actions.tgz')));
  const { problems } = await checkPackage(createPackageFromTarballData(tarball));
  const told = problems
    // Node 10 knows no exports, and this package needs Node 20.
    .filter(({ resolutionKind }) => resolutionKind !== 'node10')
    .map(({ kind, entrypoint, resolutionKind }) => `${kind} ${entrypoint} ${resolutionKind}`);
  assert.deepEqual(told, []);
});

test('it needs nothing beside it at run time', () => {
  assert.equal(pkg.dependencies, undefined);
  for (const { optional } of Object.values(pkg.peerDependenciesMeta)) assert.equal(optional, true);
  assert.ok(statSync(inHosts('node_modules/workfront-actions.tgz')).size < 1_000_000);
});
