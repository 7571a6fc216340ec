// TLS, and ways through a proxy: plain http by asking it for the whole URL, https by a tunnel that it can't look into.
import { connect, isIP } from 'node:net';
import { Connection } from './connection.mjs';
import { lines, spellHead } from './head.mjs';
import { addressOf, authorization } from './proxy.mjs';

/** @param {import('node:tls').ConnectionOptions & { host: string }} options */
export async function withTls({ host, ...options }) {
  // Loaded where it is needed.
  const tls = await import('node:tls');
  const servername = isIP(host) ? '' : host;
  return tls.connect({ ...options, host, servername, ALPNProtocols: ['http/1.1'] });
}

/** @param {URL} proxy @returns {import('node:net').Socket | Promise<import('node:net').Socket>} */
export const toProxy = (proxy) =>
  (proxy.protocol === 'https:' ? withTls : connect)(addressOf(proxy));

/**
 * A socket through the proxy.
 * @param {URL} proxy
 * @param {string} target host and port
 * @param {import('./stop.mjs').Stop} stop
 */
export async function tunnel(proxy, target, stop) {
  const connection = new Connection(await toProxy(proxy), () => {});
  stop.on((reason) => connection.stop(reason));
  const asked = spellHead('CONNECT', target, lines({ host: target, ...authorization(proxy) }));
  const { head } = await connection.send(asked, '', true);
  if (head.status !== 200) {
    connection.stop();
    throw new Error(`the proxy answered ${head.status}`);
  }
  return connection.release();
}
