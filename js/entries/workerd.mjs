// Cloudflare Workers: the host refuses to compile bytes and hands over a compiled module instead.
import { packageOn } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';
import module from '../../pkg/workfront_actions_bg.wasm';

export const { createPlugin, handleEvent, parseEvent, initWasm } = packageOn({
  createInstance,
  matches,
  manifest,
  compile: async () => module,
});
export { WorkfrontError } from '../core/error.mjs';
