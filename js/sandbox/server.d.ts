import type { Sandbox, SandboxOptions } from './index.d.ts';

/**
 * Serves a tenant in memory over HTTP on this machine. Node only.
 *
 * @example
 * const tenant = await serveSandbox({ port: 0 });
 * const wf = await createPlugin({ baseUrl: tenant.url, credentials: { type: 'apiKey', apiKey: tenant.apiKey } });
 * await tenant.close();
 */
export declare function serveSandbox(options?: ServeOptions): Promise<ServedSandbox>;

/** Where it listens, and what the tenant is like. */
export interface ServeOptions extends SandboxOptions {
  /** The port; 0, the default, takes one that is free. */
  port?: number;
  /** The address to listen on. Default `127.0.0.1`. */
  host?: string;
}

/** A tenant behind a server. */
export interface ServedSandbox {
  /** Its base URL. */
  readonly url: string;
  readonly apiKey: string;
  readonly accessToken: string;
  readonly sessionID: string;
  /** The tenant itself: faults, options, what arrived. */
  readonly sandbox: Sandbox;
  /** Stops the server and closes its connections. */
  close(): Promise<void>;
}
