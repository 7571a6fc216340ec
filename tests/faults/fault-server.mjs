// A tenant behind a real HTTP server, with faults on the requests that a predicate chooses.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { withEcho } from './echo.mjs';
import { perform } from './effects.mjs';
import { describeRequest } from './requests.mjs';

/** More requests than any call needs: further ones get no response. */
export const mostRequests = 60;

/**
 * Serves `world`. Idle connections are closed after `keepAliveMs`; `most` requests get a response. Faults repeat
 * the secrets of their requests. `choose(request)` returns the fault of a request, `{ effect(details), when, onArrival }`, or
 * undefined. `when` is 'before' (the request never reaches the tenant), 'after' (the tenant has done the work) or 'later' (the tenant
 * does the work after its response to the next request, or when the call has ended).
 */
export async function serve(world, options = {}) {
  const { keepAliveMs = 60_000, most = mostRequests } = options;
  const log = [];
  const busy = new Set();
  const late = [];
  const state = { choose: () => undefined };

  const respond = async (incoming, outgoing) => {
    const raw = await received(incoming);
    const { url, headers } = raw;
    const request = {
      ...{ ...describeRequest(raw), url, headers },
      ...{ index: log.length, reachedTenant: false },
    };
    log.push(request);
    if (log.length > most) return void incoming.socket.destroy();
    const work = () => {
      request.reachedTenant = true;
      request.genuine = world.handle(raw);
      return request.genuine;
    };
    const struck = state.choose(request);
    if (!struck) {
      perform({ type: 'reply', ...work() }, incoming, outgoing);
      return runLate(late);
    }
    request.struck = struck;
    if (struck.when === 'after') work();
    if (struck.when === 'later') late.push(work);
    await struck.onArrival?.(request);
    const details = { request, genuine: request.genuine, world };
    const effect = withEcho(struck.effect(details), request);
    request.sentBody = effect.body;
    await perform(effect, incoming, outgoing);
    if (struck.when !== 'later') runLate(late);
  };

  const server = createServer((incoming, outgoing) => {
    // A client that disconnects is not an error of the server.
    for (const stream of [incoming, outgoing]) stream.on('error', () => {});
    const work = respond(incoming, outgoing)
      .catch((error) => {
        state.failure ??= incoming.complete ? error : undefined;
        incoming.socket.destroy();
      })
      .finally(() => busy.delete(work));
    busy.add(work);
  });
  server.on('connection', (socket) => socket.on('error', () => {}));
  server.keepAliveTimeout = keepAliveMs;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${server.address().port}`,
    log,
    set choose(choose) {
      state.choose = choose;
    },
    /** An error of the test harness. */
    get failure() {
      return state.failure;
    },
    /** The number of open connections. */
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    /** Does the postponed work, and waits for running requests. */
    async settle({ disconnect = true } = {}) {
      runLate(late);
      if (disconnect) server.closeAllConnections();
      await Promise.all(busy);
      runLate(late);
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

const runLate = (late) => late.splice(0).forEach((work) => work());

async function received(incoming) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const raw = incoming.rawHeaders;
  const headers = raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1]]] : []));
  return { method: incoming.method, url: incoming.url, headers, body: bytes.toString(), bytes };
}
