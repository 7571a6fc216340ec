// Keep-alive connections of Node's transport: when they are reused, and when not.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
// Imported from the sources, to inspect the agent.
import { createPlugin } from '../../js/entries/node.mjs';
import { clientFor } from '../../js/node/agent.mjs';
import { nodeFetch } from '../../js/node/fetch.mjs';
import { serve, serveRaw } from './lib/servers.mjs';

async function connect(t, baseUrl, options) {
  const credentials = { type: 'apiKey', apiKey: 'key' };
  const wf = await createPlugin({ baseUrl, credentials, ...options });
  t.after(() => wf.close());
  return wf;
}

const get = (url, init) => nodeFetch(url, { method: 'GET', headers: {}, ...init });
const textOf = async (url, init) => (await get(url, init)).text();
const nextTurn = () => new Promise(setImmediate);

test('connections are kept for the next request', async (t) => {
  const sockets = new Set();
  const { url } = await serve(t, (incoming, outgoing) => {
    sockets.add(incoming.socket);
    outgoing.end('{"data":{"ID":"a"}}');
  });
  const wf = await connect(t, url);
  for (let times = 0; times < 5; times += 1) await wf.get({ ID: 'a' });
  assert.equal(sockets.size, 1);
});

test('of several idle connections the most recent is reused, and most are closed', async (t) => {
  const ports = [];
  const waiting = [];
  const { url, server } = await serve(t, ({ socket, url: path }, outgoing) => {
    ports.push(socket.remotePort);
    if (path === '/together') waiting.push(() => outgoing.end('x'));
    else outgoing.end('x');
    if (waiting.length === 25) for (const respond of waiting.splice(0)) respond();
  });
  await Promise.all(Array.from({ length: 25 }, () => textOf(`${url}/together`)));
  assert.equal(new Set(ports).size, 25);
  const open = () => promisify(server.getConnections.bind(server))();
  while ((await open()) > 20) await nextTurn();
  assert.equal(await open(), 20);
  ports.length = 0;
  for (let times = 0; times < 3; times += 1) await textOf(url);
  assert.equal(new Set(ports).size, 1);
});

test('a connection that a server would close, or that had unexpected data, isn’t reused', async (t) => {
  const whole = 'content-length: 1\r\n\r\n1';
  const { url, seen } = await serveRaw(t, [
    { text: `HTTP/1.1 200 OK\r\n${whole}` },
    { text: `HTTP/1.1 200 OK\r\nconnection: close\r\n${whole}` },
    { text: `HTTP/1.1 200 OK\r\nkeep-alive: timeout=1\r\n${whole}` },
    { text: `HTTP/1.1 200 OK\r\n${whole}HTTP/1.1 200 OK\r\n${whole}` },
    { text: `HTTP/1.0 200 OK\r\n\r\n1`, end: true },
    { text: `HTTP/1.1 200 OK\r\n${whole}` },
  ]);
  for (const _ of [1, 2, 3, 4, 5, 6]) assert.equal(await textOf(url), '1');
  assert.deepEqual(
    seen.map(({ socket }) => socket),
    [0, 0, 1, 2, 3, 4],
  );
});

test('an idle connection is closed before the server’s Keep-Alive hint runs out', async (t) => {
  const closed = [];
  const { url } = await serve(t, ({ socket }, outgoing) => {
    const began = performance.now();
    socket.on('end', () => closed.push(performance.now() - began));
    outgoing.setHeader('keep-alive', 'timeout=2').end('x');
  });
  await textOf(url);
  while (closed.length === 0) await nextTurn();
  // Within two seconds if this machine is fast enough, but never at once.
  assert.ok(closed[0] > 500, String(closed[0]));
});

test('a response may take longer than its connection may be idle', async (t) => {
  const sockets = new Set();
  const { url } = await serve(t, ({ socket, url: path }, outgoing) => {
    sockets.add(socket);
    outgoing.setHeader('keep-alive', 'timeout=2');
    setTimeout(() => outgoing.end('x'), path === '/slow' ? 1_500 : 0);
  });
  await textOf(url);
  assert.equal(await textOf(`${url}/slow`), 'x');
  assert.equal(sockets.size, 1);
});

test('a read survives a kept connection that the server has closed', async (t) => {
  let count = 0;
  const { url } = await serve(t, (incoming, outgoing) => {
    count += 1;
    if (count === 2) incoming.socket.resetAndDestroy();
    else outgoing.end(String(count));
  });
  assert.equal(await textOf(url), '1');
  await nextTurn();
  assert.equal(await textOf(url), '3');
  await nextTurn();
  count = 1;
  // A write may have happened.
  await assert.rejects(get(url, { method: 'POST', body: 'x' }), { name: 'TypeError' });
  assert.equal(count, 2);
});

