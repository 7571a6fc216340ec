// Resolves how to request a URL: agent, host and request target.
import { addressOf } from './address.mjs';
import { clientFor } from './agent.mjs';
import { proxyVariable } from './environment.mjs';

/**
 * @typedef {object} Route
 * @property {import('./agent.mjs').HttpModule} module whose `request` sends
 * @property {import('node:http').RequestOptions & { agent: import('node:http').Agent, host: string, port: number }} options
 * @property {string[]} headers name, value, name, value …
 * @property {boolean} [isTunnel] whether a new connection starts with a CONNECT to a proxy
 */

/**
 * @param {string} href
 * @returns {Promise<Route>}
 */
export async function resolveRoute(href) {
  const url = new URL(href);
  const variable = proxyVariable(url.protocol);
  if (variable) {
    // A separate file, which few processes need.
    const { routeByProxy } = await import('./proxy.mjs');
    const route = await routeByProxy(url, variable, clientFor);
    if (route) return route;
  }
  const { module, agent } = await clientFor(url.protocol);
  const options = { agent, ...addressOf(url), path: url.pathname + url.search };
  return { module, options, headers: ['host', url.host] };
}
