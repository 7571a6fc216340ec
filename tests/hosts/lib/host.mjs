// Shared by the tests of hosts: the packed package, a tenant behind an HTTP server, programs of other runtimes.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveSandbox } from 'workfront-actions/sandbox/server';
import { expected, tenant } from '../scenario.mjs';

export const inHosts = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Copies an adapter's package to a folder in which it finds the packages of tests/hosts, and returns the path. */
export function inPlace(adapter) {
  const place = inHosts(`node_modules/.adapters/${adapter}`);
  cpSync(inHosts(`../../adapters/${adapter}`), place, { recursive: true });
  return place;
}

/** Copies the examples to a folder in which they find the packed package, and returns the path. */
export function examplesInPlace() {
  const place = inHosts('node_modules/.examples');
  cpSync(inHosts('../../examples'), place, { recursive: true });
  return place;
}

/**
 * Why a test is skipped: its host isn't available on this machine. In CI that is a failure, so no test is skipped.
 * @returns {string | false}
 */
export function missing(host, isThere) {
  if (isThere || process.env.CI) return false;
  console.error(`\n${host} is NOT TESTED: it isn't available on this machine.\n`);
  return `${host} isn't available on this machine`;
}

/** A new tenant on a free port, which is closed after the test. */
export async function serve(t, options) {
  const served = await serveSandbox({ ...tenant, ...options });
  t.after(() => served.close());
  return served;
}

/** Asserts that these are the results that every host must have. */
export const same = (results) => assert.deepEqual(results, expected);

/** Runs a program, and returns what it prints as JSON. */
export async function printed(command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: inHosts('.'),
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (text) => (texts[name] += text));
  }
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  assert.equal(code, 0, texts.stderr || texts.stdout);
  return JSON.parse(texts.stdout);
}
