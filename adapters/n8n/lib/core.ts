// The package, from its sources: a community node has no dependencies, so it is bundled in.
import { packageOn } from '../../../js/core/plugin.mjs';
import index from '../../../js/generated/manifest.mjs';
import { createInstance, matches } from '../../../pkg/instance.mjs';
import wasm from '../../../pkg/workfront_actions_bg.wasm';

// A node is one file, so the module's bytes are in it.
export const { createPlugin } = packageOn({
  createInstance,
  matches,
  manifest: index,
  compile: () => WebAssembly.compile(wasm),
});
export {
  choicesOf,
  connectionForm,
  connectionOf,
  described,
  descriptionOf,
  formOf,
  inputOf,
  lookForChanges,
  newAuthToken,
  readEvent,
  startEvents,
  stopEvents,
} from '../../../js/adapters/common/index.mjs';
export type { HostFetch, Plugin, PluginOptions } from '../../../js/index';
export type { FullManifest, FullManifestAction } from '../../../js/manifest';
export type { Field } from '../../../js/adapters/common';
