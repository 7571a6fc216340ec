// The way to a server: its kept connections, and how a new one is made.
import { net } from './builtin.mjs';
import { Connection } from './connection.mjs';
import { lines } from './head.mjs';
import { addressOf, authorization, proxyFor } from './proxy.mjs';
import { toProxy, tunnel, withTls } from './tunnel.mjs';

/** @typedef {import('./stop.mjs').Stop} Stop */

/** @type {Map<string, Route>} */
const routes = new Map();

/** @type {Map<string, Route>} The last way to each server, by its origin. */
const latest = new Map();

// What goes out as it stands: no character that URLs have spelt otherwise, and no dots that are taken out.
const plain = /^\/(?!(?:.*\/)?(?:\.|%2e))[\w\-.~!$&()*+,;=:@%/?]*$/i;

/**
 * The way to a server, and what to ask it for. As long as a connection is kept, neither the URL nor the environment is
 * read again, which take a tenth of a small request.
 * @param {string} url
 */
export function resolveRoute(url) {
  // The first one behind `https://`.
  const slash = url.indexOf('/', 8);
  const origin = url.slice(0, slash);
  const known = latest.get(origin);
  const target = url.slice(slash);
  if (known?.isKept && plain.test(target)) return { route: known, target };
  const read = new URL(url);
  const route = routeTo(read, proxyFor(read));
  if (route.usesForwardProxy) return { route, target: read.href };
  if (read.origin === origin) latest.set(origin, route);
  return { route, target: read.pathname + read.search };
}

/** @param {URL} url @param {URL | undefined} proxy */
function routeTo(url, proxy) {
  const key = proxy ? `${url.origin} ${proxy.href}` : url.origin;
  const known = routes.get(key);
  if (known) return known;
  const route = new Route(url, proxy);
  routes.set(key, route);
  return route;
}

class Route {
  /** @type {Connection[]} The last one used comes first, so that the others can end. */
  #idle = [];
  /** @type {Buffer | undefined} What shortens the next TLS handshake. */
  #session;

  /** @param {URL} url @param {URL | undefined} proxy */
  constructor(url, proxy) {
    this.isTls = url.protocol === 'https:';
    // A plain request is put to the proxy, with the whole URL; a TLS one goes through it.
    this.usesForwardProxy = proxy !== undefined && !this.isTls;
    this.proxy = proxy;
    this.lines = lines({
      host: url.host,
      ...(this.usesForwardProxy && proxy && authorization(proxy)),
    });
    this.address = addressOf(url);
  }

  /** Whether a connection is at hand, as far as is known. */
  get isKept() {
    return this.#idle.length > 0;
  }

  /** @returns {Connection | undefined} */
  kept() {
    let connection;
    do connection = this.#idle.pop();
    while (connection && !connection.isOpen);
    return connection;
  }

  /** @param {Stop} stop @returns {Promise<Connection>} */
  async open(stop) {
    const { address, proxy, usesForwardProxy } = this;
    if (proxy && usesForwardProxy) return this.#on(await toProxy(proxy));
    if (!this.isTls) return this.#on((await net()).connect(address));
    const through = proxy && (await tunnel(proxy, spelt(address), stop));
    const socket = await withTls({ ...address, socket: through, session: this.#session });
    socket.on('session', (session) => (this.#session = session));
    return this.#on(socket);
  }

  /** @param {import('node:net').Socket} socket */
  #on(socket) {
    return new Connection(socket, (connection) => this.#idle.push(connection));
  }
}

/** @param {{ host: string, port: number }} address */
const spelt = ({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`;
