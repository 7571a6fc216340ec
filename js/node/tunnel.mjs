// TLS, and ways through a proxy: plain http by asking it for the whole URL, https by a tunnel that it can't look into.
import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Connection } from './connection.mjs';
import { lines, spellHead } from './head.mjs';
import { authorization, bare } from './proxy.mjs';

/** @param {import('node:tls').ConnectionOptions & { host: string }} options */
export const withTls = ({ host, ...options }) =>
  connectTls({
    ...options,
    host,
    servername: isIP(host) ? '' : host,
    ALPNProtocols: ['http/1.1'],
  });

/** @param {URL} proxy */
export function toProxy({ protocol, hostname, port }) {
  const host = bare(hostname);
  return protocol === 'https:'
    ? withTls({ host, port: Number(port) || 443 })
    : connect({ host, port: Number(port) || 80 });
}

/**
 * A socket through the proxy.
 * @param {URL} proxy
 * @param {string} target host and port
 * @param {import('./stop.mjs').Stop} stop
 */
export async function tunnel(proxy, target, stop) {
  const connection = new Connection(toProxy(proxy), () => {});
  stop.act = (reason) => connection.stop(reason);
  const asked = spellHead('CONNECT', target, lines({ host: target, ...authorization(proxy) }));
  const { head } = await connection.send(asked, '', true);
  if (head.status !== 200) {
    connection.stop();
    throw new Error(`the proxy answered ${head.status}`);
  }
  return connection.release();
}
