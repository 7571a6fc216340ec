import type { createPlugin, PluginOptions } from '../../../js/index.d.ts';
import type { FullManifest } from '../../../js/manifest.d.ts';

/** How the piece is made. */
export interface ActivepiecesOptions {
  /** The actions to offer. @default all of the package */
  manifest?: FullManifest;
  /** @default the package's own */
  createPlugin?: typeof createPlugin;
  /** Further options of each connection. */
  options?: Partial<PluginOptions>;
}

/**
 * The piece: `export const workfront = createWorkfrontPiece()`. Needs `@activepieces/pieces-framework` beside this
 * package.
 */
export declare function createWorkfrontPiece(options?: ActivepiecesOptions): any;
