// Node's own transport: kept connections, encodings, stops, proxies.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { nodeFetch } from '../../js/node/fetch.mjs';
import { authorization, proxyFor } from '../../js/node/proxy.mjs';
import { connect } from './lib/connect.mjs';

/** A server that answers as `handler` does; it stops with the test. */
async function serve(t, handler) {
  const server = createServer(handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, url: `http://127.0.0.1:${server.address().port}` };
}

const get = (url, init) => nodeFetch(url, { method: 'GET', headers: {}, ...init });

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

test('over a kept connection a URL goes out as over a new one', async (t) => {
  const { url } = await serve(t, (incoming, outgoing) => outgoing.end(incoming.url));
  const asked = async (target) => (await get(url + target)).text();
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
    for (let times = 0; times < 2; times += 1) assert.equal(await asked(target), pathname + search);
  }
});

test('encodings are undone, and what is sent arrives', async (t) => {
  const text = 'Ärger €';
  const encoders = {
    gzip: gzipSync,
    br: brotliCompressSync,
    deflate: deflateSync,
    '': (all) => all,
  };
  for (const [coding, encode] of Object.entries(encoders)) {
    const { url } = await serve(t, async (incoming, outgoing) => {
      assert.match(incoming.headers['accept-encoding'], /gzip/);
      const chunks = [];
      for await (const chunk of incoming) chunks.push(chunk);
      outgoing.writeHead(200, { ...(coding && { 'content-encoding': coding }), 'x-a': ['1', '2'] });
      outgoing.end(encode(Buffer.concat(chunks)));
    });
    const answer = await get(url, { method: 'POST', body: text });
    assert.equal(await answer.text(), text, coding);
    assert.equal(answer.headers.get('X-A'), '1, 2');
    assert.equal(answer.headers.get('x-b'), null);
  }
});

test('redirects are not followed', async (t) => {
  const { url } = await serve(t, (_, outgoing) =>
    outgoing.writeHead(302, { location: '/x' }).end(),
  );
  const answer = await get(url);
  assert.deepEqual([answer.status, answer.headers.get('location')], [302, '/x']);
});

test('a signal stops it, before, during and after the headers', async (t) => {
  const { url } = await serve(t, (incoming, outgoing) => {
    if (incoming.url === '/half') outgoing.writeHead(200).write('half');
  });
  await assert.rejects(get(url, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  await assert.rejects(get(url, { signal: AbortSignal.timeout(30) }), { name: 'TimeoutError' });
  const answer = await get(`${url}/half`, { signal: AbortSignal.timeout(60) });
  await assert.rejects(answer.text(), { name: 'TimeoutError' });
});

test('a kept connection that the server has ended costs a read nothing', async (t) => {
  let count = 0;
  const { url } = await serve(t, (incoming, outgoing) => {
    count += 1;
    if (count === 2) incoming.socket.resetAndDestroy();
    else outgoing.end(String(count));
  });
  assert.equal(await (await get(url)).text(), '1');
  await new Promise(setImmediate);
  assert.equal(await (await get(url)).text(), '3');
  await get(url).then((answer) => answer.text());
  count = 1;
  // A write may have happened.
  await assert.rejects(get(url, { method: 'POST', body: 'x' }), TypeError);
});

test('what is cut off is an error', async (t) => {
  const { url } = await serve(t, (incoming, outgoing) => {
    if (incoming.url === '/none') incoming.socket.destroy();
    else if (incoming.url === '/part')
      outgoing.writeHead(200, { 'content-length': 9 }).write('x', () => incoming.socket.destroy());
    else outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip');
  });
  await assert.rejects(get(`${url}/none`), { name: 'TypeError', message: /fetch failed/ });
  await assert.rejects((await get(`${url}/part`)).text(), TypeError);
  await assert.rejects((await get(`${url}/wrong`)).text(), TypeError);
  await assert.rejects(get('http://127.0.0.1:1'), TypeError);
});

test('the environment names proxies', () => {
  const found = (url, env) => proxyFor(new URL(url), env)?.href;
  const env = { HTTPS_PROXY: 'proxy:3128', no_proxy: 'localhost, .example.com,10.0.0.1:8443' };
  assert.equal(found('https://acme.my.workfront.com', env), 'http://proxy:3128/');
  assert.equal(found('http://acme.my.workfront.com', env), undefined);
  assert.equal(found('https://a.example.com', env), undefined);
  assert.equal(found('https://example.com', env), undefined);
  assert.equal(found('https://notexample.com', env), 'http://proxy:3128/');
  assert.equal(found('https://10.0.0.1:8443', env), undefined);
  assert.equal(found('https://10.0.0.1', env), 'http://proxy:3128/');
  assert.equal(found('https://a.b', { ...env, NO_PROXY: 'x', no_proxy: '*' }), undefined);
  assert.equal(found('http://a.b', { all_proxy: 'http://all:1' }), 'http://all:1/');
  assert.equal(found('http://a.b', { HTTP_PROXY: 'http://p:1', REQUEST_METHOD: 'GET' }), undefined);
  assert.equal(found('http://a.b', { http_proxy: 'socks5://p:1' }), undefined);
});

test('plain http goes through a proxy, with its password', async (t) => {
  const { url } = await serve(t, (incoming, outgoing) =>
    outgoing.end(`${incoming.headers.host}${incoming.url}`),
  );
  const seen = [];
  const proxy = await serve(t, (incoming, outgoing) => {
    seen.push(incoming.headers['proxy-authorization']);
    request(incoming.url, { headers: { host: incoming.headers.host } }, (answer) =>
      answer.pipe(outgoing),
    ).end();
  });
  process.env.http_proxy = proxy.url.replace('//', '//me:s%40fe@');
  t.after(() => delete process.env.http_proxy);
  const answer = await get(`${url}/path?x=1`);
  assert.equal(await answer.text(), `${new URL(url).host}/path?x=1`);
  assert.deepEqual(seen, [`Basic ${Buffer.from('me:s@fe').toString('base64')}`]);
  assert.deepEqual(authorization(new URL('http://proxy')), {});
});

test('https goes through a tunnel that the proxy can’t look into', async (t) => {
  const asked = [];
  const proxy = await serve(t, () => {});
  proxy.server.on('connect', (incoming, socket) => {
    asked.push([incoming.method, incoming.url]);
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    socket.once('data', (hello) => {
      // The first byte of TLS: not a word of HTTP.
      asked.push(hello[0]);
      socket.destroy();
    });
  });
  process.env.https_proxy = proxy.url;
  t.after(() => delete process.env.https_proxy);
  await assert.rejects(get('https://acme.my.workfront.com/secret'), TypeError);
  assert.deepEqual(asked, [['CONNECT', 'acme.my.workfront.com:443'], 22]);
  proxy.server.removeAllListeners('connect');
  proxy.server.on('connect', (_, socket) => socket.end('HTTP/1.1 407 No\r\n\r\n'));
  await assert.rejects(get('https://other.my.workfront.com/'), /the proxy answered 407/);
});

test('idle connections don’t keep a process alive, and a fetch in the runtime’s place is used', async (t) => {
  const { fetch } = globalThis;
  t.after(() => (globalThis.fetch = fetch));
  globalThis.fetch = async () => ({ status: 299 });
  assert.equal((await get('https://x.example')).status, 299);
});
