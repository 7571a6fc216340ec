// The way to a server: its kept connections, and how a new one is made.
import { net } from './builtin.mjs';
import { Connection } from './connection.mjs';
import { lines } from './head.mjs';
import { addressOf, authorization } from './proxy.mjs';
import { toProxy, tunnel, withTls } from './tunnel.mjs';

/** @typedef {import('./stop.mjs').Stop} Stop */

/** @type {Map<string, Route>} */
const routes = new Map();

/** @param {URL} url @param {URL | undefined} proxy */
export function routeTo(url, proxy) {
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
    this.isAsked = proxy !== undefined && !this.isTls;
    this.proxy = proxy;
    this.lines = lines({ host: url.host, ...(this.isAsked && proxy && authorization(proxy)) });
    this.address = addressOf(url);
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
    const { address, proxy, isAsked } = this;
    if (proxy && isAsked) return this.#on(await toProxy(proxy));
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
