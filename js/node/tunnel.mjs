// TLS, and ways through a proxy: plain http by asking it for the whole URL, https by a tunnel that it can't look into.
import { net, tls } from './builtin.mjs';
import { Connection } from './connection.mjs';
import { lines, spellHead } from './head.mjs';
import { addressOf, authorization } from './proxy.mjs';

/** @param {import('node:tls').ConnectionOptions & { host: string }} options */
export async function withTls({ host, ...options }) {
  const { connect } = await tls();
  const servername = (await net()).isIP(host) ? '' : host;
  return connect({ ...options, host, servername, ALPNProtocols: ['http/1.1'] });
}

/** @param {URL} proxy @returns {Promise<import('node:net').Socket>} */
export async function toProxy(proxy) {
  const address = addressOf(proxy);
  return proxy.protocol === 'https:' ? withTls(address) : (await net()).connect(address);
}

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
