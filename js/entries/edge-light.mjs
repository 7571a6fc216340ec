// Vercel's edge runtime: like Cloudflare's, but its bundler needs `?module` in the import.
import { createPackage } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';
import module from '../../pkg/workfront_actions_bg.wasm?module';
import plansModule from '../../pkg/plans/workfront_actions_plans_bg.wasm?module';

export const { createPlugin, handleEvent, parseEvent, initWasm } = createPackage({
  createInstance,
  matches,
  manifest,
  compile: async () => module,
  // Such hosts compile every module when they load the program; this one starts with the first call that needs it.
  plans: {
    glue: () => import('../../pkg/plans/instance.mjs'),
    compile: async () => plansModule,
  },
});
export { WorkfrontError } from '../core/error.mjs';
