// Routes through a proxy. Published as a file of its own, with the libraries that it needs: it is loaded only where the
// environment names a proxy.
import { HttpsProxyAgent } from 'hpagent';
import { addressOf } from './address.mjs';
import { agentOptions } from './agent.mjs';
import { bypassesProxy } from './no-proxy.mjs';

/** @typedef {import('./route.mjs').Route} Route */

/**
 * @param {URL} url
 * @param {string} named as the environment names the proxy
 * @param {typeof import('./agent.mjs').clientFor} clientFor the caller's: this file has no agents beside the tunnels
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Route | undefined>} undefined where the request is sent directly
 */
export async function routeByProxy(url, named, clientFor, env = process.env) {
  const { host, port } = addressOf(url);
  if (bypassesProxy(host, port, env.no_proxy || env.NO_PROXY || '')) return undefined;
  const proxy = parseProxy(named);
  if (!proxy) return undefined;
  if (url.protocol === 'https:') return tunnelRoute(url, proxy, (await clientFor('https:')).module);
  const { module, agent } = await clientFor(proxy.protocol);
  const options = { agent, ...addressOf(proxy), path: url.origin + url.pathname + url.search };
  return { module, options, headers: ['host', url.host, ...authorization(proxy)] };
}

/** @param {string} named @returns {URL | undefined} undefined where it is no HTTP proxy */
function parseProxy(named) {
  const text = named.includes('://') ? named : `http://${named}`;
  if (!URL.canParse(text)) return undefined;
  const proxy = new URL(text);
  return /^https?:$/.test(proxy.protocol) ? proxy : undefined;
}

/** For a proxy that forwards requests in plain HTTP. @param {URL} proxy */
function authorization({ username, password }) {
  if (username === '') return [];
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return ['proxy-authorization', `Basic ${Buffer.from(credentials).toString('base64')}`];
}

/** @type {Map<string, TunnelAgent>} By the proxy's URL. */
const tunnels = new Map();

/** @param {URL} url @param {URL} proxy @param {import('./agent.mjs').HttpModule} module @returns {Route} */
function tunnelRoute(url, proxy, module) {
  const agent = tunnels.get(proxy.href) ?? new TunnelAgent(proxy);
  tunnels.set(proxy.href, agent);
  const isAddress = /^\[|^[\d.]+$/.test(url.hostname);
  const options = {
    agent,
    // With the brackets of an IPv6 address: it becomes the request target of CONNECT.
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
   * @returns {undefined} the callback has the socket
   */
  createConnection({ tunnelSignal, ...options }, callback) {
    // Read before the call returns.
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
