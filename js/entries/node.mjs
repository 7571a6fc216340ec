// Node: the module is read from disk.
import { packageOn } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { fs } from '../node/builtin.mjs';
import { keepsTime, nodeFetch } from '../node/fetch.mjs';
import { createInstance } from '../../pkg/instance.mjs';

const file = new URL('../../pkg/workfront_actions_bg.wasm', import.meta.url);

async function bytes() {
  try {
    return (await fs()).readFileSync(file);
  } catch {
    // In a bundle the file isn't beside this one, and a host may forbid reading it.
    return (await import('../../pkg/inline.mjs')).bytes();
  }
}

export const { createPlugin, handleEvent, parseEvent } = packageOn({
  createInstance,
  manifest,
  // At once: other threads would take longer to begin than a module of this size to compile.
  compile: async () => new WebAssembly.Module(await bytes()),
  transport: { fetch: nodeFetch, keepsTime },
});
export { WorkfrontError } from '../core/error.mjs';
