import type { createPlugin } from '../../../js/index.d.ts';
import type { FullManifest } from '../../../js/manifest.d.ts';

/** Options of {@link createZapierApp}. */
export interface ZapierOptions {
  /** The version of the app. */
  version: string;
  /** `require('zapier-platform-core').version` */
  platformVersion: string;
  /** The actions to offer. @default all actions of the package */
  manifest?: FullManifest;
  /** Replaces the package's `createPlugin`, for tests. */
  createPlugin?: typeof createPlugin;
}

/** Creates the definition of a Zapier app: `module.exports = createZapierApp({ … })`. */
export declare function createZapierApp(options: ZapierOptions): Record<string, any>;
