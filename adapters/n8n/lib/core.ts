// The package, from its sources: a community node has no dependencies, so it is bundled in.
export { createPlugin } from '../../../js/entries/default.mjs';
export {
  choicesOf,
  connectionForm,
  connectionOf,
  described,
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
