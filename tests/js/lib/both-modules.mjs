// The package with both of its modules, as hosts load them, and a tenant for it.
import { readFile } from 'node:fs/promises';
import { serveSandbox } from 'workfront-actions/sandbox/server';
import { notLoaded } from '../../../js/core/module.mjs';
import { createPackage } from '../../../js/core/plugin.mjs';
import manifest from '../../../js/generated/manifest.mjs';
import { createInstance, matches } from '../../../pkg/instance.mjs';
import * as glueOfPlans from '../../../pkg/plans/instance.mjs';

const read = (name) => readFile(new URL(`../../../pkg/${name}`, import.meta.url));
export const bytes = await read('workfront_actions_bg.wasm');
export const bytesOfPlans = await read('plans/workfront_actions_plans_bg.wasm');
export const module = await WebAssembly.compile(bytes);
export const moduleOfPlans = await WebAssembly.compile(bytesOfPlans);

/** The package with both files, the instances of the first module, and how often the second file was loaded. */
export function withFiles({ isMissing = () => false } = {}) {
  const made = [];
  let loads = 0;
  const parts = {
    matches,
    manifest,
    compile: async () => module,
    createInstance(...args) {
      made.push(createInstance(...args));
      return made.at(-1);
    },
    plans: {
      glue: async () => glueOfPlans,
      async compile() {
        loads += 1;
        if (isMissing()) throw notLoaded('/plans.wasm: no such file', 'plans');
        return moduleOfPlans;
      },
    },
  };
  return { ...createPackage(parts), made, loads: () => loads };
}

/** A tenant, and a connection of a package with both files. */
export async function start(t, { options, files = withFiles(), admins = 1 } = {}) {
  const levels = [
    { ID: 'admins', name: 'Admins', licenseType: 'F', isAdmin: true },
    { ID: 'workers', name: 'Workers', licenseType: 'F', isAdmin: false },
  ];
  const person = (ID, accessLevelID) => ({
    ...{ ID, firstName: 'F', lastName: ID, accessLevelID, isActive: true },
    ...{ emailAddr: `${ID}@acme.com`, username: `${ID}@acme.com` },
  });
  const users = [
    ...['ann', 'bob', 'cem', 'dea'].map((ID) => person(ID, 'workers')),
    ...Array.from({ length: admins }, (_, at) => person(`boss${at}`, 'admins')),
  ];
  const tenant = await serveSandbox({ people: 20, accessLevels: levels, users });
  t.after(() => tenant.close());
  const connect = async (more) => {
    const wf = await files.createPlugin({
      baseUrl: tenant.url,
      credentials: { type: 'apiKey', apiKey: tenant.apiKey },
      ...options,
      ...more,
    });
    t.after(() => wf.close());
    return wf;
  };
  return { wf: await connect(), connect, tenant, ...files };
}

/** A fetch whose first request that fits waits until `open` is called, or its response if `isLate`. */
export function gate(fits, { isLate = false } = {}) {
  let open;
  let arrive;
  const opened = new Promise((resolve) => (open = resolve));
  const arrived = new Promise((resolve) => (arrive = resolve));
  let isFirst = true;
  const gated = async (url, init) => {
    if (isFirst && fits(url, init)) {
      isFirst = false;
      const response = isLate ? await fetch(url, init) : undefined;
      arrive();
      await opened;
      if (response) return response;
    }
    return fetch(url, init);
  };
  return { fetch: gated, open, arrived };
}

export const planOf = (wf, ...IDs) => wf.plan({ action: 'offboard', input: { IDs } });
export const overLimit = { kind: 'forbidden', reason: 'limit' };
