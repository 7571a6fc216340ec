// The package, imported from its sources: community nodes must have no dependencies, so it is bundled.
import { createPlugin as create, initWasm } from '../../../js/entries/default.mjs';
import wasm from '../../../pkg/plans/workfront_actions_plans_bg.wasm';
import type { Plugin, PluginOptions } from '../../../js/index';

let loading: Promise<void> | undefined;

/** A node is one file that contains the module's bytes. The first call compiles them. */
export async function createPlugin(options: PluginOptions): Promise<Plugin> {
  loading ??= initWasm(wasm);
  await loading;
  return create(options);
}

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
} from '../../common/src/index.mjs';
export { withPlugin } from '../../common/src/with-plugin.mjs';
export type { HostFetch, Plugin, PluginOptions } from '../../../js/index';
export type { FullManifest, FullManifestAction } from '../../../js/manifest';
export type { Field } from '../../common/src/types.mjs';
