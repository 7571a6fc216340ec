// n8n's package, checked without n8n: its linter, its types, and the descriptions of the nodes. `npm run test:n8n` runs a real n8n.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { ESLint } from 'eslint';
import { buildN8n } from '../../scripts/lib/n8n.mjs';
import { inHosts } from '../../tests/hosts/lib/host.mjs';
import { withMadeUp } from '../../tests/hosts/made-up.mjs';

const folder = inHosts('../../adapters/n8n');
const require = createRequire(import.meta.url);

test('n8n: its linter reports no problem in the package', async () => {
  // Its resolver of imports looks for tsconfig.json there.
  process.chdir(folder);
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: `${folder}/community.eslint.config.mjs`,
  });
  const results = await eslint.lintFiles(['.']);
  const found = results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line, message }) => `${filePath}:${line} ${ruleId} ${message}`),
  );
  assert.deepEqual(found, []);
  assert.ok(results.length >= 8);
});

test('n8n: the sources compile with its types', () => {
  const tsc = inHosts('../../node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});

/** The description of the node, built from this manifest. */
async function described(name, manifest) {
  // Here it finds n8n-workflow.
  const dist = inHosts(`node_modules/.n8n-${name}`);
  const file = inHosts(`node_modules/.n8n-${name}.mjs`);
  writeFileSync(file, `export default ${JSON.stringify(manifest)};`);
  await buildN8n({ dist, manifest: file });
  const { Workfront } = require(`${dist}/nodes/Workfront/Workfront.node.js`);
  return new Workfront();
}

test('n8n: a new action is offered without an edit', async () => {
  const node = await described('made-up', withMadeUp);
  const { properties, usableAsTool } = node.description;
  const operations = properties.filter(({ name }) => name === 'operation');
  const users = operations.find(({ displayOptions }) =>
    displayOptions.show.resource.includes('users'),
  );
  assert.ok(users.options.some(({ value, name }) => value === 'greet' && name === 'Greet a user'));
  const own = properties.filter(({ displayOptions }) =>
    displayOptions?.show.operation?.includes('greet'),
  );
  assert.deepEqual(
    own.map(({ name, type, required }) => [name, type, required]),
    [
      ['times', 'string', true],
      ['additionalFields', 'collection', undefined],
    ],
  );
  assert.equal(usableAsTool, true);
});

test('n8n: every dropdown has its method', async () => {
  const { description, methods } = await described('made-up', withMadeUp);
  const named = JSON.stringify(description).matchAll(
    /"(loadOptionsMethod|searchListMethod)":"(\w+)"/g,
  );
  let count = 0;
  for (const [, kind, name] of named) {
    const known = kind === 'loadOptionsMethod' ? methods.loadOptions : methods.listSearch;
    assert.equal(typeof known[name], 'function', name);
    count += 1;
  }
  assert.ok(count > 10);
});
