// Plugins for the credential of a node.
import type {
  IDataObject,
  IHttpRequestMethods,
  IHttpRequestOptions,
  IN8nHttpFullResponse,
} from 'n8n-workflow';
import {
  connectionOf,
  createPlugin,
  withPlugin as runWithPlugin,
  type HostFetch,
  type Plugin,
  type PluginOptions,
} from './core';
import { manifest } from './manifest';

/** What n8n supplies to a node, a trigger and a method of a form. */
export interface Host {
  getCredentials(name: string): Promise<IDataObject>;
  helpers: { httpRequest(options: IHttpRequestOptions): Promise<unknown> };
}

/** Runs `body` with a plugin that sends its requests through n8n: with n8n's proxies and limits. */
export async function withPlugin<T>(host: Host, body: (plugin: Plugin) => Promise<T>): Promise<T> {
  const values = await host.getCredentials('workfrontApi');
  return withOptions({ ...connectionOf(manifest, values), fetch: fetchOf(host) }, body);
}

/** Runs `body` with a plugin of these options. */
export const withOptions = <T>(
  options: PluginOptions,
  body: (plugin: Plugin) => Promise<T>,
): Promise<T> => runWithPlugin(createPlugin, options, body);

const fetchOf =
  ({ helpers }: Host): HostFetch =>
  async (url, { method, headers, body, signal }) => {
    const response = (await helpers.httpRequest({
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
    const text =
      typeof response.body === 'string' ? response.body : JSON.stringify(response.body ?? '');
    return {
      status: response.statusCode,
      headers: {
        get: (name) => (response.headers[name.toLowerCase()] as string | undefined) ?? null,
      },
      text: async () => text,
    };
  };
