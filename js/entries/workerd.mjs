// Cloudflare Workers: the host refuses to compile bytes, and supplies a compiled module instead.
import { createPackage } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';
import module from '../../pkg/workfront_actions_bg.wasm';
import plansModule from '../../pkg/plans/workfront_actions_plans_bg.wasm';

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
