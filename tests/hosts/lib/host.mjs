// What the tests of hosts share: the packed package in place, a tenant on a real socket, programs of other runtimes.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveSandbox } from 'workfront-actions/sandbox/server';
import { expected, tenant } from '../scenario.mjs';

export const inHosts = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Puts an adapter's package where it finds the packages beside it, and gives the place. */
export function inPlace(adapter) {
  const place = inHosts(`node_modules/.adapters/${adapter}`);
  cpSync(inHosts(`../../adapters/${adapter}`), place, { recursive: true });
  return place;
}

/**
 * Why a test is skipped: its host isn't to be had on this machine. In CI that is a failure, so nothing is skipped.
 * @returns {string | false}
 */
export function missing(host, isThere) {
  if (isThere || process.env.CI) return false;
  console.error(`\n${host} is NOT TESTED: it isn't to be had on this machine.\n`);
  return `${host} isn't to be had on this machine`;
}

/** A fresh tenant on a port of its own, which ends with the test. */
export async function serve(t, options) {
  const served = await serveSandbox({ ...tenant, ...options });
  t.after(() => served.close());
  return served;
}

/** Whether these are the results that every host must give. */
export const same = (results) => assert.deepEqual(results, expected);

/** Runs a program and gives what it printed as JSON. */
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
