// Vercel's edge runtime: as in Cloudflare's, but its bundler wants to be told that a module is meant.
import { packageOn } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';
import module from '../../pkg/workfront_actions_bg.wasm?module';

export const { createPlugin, handleEvent, parseEvent, initWasm } = packageOn({
  createInstance,
  matches,
  manifest,
  compile: async () => module,
});
export { WorkfrontError } from '../core/error.mjs';
