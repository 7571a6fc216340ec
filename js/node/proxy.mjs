// Routes through a proxy. Published as a separate file with its libraries, which is loaded only if the environment names a
// proxy.
import { HttpsProxyAgent } from 'hpagent';
import { addressOf } from './address.mjs';
import { agentOptions } from './agent.mjs';
import { bypassesProxy } from './no-proxy.mjs';

/** @typedef {import('./route.mjs').Route} Route */

/**
 * @param {URL} url
 * @param {string} variable the proxy as the environment names it
 * @param {typeof import('./agent.mjs').clientFor} clientFor passed by the caller, because this bundle must not have a second set of agents
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Route | undefined>} undefined if the request is sent directly
 */
export async function routeByProxy(url, variable, clientFor, env = process.env) {
  const { host, port } = addressOf(url);
  if (bypassesProxy(host, port, env.no_proxy || env.NO_PROXY || '')) return undefined;
  const proxy = parseProxy(variable);
  if (!proxy) return undefined;
  if (url.protocol === 'https:') return tunnelRoute(url, proxy, (await clientFor('https:')).module);
  const { module, agent } = await clientFor(proxy.protocol);
  const options = { agent, ...addressOf(proxy), path: url.origin + url.pathname + url.search };
  return { module, options, headers: ['host', url.host, ...authorization(proxy)] };
}

/** @param {string} variable @returns {URL | undefined} undefined if it isn't an HTTP proxy */
function parseProxy(variable) {
  const text = variable.includes('://') ? variable : `http://${variable}`;
  if (!URL.canParse(text)) return undefined;
  const proxy = new URL(text);
  return /^https?:$/.test(proxy.protocol) ? proxy : undefined;
}

/** The authorization header for a proxy that forwards plain HTTP requests. @param {URL} proxy */
function authorization({ username, password }) {
  if (username === '') return [];
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return ['proxy-authorization', `Basic ${Buffer.from(credentials).toString('base64')}`];
}

/** @type {Map<string, TunnelAgent>} The key is the proxy's URL. */
const tunnels = new Map();

/** @param {URL} url @param {URL} proxy @param {import('./agent.mjs').HttpModule} module @returns {Route} */
function tunnelRoute(url, proxy, module) {
  const agent = tunnels.get(proxy.href) ?? new TunnelAgent(proxy);
  tunnels.set(proxy.href, agent);
  const isAddress = /^\[|^[\d.]+$/.test(url.hostname);
  const options = {
    agent,
    // Keeps the brackets of an IPv6 address: this is the request target of CONNECT.
    host: url.hostname,
    port: addressOf(url).port,
    servername: isAddress ? '' : url.hostname,
    path: url.pathname + url.search,
  };
  return { module, options, headers: ['host', url.host], isTunnel: true };
}

/** TLS connections through CONNECT tunnels. */
class TunnelAgent extends HttpsProxyAgent {
  /** @param {URL} proxy */
  constructor(proxy) {
    const { protocol, username, password } = proxy;
    const { host: hostname, port } = addressOf(proxy);
    super({
      ...agentOptions,
      proxy: /** @type {any} */ ({ protocol, hostname, port, username, password }),
    });
  }

  /**
   * @override
   * @param {any} options of the request, with the signal that ends the CONNECT
   * @param {(error: Error | null, socket: any) => void} [callback]
   * @returns {undefined} the callback receives the socket
   */
  createConnection({ tunnelSignal, ...options }, callback) {
    // super.createConnection reads it synchronously.
    this.proxyRequestOptions = { signal: tunnelSignal };
    super.createConnection({ ...options, timeout: 0 }, (error, socket) =>
      callback?.(error && withStatus(error), socket),
    );
  }
}

/** @param {Error} error */
function withStatus(error) {
  const status = /^Bad response: (\d+)$/.exec(error.message)?.[1];
  return status ? new Error(`the proxy responded with ${status}`) : error;
}
