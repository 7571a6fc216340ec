// Node's transport: requests, responses, and aborting.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { nodeFetch } from '../../js/node/fetch.mjs';
import { connect } from './lib/connect.mjs';
import { serve, serveRaw } from './lib/servers.mjs';

const get = (url, init) => nodeFetch(url, { method: 'GET', headers: {}, ...init });
const textOf = async (url, init) => (await get(url, init)).text();

test('a URL is sent as the WHATWG standard defines', async (t) => {
  const { url } = await serve(t, (incoming, outgoing) => outgoing.end(incoming.url));
  for (const target of [
    '/attask/api/v18.0/user/search?fields=ID,DE:x&$$FIRST=0&name_Mod=ci%20x*',
    '/a/../b?c=/../d',
    '/a/%2E%2e/b',
    '/a/./.b/.',
    "/it's?it's",
    '/a b?c d',
    '/é?ü#part',
    '/',
    '',
    '?a=/b',
    '//a/b',
    '/a\\b',
    '/a\r\nx: y',
  ]) {
    const { pathname, search } = new URL(url + target);
    assert.equal(await textOf(url + target), pathname + search);
  }
});

test('encodings are decoded, and the request arrives as sent', async (t) => {
  const text = 'Ärger €';
  const encoders = [
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['', (bytes) => bytes],
    ['unknown', (bytes) => bytes],
  ];
  for (const [encoding, encode] of encoders) {
    const { url } = await serve(t, async (incoming, outgoing) => {
      assert.equal(incoming.headers['accept-encoding'], 'gzip, br, deflate');
      const chunks = [];
      for await (const chunk of incoming) chunks.push(chunk);
      const headers = { ...(encoding && { 'content-encoding': encoding }), 'x-a': ['1', '2'] };
      outgoing.writeHead(200, headers);
      outgoing.end(encode(Buffer.concat(chunks)));
    });
    const response = await get(url, { method: 'POST', body: text });
    assert.equal(await response.text(), text, encoding);
    assert.equal(response.headers.get('X-A'), '1, 2');
    assert.equal(response.headers.get('x-b'), null);
  }
});

test('an empty body in an encoding is empty, and a byte order mark is dropped', async (t) => {
  const { url } = await serve(t, (incoming, outgoing) => {
    outgoing.writeHead(200, incoming.url === '/empty' ? { 'content-encoding': 'gzip' } : {});
    outgoing.end(incoming.url === '/empty' ? '' : '\ufeff{"a":"\ufeff"}');
  });
  assert.equal(await textOf(`${url}/empty`), '');
  assert.equal(await textOf(url), '{"a":"\ufeff"}');
});

