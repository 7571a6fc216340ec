// Browsers, Deno, Bun, and hosts that can neither read a file nor import WebAssembly: the bytes come inline.
import { packageOn } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { createInstance } from '../../pkg/instance.mjs';

export const { createPlugin, handleEvent, parseEvent } = packageOn({
  createInstance,
  manifest,
  compile: async () => {
    // Imported late: a bundler may then load it beside the first request.
    const { bytes } = await import('../../pkg/inline.mjs');
    return WebAssembly.compile(await bytes());
  },
});
export { WorkfrontError } from '../core/error.mjs';
