import type { createPlugin, PluginOptions } from '../../../js/index.d.ts';
import type { FullManifest } from '../../../js/manifest.d.ts';

/** Options of {@link createWorkfrontPiece}. */
export interface ActivepiecesOptions {
  /** The actions to offer. @default all actions of the package */
  manifest?: FullManifest;
  /** Replaces the package's `createPlugin`, for tests. */
  createPlugin?: typeof createPlugin;
  /** More options for every plugin that the piece creates. */
  options?: Partial<PluginOptions>;
}

/**
 * Creates the piece: `export const workfront = createWorkfrontPiece()`. Install `@activepieces/pieces-framework`
 * together with this package.
 */
export declare function createWorkfrontPiece(options?: ActivepiecesOptions): any;