test('a request is one packet, with its headers as latin1 and its body as UTF-8', async (t) => {
  const { url, seen } = await serveRaw(t, [
    { text: 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1' },
  ]);
  const init = { method: 'PUT', headers: { 'x-a': 'Ä' }, body: 'ä' };
  assert.equal(await textOf(`${url}/p?q=1`, init), '1');
  const [{ data }, ...others] = seen;
  assert.deepEqual(others, []);
  const [head, body] = data.split('\r\n\r\n');
  assert.equal(body, '\u00c3\u00a4');
  const [requestLine, ...lines] = head.split('\r\n');
  assert.equal(requestLine, 'PUT /p?q=1 HTTP/1.1');
  assert.deepEqual(lines.map((line) => line.toLowerCase()).sort(), [
    'accept-encoding: gzip, br, deflate',
    'connection: keep-alive',
    'content-length: 2',
    `host: ${new URL(url).host}`,
    'x-a: ä',
  ]);
});

test('a write without a body has a length', async (t) => {
  const { url } = await serve(t, ({ headers }, outgoing) =>
    outgoing.end(`${headers['content-length']} ${headers['transfer-encoding']}`),
  );
  assert.equal(await textOf(url, { method: 'POST' }), '0 undefined');
  assert.equal(await textOf(url, { method: 'PUT' }), '0 undefined');
  assert.equal(await textOf(url, { method: 'DELETE' }), 'undefined undefined');
  assert.equal(await textOf(url), 'undefined undefined');
});

test('a header can’t smuggle in another, and is not repeated in the error', async (t) => {
  const { url, seen } = await serveRaw(t, []);
  for (const value of ['a\r\nb: c', 'a\nb', 'a\0', '€']) {
    const headers = { authorization: `secret${value}` };
    await assert.rejects(get(url, { headers }), ({ name, message, cause }) => {
      assert.equal(name, 'TypeError');
      assert.match(message, /authorization/);
      assert.doesNotMatch(message + cause.message, /secret/);
      return true;
    });
  }
  await assert.rejects(get(url, { headers: { 'a b': 'c' } }), TypeError);
  assert.deepEqual(seen, []);
});

test('redirects are not followed', async (t) => {
  const { url } = await serve(t, (_, outgoing) =>
    outgoing.writeHead(302, { location: '/x' }).end(),
  );
  const response = await get(url);
  assert.deepEqual([response.status, response.headers.get('location')], [302, '/x']);
});

test('a signal stops it, before, during and after the headers', async (t) => {
  const { url } = await serve(t, (incoming, outgoing) => {
    if (incoming.url === '/half') outgoing.writeHead(200).write('half');
  });
  await assert.rejects(get(url, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  await assert.rejects(get(url, { signal: AbortSignal.timeout(30) }), { name: 'TimeoutError' });
  const controller = new AbortController();
  const response = await get(`${url}/half`, { signal: controller.signal });
  const reason = new Error('the caller’s own');
  controller.abort(reason);
  await assert.rejects(response.text(), (error) => error === reason);
});

test('a time limit holds for the whole response', async (t) => {
  const { url } = await serve(t, (incoming, outgoing) => {
    if (incoming.url === '/half') outgoing.writeHead(200).write('half');
  });
  await assert.rejects(get(url, { timeoutMs: 30 }), { name: 'TimeoutError' });
  await assert.rejects(textOf(`${url}/half`, { timeoutMs: 60 }), { name: 'TimeoutError' });
});

test('a truncated response is an error', async (t) => {
  const { url } = await serve(t, (incoming, outgoing) => {
    if (incoming.url === '/none') incoming.socket.destroy();
    else if (incoming.url === '/part')
      outgoing.writeHead(200, { 'content-length': 9 }).write('x', () => incoming.socket.destroy());
    else {
      const bytes = incoming.url === '/cut' ? gzipSync('x').subarray(0, 12) : 'no gzip';
      outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes);
    }
  });
  await assert.rejects(get(`${url}/none`), { name: 'TypeError', message: /fetch failed/ });
  for (const path of ['/part', '/cut', '/wrong'])
    await assert.rejects(textOf(url + path), TypeError);
  await assert.rejects(get('http://127.0.0.1:1'), (error) => error.cause.code === 'ECONNREFUSED');
});

test('the status of a refusal counts even if its body can’t be decoded', async (t) => {
  let count = 0;
  const { url } = await serve(t, (_, outgoing) => {
    count += 1;
    outgoing.writeHead(422, { 'content-encoding': 'gzip' }).end('no gzip');
  });
  const own = await connect(t, url);
  const host = await connect(t, url, { fetch: (...args) => fetch(...args) });
  for (const wf of [own, host]) {
    count = 0;
    const call = wf.update({ ID: 'a', changes: { title: 'x' } });
    await assert.rejects(call, { kind: 'validation', status: 422 });
    assert.equal(count, 1);
  }
});

test('a replaced fetch is used', async (t) => {
  const { fetch } = globalThis;
  t.after(() => (globalThis.fetch = fetch));
  globalThis.fetch = async () => ({ status: 299 });
  assert.equal((await get('https://x.example')).status, 299);
});
