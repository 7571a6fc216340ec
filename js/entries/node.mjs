// Node: the module is read from disk.
import { readFile } from 'node:fs/promises';
import { packageOn } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { keepsTime, nodeFetch } from '../node/fetch.mjs';
import { createInstance } from '../../pkg/instance.mjs';

const file = new URL('../../pkg/workfront_actions_bg.wasm', import.meta.url);

// In a bundle the file isn't beside this one, and a host may forbid reading it: then the inline bytes do.
const bytes = () =>
  readFile(file).catch(async () => (await import('../../pkg/inline.mjs')).bytes());

export const { createPlugin, handleEvent, parseEvent } = packageOn({
  createInstance,
  manifest,
  compile: async () => WebAssembly.compile(await bytes()),
  transport: { fetch: nodeFetch, keepsTime },
});
export { WorkfrontError } from '../core/error.mjs';
