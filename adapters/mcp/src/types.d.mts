import type { Server } from '@modelcontextprotocol/server';
import type { ActionId, Plugin } from '../../../js/index.d.ts';
import type { FullManifest } from '../../../js/manifest.d.ts';

/** Options of {@link createMcpServer}. An unknown option is a `TypeError`. */
export interface McpOptions {
  /** Also offer actions that add, change or remove data. @default false */
  allowWrites?: boolean;
  /**
   * Offer only these actions. An unknown name is a `TypeError`, and so is an action that writes without `allowWrites`.
   * @default all actions that are allowed
   */
  tools?: readonly ActionId[];
  /**
   * Ask the person before a tool changes or removes data, if the client supports elicitation. For other clients nothing is
   * changed: the tool returns a plan of the change, which a person applies, or refuses if there are no plans of the action.
   * Dry runs need no confirmation. Set it to false only if the client asks by itself, as `destructiveHint` requests.
   * @default true
   */
  confirm?: boolean;
  /**
   * Declare the schemas of outputs, and return results as `structuredContent` instead of text. For programs: a list of tools
   * with these schemas is several times as long.
   * @default false
   */
  outputSchemas?: boolean;
  /** The actions to choose from. @default all actions of the package */
  manifest?: FullManifest;
}

/**
 * Creates an MCP server that offers actions as tools `workfront_<action>`, with schemas and hints: those that only read,
 * and with `allowWrites` all. Pass a function that returns it to `serveStdio` or `createMcpHandler` of
 * `@modelcontextprotocol/server`, which serve clients of 2026-07-28 and of earlier versions. A failed call returns a result with `isError`: its
 * text says what to do next, and its `_meta['workfront-actions/error']` is the error as data. Install
 * `@modelcontextprotocol/server` together with this package.
 */
export declare function createMcpServer(plugin: Plugin, options?: McpOptions): Server;
