import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Plugin } from '../../../js/index.d.ts';
import type { FullManifest } from '../../../js/manifest.d.ts';

/** Options of {@link createMcpServer}. */
export interface McpOptions {
  /** Offer only actions that change nothing. @default false */
  readOnly?: boolean;
  /** The actions to offer. @default all actions of the package */
  manifest?: FullManifest;
}

/**
 * Creates an MCP server that offers each action as a tool `workfront_<action>`, with schemas and hints. Connect it to
 * one of the SDK's transports. A failed call returns a result with `isError`: its text says what to do next, and its
 * `_meta['workfront-actions/error']` is the error as data. Install `@modelcontextprotocol/sdk` together with this package.
 */
export declare function createMcpServer(plugin: Plugin, options?: McpOptions): Server;
