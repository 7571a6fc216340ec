import type { Sandbox, SandboxOptions } from './index.d.ts';

/**
 * Serves a tenant in memory over HTTP on this machine. Node only.
 *
 * @example
 * const server = await serveSandbox({ port: 0 });
 * const wf = await createPlugin({ baseUrl: server.url, credentials: { type: 'apiKey', apiKey: server.apiKey } });
 * await server.close();
 */
export declare function serveSandbox(options?: ServeOptions): Promise<ServedSandbox>;

/** The address of the server, and the options of the tenant. */
export interface ServeOptions extends SandboxOptions {
  /** The port. 0, the default, picks a free one. */
  port?: number;
  /** The address to listen on. Default `127.0.0.1`. */
  host?: string;
}

/** A tenant behind an HTTP server. */
export interface ServedSandbox {
  /** The base URL of the tenant. */
  readonly url: string;
  readonly apiKey: string;
  readonly accessToken: string;
  readonly sessionID: string;
  /** The tenant: its faults, options and recorded requests. */
  readonly sandbox: Sandbox;
  /** Stops the server and closes its connections. */
  close(): Promise<void>;
}
