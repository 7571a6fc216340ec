// Creates a plugin for each request of an edge function.
import { createPlugin } from 'workfront-actions';

/** A plugin for the tenant that the request's query names. @param {Request} request */
export function pluginOf({ url }) {
  const { searchParams } = new URL(url);
  return createPlugin({
    baseUrl: searchParams.get('url'),
    credentials: { type: 'apiKey', apiKey: searchParams.get('apiKey') },
  });
}
