// n8n's package, checked without n8n: its linter, its types, and the descriptions of the nodes. `npm run test:n8n` runs a real n8n.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { ESLint } from 'eslint';
import { buildN8n } from '../../scripts/lib/n8n.mjs';
import {
  asText,
  checkActions,
  checkBooleans,
  connections,
  recording,
} from '../../tests/hosts/lib/forms.mjs';
import { inHosts } from '../../tests/hosts/lib/host.mjs';
import { withMadeUp } from '../../tests/hosts/made-up.mjs';

const folder = inHosts('../../adapters/n8n');
const require = createRequire(import.meta.url);
// As CommonJS: its modules import each other without extensions.
const { NodeHelpers } = createRequire(inHosts('package.json'))('n8n-workflow');

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

/** The node and the credential, whose plugins record what they are given. */
async function recorded() {
  const { createPlugin, ...records } = recording();
  globalThis.createRecordingPlugin = createPlugin;
  const dist = inHosts('node_modules/.n8n-recorded');
  const plugin = inHosts('node_modules/.n8n-recorded.mjs');
  const call = '(options) => globalThis.createRecordingPlugin(options)';
  writeFileSync(
    plugin,
    `export const createPlugin = ${call}; export const initWasm = async () => {};`,
  );
  await buildN8n({ dist, plugin });
  const { Workfront } = require(`${dist}/nodes/Workfront/Workfront.node.js`);
  const { WorkfrontApi } = require(`${dist}/credentials/WorkfrontApi.credentials.js`);
  return { node: new Workfront(), credential: new WorkfrontApi(), ...records };
}

/** The parameters that n8n's editor stores and passes on: the defaults of all fields that are shown, and these values. */
const withDefaults = (properties, values, description) =>
  NodeHelpers.getNodeParameters(properties, values, true, false, { typeVersion: 1 }, description);

/** Executes the node with these parameters. */
async function execute(node, parameters, credential = {}) {
  const context = {
    getInputData: () => [{ json: {} }],
    getCredentials: async () => credential,
    getNode: () => ({ name: 'Workfront' }),
    continueOnFail: () => false,
    helpers: {},
    getNodeParameter(name, index, fallback, { extractValue = false } = {}) {
      const value = parameters[name] ?? fallback;
      return extractValue && value && typeof value === 'object' ? value.value : value;
    },
  };
  return node.execute.call(context);
}

const resourceOf = ({ group }) => group.toLowerCase().replace(/[^a-z]/g, '');

/** The values of a form: those that are filled in, and what opening each additional field stores. */
function valuesOf({ properties }, action, filled, opensAll) {
  const selected = { resource: resourceOf(action), operation: action.key };
  const isOwn = ({ displayOptions }) => displayOptions?.show.operation?.includes(action.key);
  const own = properties.filter(isOwn);
  const more = own.find(({ name }) => name === 'additionalFields')?.options ?? [];
  const stored = ([name, value]) => {
    const property = own.find((one) => one.name === name);
    const text = asText(value);
    return [name, property.type === 'resourceLocator' ? { mode: 'id', value: text } : text];
  };
  const opened = more.map((field) => [field.name, field.default]);
  return {
    ...selected,
    ...Object.fromEntries(Object.entries(filled).map(stored)),
    ...(opensAll && { additionalFields: Object.fromEntries(opened) }),
  };
}

test('n8n: a form that nobody has touched sends only what was filled in', async () => {
  const { node, runs } = await recorded();
  const { description } = node;
  for (const opensAll of [false, true]) {
    await checkActions(runs, (action, filled) => {
      const values = valuesOf(description, action, filled, opensAll);
      return execute(node, withDefaults(description.properties, values, description));
    });
  }
});

test('n8n: a boolean is yes, no or not set', async () => {
  const { node, runs } = await recorded();
  const { description } = node;
  await checkBooleans(runs, (action, filled, name, value) => {
    const values = valuesOf(description, action, filled, true);
    const isAdditional = name in (values.additionalFields ?? {});
    (isAdditional ? values.additionalFields : values)[name] = String(value);
    return execute(node, withDefaults(description.properties, values, description));
  });
});

test('n8n: a connection has only what was filled in', async () => {
  const { node, credential, opened } = await recorded();
  const count = { resource: 'users', operation: 'count' };
  for (const { values, options } of connections) {
    opened.length = 0;
    const stored = withDefaults(credential.properties, values);
    await execute(node, withDefaults(node.description.properties, count, node.description), stored);
    assert.deepEqual(opened, [options]);
  }
});

test('n8n: people see what an action does', async () => {
  const { node } = await recorded();
  const operations = node.description.properties.filter(({ name }) => name === 'operation');
  const all = operations.flatMap(({ options }) => options);
  for (const [key, effect] of [
    ['offboard', 'Changes or removes data.'],
    ['create', 'Adds data.'],
    ['search', 'Only reads.'],
  ]) {
    assert.ok(all.find(({ value }) => value === key).description.includes(effect), key);
  }
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
