// A Workfront tenant in memory behind an HTTP server on this machine.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createSandbox } from './index.mjs';
import { declaredLength, remainingDelay } from './responses.mjs';

// The interval between deliveries of events, in milliseconds.
const deliveryIntervalMs = 50;

/** @param {import('./server.d.ts').ServeOptions} [options] */
export async function serveSandbox(options = {}) {
  const { port = 0, host = '127.0.0.1', ...rest } = options;
  /** @type {Awaited<ReturnType<typeof createSandbox>>} */
  let sandbox;
  const server = createServer((incoming, outgoing) => {
    respond(sandbox, incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  server.keepAliveTimeout = 60_000;
  server.listen(port, host);
  await once(server, 'listening');
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
  try {
    sandbox = await createSandbox({ baseUrl: url, ...rest });
  } catch (error) {
    server.close();
    throw error;
  }
  const { apiKey, accessToken, sessionID } = sandbox;
  const deliveries = startDeliveries(sandbox);
  const close = async () => {
    await deliveries.stop();
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return { url, apiKey, accessToken, sessionID, sandbox, close };
}

/**
 * Delivers events soon after each write, as Workfront does, in one round at a time.
 * @param {import('./index.d.ts').Sandbox} sandbox
 */
function startDeliveries(sandbox) {
  /** @type {Promise<unknown>} */
  let round = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy || sandbox.pendingEvents().length === 0) return;
    isBusy = true;
    round = sandbox.deliver().finally(() => (isBusy = false));
  }, deliveryIntervalMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return round;
    },
  };
}

/**
 * @param {import('./index.d.ts').Sandbox} sandbox
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:http').ServerResponse} outgoing
 */
async function respond(sandbox, incoming, outgoing) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const arrivedAt = performance.now();
  // Concurrent requests all arrive before the first of them is handled.
  await new Promise(setImmediate);
  const raw = incoming.rawHeaders;
  const response = sandbox.handle({
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers: raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1]]] : [])),
    body: bytes.toString(),
    bytes,
  });
  // Timers have a resolution of a millisecond. The rest is waited for with `setImmediate`.
  const remaining = () => remainingDelay(response.delayMs, arrivedAt);
  for (let ms = remaining(); ms > 0; ms = remaining()) {
    await new Promise((resolve) => (ms < 1 ? setImmediate(resolve) : setTimeout(resolve, ms)));
  }
  if (response.dropped) {
    incoming.socket.destroy();
    return;
  }
  const length = Math.max(declaredLength(response.headers), response.body.length);
  const headers = response.headers.filter(([name]) => name.toLowerCase() !== 'content-length');
  outgoing.writeHead(response.status, [...headers, ['Content-Length', String(length)]].flat());
  if (length > response.body.length) {
    // The rest of the body is never sent.
    outgoing.write(response.body, () => incoming.socket.destroy());
    return;
  }
  outgoing.end(response.body);
}
