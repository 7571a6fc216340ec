// Through a proxy: plain http by asking it for the whole URL, https by a tunnel that it can't look into.
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { connect as connectTls } from 'node:tls';

/** @type {Map<string, HttpAgent | Tunnel>} Kept, as connections are. */
const agents = new Map();

/**
 * What a request's options need to go through a proxy.
 * @param {URL} url
 * @param {URL} proxy
 * @returns {import('node:https').RequestOptions}
 */
export function throughProxy(url, proxy) {
  const key = `${url.protocol} ${proxy.href}`;
  const known = agents.get(key);
  const agent =
    known ?? (url.protocol === 'https:' ? new Tunnel(proxy) : new HttpAgent({ keepAlive: true }));
  if (!known) agents.set(key, agent);
  if (url.protocol === 'https:') return { agent };
  const { hostname: host, port } = proxy;
  return { agent, host, port: port || 80, path: url.href };
}

/** @param {URL} proxy @returns {Record<string, string>} */
export function authorization({ username, password }) {
  if (username === '') return {};
  const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(words).toString('base64')}` };
}

class Tunnel extends HttpsAgent {
  /** @param {URL} proxy */
  constructor(proxy) {
    super({ keepAlive: true });
    this.proxy = proxy;
  }

  /**
   * @override
   * @param {any} options
   * @param {(error: Error | null, socket?: any) => void} done
   * @returns {any}
   */
  createConnection(options, done) {
    const { proxy } = this;
    const target = `${options.host}:${options.port}`;
    const start = proxy.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = start({
      method: 'CONNECT',
      host: proxy.hostname,
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      path: target,
      headers: { host: target, ...authorization(proxy) },
      agent: false,
    });
    request.once('connect', ({ statusCode }, socket) => {
      if (statusCode !== 200) {
        socket.destroy();
        done(new Error(`the proxy answered ${statusCode}`));
        return;
      }
      const { host, servername = host } = options;
      done(null, connectTls({ ...options, socket, servername }));
    });
    request.once('error', done);
    request.end();
    return undefined;
  }
}
