import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Plugin } from '../../../js/index.d.ts';
import type { FullManifest } from '../../../js/manifest.d.ts';

/** What the server offers. */
export interface McpOptions {
  /** Only what changes nothing. @default false */
  readOnly?: boolean;
  /** The actions to offer. @default all of the package */
  manifest?: FullManifest;
}

/**
 * An MCP server whose tools are the actions, named `workfront_<action>`, with schemas and hints. Connect it to a
 * transport of the SDK's. A failure is a result with `isError`, whose text says what to do next, and whose
 * `_meta['workfront-actions/error']` is the error as data. Needs `@modelcontextprotocol/sdk` beside this package.
 */
export declare function createMcpServer(plugin: Plugin, options?: McpOptions): Server;
