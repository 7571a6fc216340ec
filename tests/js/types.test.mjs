// The types of the built package: valid code compiles in the strictest settings, and invalid code doesn't. Each file of
// tests/js/types has both; `@ts-expect-error` fails if there is no error.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);
const compilers = ['typescript', 'typescript-oldest'];
// One for each way of resolving modules.
const projects = ['tsconfig.json', 'tsconfig.node16.json', 'tsconfig.bundler.json'];

for (const compiler of compilers) {
  const folder = dirname(require.resolve(`${compiler}/package.json`));
  const { version } = require(`${compiler}/package.json`);
  for (const project of projects) {
    test(`TypeScript ${version} compiles tests/js/types with ${project}`, () => {
      const { status, stdout } = spawnSync(
        process.execPath,
        [join(folder, 'bin', 'tsc'), '-p', join('tests/js/types', project)],
        { cwd: root, encoding: 'utf8' },
      );
      assert.equal(status, 0, stdout);
    });
  }
}
