import type { createPlugin } from '../../../js/index.d.ts';
import type { FullManifest } from '../../../js/manifest.d.ts';

/** Options of {@link registerNodes}. */
export interface NodeRedOptions {
  /** The actions to offer. @default all actions of the package */
  manifest?: FullManifest;
  /** Replaces the package's `createPlugin`, for tests. */
  createPlugin?: typeof createPlugin;
}

/** Registers `workfront-tenant`, `workfront-action` and `workfront-event-in` in a Node-RED runtime. */
export declare function registerNodes(RED: any, options?: NodeRedOptions): void;
