// What speaks a URL's protocol, loaded when one first needs it: loading TLS takes longer than the whole plugin.

/** @typedef {{ request: typeof import('node:http').request, agent: import('node:http').Agent }} Speaker */

// Idle connections end before servers and load balancers usually do, and don't keep the process alive.
const kept = {
  keepAlive: true,
  keepAliveMsecs: 1000,
  timeout: 55_000,
  scheduling: /** @type {const} */ ('lifo'),
};

/** @param {Promise<{ request: any, Agent: new (options: typeof kept) => any }>} module @returns {Promise<Speaker>} */
const keeping = async (module) => {
  const { request, Agent } = await module;
  return { request, agent: new Agent(kept) };
};

/** @type {Promise<Speaker> | undefined} */
let http;
/** @type {Promise<Speaker> | undefined} */
let https;

/** @param {string} protocol */
export const speakerOf = (protocol) =>
  protocol === 'https:'
    ? (https ??= keeping(import('node:https')))
    : (http ??= keeping(import('node:http')));
