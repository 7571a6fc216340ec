import type { createPlugin } from '../../../js/index.d.ts';
import type { FullManifest } from '../../../js/manifest.d.ts';

/** How the nodes are made. */
export interface NodeRedOptions {
  /** The actions to offer. @default all of the package */
  manifest?: FullManifest;
  /** @default the package's own */
  createPlugin?: typeof createPlugin;
}

/** Registers `workfront-tenant`, `workfront-action` and `workfront-event-in` in a Node-RED runtime. */
export declare function registerNodes(RED: any, options?: NodeRedOptions): void;
