// Cloudflare Workers: the host refuses to compile bytes, and supplies a compiled module instead.
import { createPackage } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';
import module from '../../pkg/workfront_actions_bg.wasm';

export const { createPlugin, handleEvent, parseEvent, initWasm } = createPackage({
  createInstance,
  matches,
  manifest,
  compile: async () => module,
});
export { WorkfrontError } from '../core/error.mjs';
