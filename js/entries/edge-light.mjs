// Vercel's edge runtime: like Cloudflare's, but its bundler needs `?module` in the import.
import { createPackage } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';
import module from '../../pkg/workfront_actions_bg.wasm?module';

export const { createPlugin, handleEvent, parseEvent, initWasm } = createPackage({
  createInstance,
  matches,
  manifest,
  compile: async () => module,
});
export { WorkfrontError } from '../core/error.mjs';
