// The tenant behind a real HTTP server on this machine.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { left, promised } from './answers.mjs';
import { createSandbox } from './index.mjs';

// How soon after a write its events go out, in milliseconds.
const deliveryMs = 50;

/** @param {import('./server.d.ts').ServeOptions} [options] */
export async function serveSandbox(options = {}) {
  const { port = 0, host = '127.0.0.1', ...given } = options;
  /** @type {Awaited<ReturnType<typeof createSandbox>>} */
  let sandbox;
  const server = createServer((incoming, outgoing) => {
    answer(sandbox, incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  server.keepAliveTimeout = 60_000;
  server.listen(port, host);
  await once(server, 'listening');
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
  try {
    sandbox = await createSandbox({ baseUrl: url, ...given });
  } catch (error) {
    server.close();
    throw error;
  }
  const { apiKey, accessToken, sessionID } = sandbox;
  const deliveries = deliverAllTheTime(sandbox);
  const close = async () => {
    await deliveries.stop();
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return { url, apiKey, accessToken, sessionID, sandbox, close };
}

/**
 * Events go out soon after the write, as Workfront's do; one round at a time.
 * @param {import('./index.d.ts').Sandbox} sandbox
 */
function deliverAllTheTime(sandbox) {
  /** @type {Promise<unknown>} */
  let round = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy || sandbox.pendingEvents().length === 0) return;
    isBusy = true;
    round = sandbox.deliver().finally(() => (isBusy = false));
  }, deliveryMs);
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
async function answer(sandbox, incoming, outgoing) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const arrived = performance.now();
  // What came together has all arrived before any of it is worked on.
  await new Promise(setImmediate);
  const raw = incoming.rawHeaders;
  const reply = sandbox.handle({
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers: raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1]]] : [])),
    body: bytes.toString(),
    bytes,
  });
  // A timer leaves out parts of a millisecond: those are waited for turn by turn.
  for (let ms = left(reply.delayMs, arrived); ms > 0; ms = left(reply.delayMs, arrived)) {
    await new Promise((go) => (ms < 1 ? setImmediate(go) : setTimeout(go, ms)));
  }
  if (reply.dropped) {
    incoming.socket.destroy();
    return;
  }
  const length = Math.max(promised(reply.headers), reply.body.length);
  const headers = reply.headers.filter(([name]) => name.toLowerCase() !== 'content-length');
  outgoing.writeHead(reply.status, [...headers, ['Content-Length', String(length)]].flat());
  if (length > reply.body.length) {
    // The rest never comes.
    outgoing.write(reply.body, () => incoming.socket.destroy());
    return;
  }
  outgoing.end(reply.body);
}
