// A connection to the tenant of a node's credential.
import type {
  IDataObject,
  IHttpRequestMethods,
  IHttpRequestOptions,
  IN8nHttpFullResponse,
} from 'n8n-workflow';
import {
  connectionOf,
  createPlugin,
  type HostFetch,
  type Plugin,
  type PluginOptions,
} from './core';
import { manifest } from './manifest';

/** What a node, a trigger and a form's helper have in common. */
export interface Host {
  getCredentials(name: string): Promise<IDataObject>;
  helpers: { httpRequest(options: IHttpRequestOptions): Promise<unknown> };
}

/** Runs `body` on a connection, through n8n's own way out: with its proxies and limits. */
export async function withPlugin<T>(host: Host, body: (plugin: Plugin) => Promise<T>): Promise<T> {
  const values = await host.getCredentials('workfrontApi');
  return using({ ...connectionOf(manifest, values), fetch: fetchOf(host) }, body);
}

/** Runs `body` on a connection that ends afterwards. */
export async function using<T>(
  options: PluginOptions,
  body: (plugin: Plugin) => Promise<T>,
): Promise<T> {
  const plugin = await createPlugin(options);
  try {
    return await body(plugin);
  } finally {
    plugin.close();
  }
}

const fetchOf =
  ({ helpers }: Host): HostFetch =>
  async (url, { method, headers, body, signal }) => {
    const answer = (await helpers.httpRequest({
      url,
      method: method as IHttpRequestMethods,
      headers,
      body,
      abortSignal: signal,
      encoding: 'text',
      json: false,
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
    })) as IN8nHttpFullResponse;
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? '');
    return {
      status: answer.statusCode,
      headers: {
        get: (name) => (answer.headers[name.toLowerCase()] as string | undefined) ?? null,
      },
      text: async () => text,
    };
  };
