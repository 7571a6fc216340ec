// Checks the result: the samples are in all generated files and forms, and are tested.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { native as nativeTests, requireAll, wire as wireTests } from '../action-runs.mjs';
import { filesUnder } from '../files.mjs';
import { inRoot } from '../paths.mjs';
import { Problem } from '../problem.mjs';
import { changedFiles, inTree } from './tree.mjs';

/**
 * @param {import('./samples.mjs').Sample[]} samples
 * @param {{ native: string, wire: string }} runs the folders in which the tests of the samples recorded their actions
 */
export async function checkResult(samples, { native, wire }) {
  const [before, after] = [inRoot, inTree].map((path) => manifestAt(path('manifest.json')));
  const actions = added(before.actions, after.actions, 'key');
  const kinds = added(before.connection.credentials, after.connection.credentials, 'type');
  const filesIn = (folder) =>
    samples.filter(({ path, after }) => path.startsWith(folder) && after === undefined).length;
  expect(actions.length === filesIn('src/actions/'), 'manifest.json has the new action');
  expect(kinds.length === filesIn('src/auth/kinds/'), 'manifest.json has the new credential kind');
  const form = await import(pathToFileURL(inTree('adapters', 'common', 'src', 'index.mjs')).href);
  for (const action of actions) checkAction(action, form);
  for (const kind of kinds) checkKind(kind, after, form);
  const keys = actions.map(({ key }) => key);
  requireAll({ ...nativeTests, folder: native }, keys);
  requireAll({ ...wireTests, folder: wire }, keys);
  checkEdits(samples);
}

function checkAction(action, { descriptionOf, formOf }) {
  const { key, title, sample } = action;
  contains('js/types/actions.d.cts', new RegExp(`^  ${key}: \\{$`, 'm'));
  contains('js/generated/manifest.mjs', `["${key}","${title}"`);
  contains('js/generated/full-manifest.mjs', `key:"${key}"`, `"key":"${key}"`);
  contains('README.md', `\`${key}\``);
  expect(sample.output !== null, `the sandbox has made the sample output of ${key}`);
  expect(descriptionOf(action).includes('Costs '), `forms show what ${key} costs`);
  const fields = formOf(action);
  for (const { name, help } of fields) expect(help !== '', `the field ${name} of ${key} has help`);
  expect(
    fields.some(({ choices }) => choices !== undefined),
    `a field of the form of ${key} has choices`,
  );
}

function checkKind({ type, fields }, manifest, { connectionForm }) {
  contains('README.md', `type: '${type}'`);
  contains('js/generated/full-manifest.mjs', `"${type}"`);
  const shown = connectionForm(manifest);
  for (const { name } of fields) {
    expect(
      shown.some((field) => field.name === name),
      `the form of a connection has ${name} of ${type}`,
    );
  }
}

/** Checks that only the samples and the generator changed files: CONTRIBUTING.md mentions every edit. */
function checkEdits(samples) {
  const generated = inTree('target', 'generated');
  const allowed = new Set([
    ...samples.map(({ path }) => path),
    ...filesUnder(generated).map((file) => relative(generated, file).replaceAll('\\', '/')),
  ]);
  const others = changedFiles().filter((file) => !allowed.has(file));
  expect(others.length === 0, `nothing else is edited, but ${others.join(', ')} differ`);
}

const manifestAt = (file) => JSON.parse(readFileSync(file, 'utf8'));

function added(before, after, key) {
  const known = before.map((one) => one[key]);
  return after.filter((one) => !known.includes(one[key]));
}

/** @param {string} file @param {...(string | RegExp)} texts the file must contain one of them */
function contains(file, ...texts) {
  const content = readFileSync(inTree(file), 'utf8');
  const isThere = texts.some((text) =>
    typeof text === 'string' ? content.includes(text) : text.test(content),
  );
  expect(isThere, `${file} has ${texts.join(' or ')}`);
}

function expect(isTrue, what) {
  if (!isTrue) throw new Problem(`The walk failed. Expected: ${what}.`);
}
