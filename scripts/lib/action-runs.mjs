// Checks that each action has a native test and a test on the wire. The tests record each action that has succeeded, so a
// comment, or a test that never runs the action, does not count. A record is valid only for the sources it was made from.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from './hash.mjs';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';

// The other files of the folder are empty and named after actions. No action has a dot in its name.
const hashFile = 'sources.sha256';

/** The kinds of tests: the name, the folder of the record, the sources it depends on, and the place for a new test. */
export const native = {
  name: 'native test',
  folder: inRoot('target', 'action-runs', 'native'),
  sources: ['src', 'sandbox/src', 'tests/native', 'manifest.json'],
  place: 'tests/native/tenant/ (run it with Tenant::done)',
};
export const wire = {
  name: 'test on the wire',
  folder: inRoot('target', 'action-runs', 'wire'),
  sources: ['src', 'js', 'cli', 'tests/js', 'manifest.json'],
  place: 'tests/js/wire*.test.mjs (run it on what `connect` of tests/js/lib/connect.mjs returns)',
};

/** Runs all tests of a kind with a new record, and fails if they leave out an action. `body(env)` starts the tests. */
export async function recorded(kind, body) {
  rmSync(kind.folder, { recursive: true, force: true });
  mkdirSync(kind.folder, { recursive: true });
  await body({ ACTION_RUNS: kind.folder });
  writeFileSync(join(kind.folder, hashFile), hashOf(kind.sources));
  requireAll(kind);
}

/** Whether there is a record of a complete run of these sources. */
export const isRecorded = ({ folder, sources }) =>
  existsSync(join(folder, hashFile)) &&
  readFileSync(join(folder, hashFile), 'utf8') === hashOf(sources);

/** Fails if an action of the manifest is not in the record. */
export function requireAll({ name, folder, place }, actions = actionsOfManifest()) {
  const ran = readdirSync(folder);
  const missing = actions.filter((action) => !ran.includes(action));
  if (missing.length > 0) {
    throw new Problem(`no ${name} runs ${missing.join(', ')} to the end: add one to ${place}.`);
  }
}

const actionsOfManifest = () =>
  JSON.parse(readFileSync(inRoot('manifest.json'), 'utf8')).actions.map(({ key }) => key);