test('such a read is repeated once, over a new connection', async (t) => {
  let isDown = false;
  let count = 0;
  const waiting = [];
  const { url } = await serve(t, (incoming, outgoing) => {
    count += 1;
    if (isDown) incoming.socket.resetAndDestroy();
    else waiting.push(() => outgoing.end('x'));
    if (waiting.length === 3) for (const respond of waiting.splice(0)) respond();
  });
  await Promise.all([textOf(url), textOf(url), textOf(url)]);
  await nextTurn();
  isDown = true;
  count = 0;
  await assert.rejects(get(url), { name: 'TypeError' });
  assert.equal(count, 2);
});

test('a reset of a new connection is not repeated', async (t) => {
  let count = 0;
  const { url } = await serve(t, ({ socket }) => {
    count += 1;
    socket.resetAndDestroy();
  });
  await assert.rejects(get(url), { name: 'TypeError' });
  assert.equal(count, 1);
});

function withResolvers() {
  let resolve;
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}

/**
 * A server whose response to the third and every later search takes a while to decode; it responds to a write when
 * `respond` is called. `isUnpacking` waits until the connection of such a response is idle again.
 */
async function serveSlowUnpacking(t) {
  const row = (ID) => JSON.stringify({ data: [{ ID, name: 'x' }] });
  const big = await promisify(gzip)(JSON.stringify({ data: [{ ID: 'c', name: 'x'.repeat(5e7) }] }));
  const ports = [];
  const arrived = withResolvers();
  let searches = 0;
  const { url } = await serve(t, ({ socket, url: path }, outgoing) => {
    ports.push(socket.remotePort);
    if (path.includes('search')) {
      searches += 1;
      if (searches < 3) return outgoing.end(row(String(searches)));
      outgoing.writeHead(200, { 'content-encoding': 'gzip', 'content-length': big.length });
      return outgoing.end(big);
    }
    arrived.resolve(() => outgoing.end('{"data":{"ID":"b"}}'));
  });
  const { agent } = await clientFor('http:');
  const isUnpacking = async () => {
    const { port } = new URL(url);
    const isIdle = () => Object.keys(agent.freeSockets).some((name) => name.includes(`:${port}:`));
    while (searches < 3 || !isIdle()) await nextTurn();
  };
  return { url, ports, isUnpacking, arrived: arrived.promise };
}

const endings = {
  async abort(t, url) {
    const wf = await connect(t, url);
    const controller = new AbortController();
    const search = (input) => wf.search(input, { signal: controller.signal });
    await search({ limit: 1 });
    await search({ limit: 1 });
    const ended = assert.rejects(search({ limit: 1 }), { kind: 'cancelled' });
    return { end: () => controller.abort(), ended };
  },
  async 'time limit'(t, url) {
    const send = (init) => textOf(`${url}/search`, init);
    await send();
    await send();
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const ended = assert.rejects(send({ timeoutMs: 5_000 }), { name: 'TimeoutError' });
    return { end: () => t.mock.timers.tick(5_000), ended };
  },
  async 'loop that is left'(t, url) {
    const wf = await connect(t, url);
    const users = wf.searchAll({ limit: 1 });
    await users.next();
    await users.next();
    return { end: () => users.return(), ended: undefined };
  },
};

for (const [name, begin] of Object.entries(endings)) {
  test(`a call whose response is being unpacked ends and leaves its connection’s next call alone: ${name}`, async (t) => {
    const { url, ports, isUnpacking, arrived } = await serveSlowUnpacking(t);
    const other = await connect(t, url, { timeoutMs: 0 });
    const { end, ended } = await begin(t, url);
    await isUnpacking();
    const written = other.call({ method: 'POST', object: 'user', body: { a: 1 } });
    const respond = await arrived;
    end();
    await ended;
    respond();
    assert.deepEqual((await written).data, { ID: 'b' });
    // Over the same connection.
    assert.equal(new Set(ports).size, 1);
  });
}

test('a process can end while connections are kept and time limits are pooled', async (t) => {
  const { url } = await serveRaw(t, [{ text: 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1' }]);
  const module = new URL('../../js/node/fetch.mjs', import.meta.url);
  const program = `import { nodeFetch } from '${module}';
    const response = await nodeFetch('${url}', { method: 'GET', headers: {}, timeoutMs: 3_600_000 });
    console.log(await response.text());`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--input-type=module', '--eval', program],
  ]);
  assert.equal(stdout, '1\n');
});
