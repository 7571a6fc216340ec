// Keep-alive agents, one for each protocol.
import { http, https } from './builtin.mjs';

/** @typedef {typeof import('node:http') | typeof import('node:https')} HttpModule */
/** @typedef {{ module: HttpModule, agent: import('node:http').Agent }} Client */

/** The settings of every agent. @satisfies {import('node:http').AgentOptions} */
export const agentOptions = {
  keepAlive: true,
  // Reuses the most recently used socket, so that the others can time out.
  scheduling: 'lifo',
  maxFreeSockets: 20,
  // Closes idle sockets before most servers and load balancers do. A shorter `Keep-Alive: timeout=` of the server takes
  // precedence; Node's agent ignores that header unless it has a timeout of its own.
  timeout: 55_000,
};

/** @type {Record<string, Promise<Client>>} */
const clients = { __proto__: /** @type {any} */ (null) };

/** @param {string} protocol `http:` or `https:` */
export const clientFor = (protocol) => (clients[protocol] ??= load(protocol));

/** @param {string} protocol @returns {Promise<Client>} */
async function load(protocol) {
  const module = await (protocol === 'https:' ? https() : http());
  return { module, agent: new module.Agent(agentOptions) };
}

/**
 * Closes the idle sockets of a host: the server may have closed them too.
 * @param {import('node:http').Agent} agent
 * @param {string} host
 * @param {number} port
 */
export function dropIdleSockets({ freeSockets }, host, port) {
  for (const [name, sockets] of Object.entries(freeSockets)) {
    if (!name.startsWith(`${host}:${port}:`)) continue;
    for (const socket of sockets ?? []) socket.destroy();
  }
}
