// TLS, and ways through a proxy: plain http by asking it for the whole URL, https by a tunnel that it can't look into.
import { net, tls } from './builtin.mjs';
import { Connection } from './connection.mjs';
import { lines, spellHead } from './head.mjs';
import { authorization, bare } from './proxy.mjs';

/** @param {import('node:tls').ConnectionOptions & { host: string }} options */
export async function withTls({ host, ...options }) {
  const { connect } = await tls();
  const servername = (await net()).isIP(host) ? '' : host;
  return connect({ ...options, host, servername, ALPNProtocols: ['http/1.1'] });
}

/** @param {URL} proxy @returns {Promise<import('node:net').Socket>} */
export async function toProxy({ protocol, hostname, port }) {
  const host = bare(hostname);
  return protocol === 'https:'
    ? withTls({ host, port: Number(port) || 443 })
    : (await net()).connect({ host, port: Number(port) || 80 });
}

/**
 * A socket through the proxy.
 * @param {URL} proxy
 * @param {string} target host and port
 * @param {import('./stop.mjs').Stop} stop
 */
export async function tunnel(proxy, target, stop) {
  const connection = new Connection(await toProxy(proxy), () => {});
  stop.act = (reason) => connection.stop(reason);
  if (stop.isWanted) stop.act(stop.reason);
  stop.check();
  const asked = spellHead('CONNECT', target, lines({ host: target, ...authorization(proxy) }));
  const { head } = await connection.send(asked, '', true);
  if (head.status !== 200) {
    connection.stop();
    throw new Error(`the proxy answered ${head.status}`);
  }
  return connection.release();
}
