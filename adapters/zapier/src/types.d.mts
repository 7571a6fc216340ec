import type { createPlugin } from '../../../js/index.d.ts';
import type { FullManifest } from '../../../js/manifest.d.ts';

/** How the app is made. */
export interface ZapierOptions {
  /** The app's own version. */
  version: string;
  /** `require('zapier-platform-core').version` */
  platformVersion: string;
  /** The actions to offer. @default all of the package */
  manifest?: FullManifest;
  /** @default the package's own */
  createPlugin?: typeof createPlugin;
}

/** The definition of a Zapier app: `module.exports = createZapierApp({ … })`. */
export declare function createZapierApp(options: ZapierOptions): Record<string, any>;
