// Proxies from the environment: which requests use them, and how.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createPlain, request } from 'node:http';
import { test } from 'node:test';
import { proxyVariable } from '../../js/node/environment.mjs';
import { nodeFetch } from '../../js/node/fetch.mjs';
import { bypassesProxy } from '../../js/node/no-proxy.mjs';
import { resolveRoute } from '../../js/node/route.mjs';
import { connect } from './lib/connect.mjs';
import { listen, serve, setEnvironment } from './lib/servers.mjs';

const get = (url, init) => nodeFetch(url, { method: 'GET', headers: {}, ...init });

test('the environment names proxies', () => {
  const named = (url, env) => proxyVariable(new URL(url).protocol, env);
  const env = { HTTPS_PROXY: 'proxy:3128' };
  assert.equal(named('https://acme.my.workfront.com', env), 'proxy:3128');
  assert.equal(named('http://acme.my.workfront.com', env), undefined);
  assert.equal(named('https://a.b', { https_proxy: 'x', HTTPS_PROXY: 'y' }), 'x');
  assert.equal(named('http://a.b', { HTTP_PROXY: 'http://p:1' }), 'http://p:1');
  assert.equal(named('http://a.b', { HTTP_PROXY: 'http://p:1', REQUEST_METHOD: 'GET' }), undefined);
  assert.equal(named('http://a.b', { http_proxy: 'http://p:1', REQUEST_METHOD: '' }), 'http://p:1');
  assert.equal(named('http://a.b', { all_proxy: 'http://all:1' }), 'http://all:1');
  assert.equal(
    named('https://a.b', { ALL_PROXY: 'http://all:1', https_proxy: '' }),
    'http://all:1',
  );
});

test('a proxy’s scheme may be left out, and one that isn’t HTTP is ignored', async (t) => {
  const proxyOf = async (https_proxy) => {
    setEnvironment(t, { https_proxy });
    const { options, isTunnel } = await resolveRoute('https://acme.my.workfront.com/');
    const { protocol, hostname, port } = options.agent.proxy ?? {};
    return isTunnel && `${protocol}//${hostname}:${port}`;
  };
  assert.equal(await proxyOf('proxy:3128'), 'http://proxy:3128');
  assert.equal(await proxyOf('https://proxy'), 'https://proxy:443');
  assert.equal(await proxyOf('http://[::1]:8080'), 'http://::1:8080');
  assert.equal(await proxyOf('socks5://proxy:1'), undefined);
  assert.equal(await proxyOf('://'), undefined);
});

test('NO_PROXY is read as curl reads it', () => {
  const cases = [
    // Hosts and their subdomains; a leading dot makes no difference.
    ['example.com', 'example.com', true],
    ['a.example.com', 'example.com', true],
    ['a.example.com', '.example.com', true],
    ['example.com', '.example.com', true],
    ['a.example.com', '*.example.com', true],
    ['notexample.com', 'example.com', false],
    ['example.com', 'a.example.com', false],
    ['EXAMPLE.com', 'Example.COM', true],
    ['example.com.', 'example.com', true],
    ['example.com', 'example.com.', true],
    ['example.com', 'x, y ,example.com', true],
    ['example.com', 'x y\texample.com', true],
    ['example.com', '', false],
    ['example.com', ' , .', false],
    ['example.com', '*', true],
    ['10.0.0.1', 'x,*', true],
    // Addresses.
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.0.10', '10.0.0.1', false],
    ['10.0.0.1', '0.0.1', false],
    ['2001:db8::1', '2001:db8::1', true],
    ['2001:db8::1', '[2001:db8::1]', true],
    ['2001:db8::1', '2001:DB8:0:0::1', true],
    ['2001:db8::2', '2001:db8::1', false],
    // Blocks.
    ['10.1.2.3', '10.0.0.0/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['192.168.1.9', '192.168.1.0/28', true],
    ['192.168.1.17', '192.168.1.0/28', false],
    ['2001:db8::1', '2001:db8::/32', true],
    ['2001:db8::1', '[2001:db8::]/32', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['10.1.2.3', '10.0.0.0/33', false],
    ['10.1.2.3', '2001:db8::/0', false],
    ['example.com', '10.0.0.0/8', false],
    // Ports, which curl doesn't support.
    ['example.com', 'example.com:443', true],
    ['example.com', 'example.com:8443', false],
    ['10.0.0.1', '10.0.0.1:443', true],
    ['2001:db8::1', '[2001:db8::1]:443', true],
    ['2001:db8::1', '[2001:db8::1]:80', false],
  ];
  for (const [host, list, expected] of cases) {
    assert.equal(bypassesProxy(host, 443, list), expected, `${host} in ${list}`);
  }
});

test('this machine is never reached through a proxy', async (t) => {
  const own = ['127.0.0.1', '127.255.0.9', '::1', '::ffff:7f00:1', '0.0.0.0', '::'];
  for (const host of [...own, 'localhost', 'LOCALHOST', 'localhost.', 'a.localhost']) {
    assert.equal(bypassesProxy(host, 80, ''), true, host);
  }
  for (const host of ['128.0.0.1', '::2', 'notlocalhost', 'localhost.example']) {
    assert.equal(bypassesProxy(host, 80, ''), false, host);
  }
  const seen = [];
  const proxy = await serve(t, ({ headers }, outgoing) => {
    seen.push(headers);
    outgoing.end('{}');
  });
  proxy.server.on('connect', ({ url }, socket) => {
    seen.push(url);
    socket.destroy();
  });
  const { url } = await serve(t, (_, outgoing) => outgoing.end('{"data":{"ID":"a"}}'));
  const all = { http_proxy: proxy.url, https_proxy: proxy.url, ALL_PROXY: proxy.url };
  for (const no_proxy of [undefined, 'example.com', '::1']) {
    setEnvironment(t, { ...all, no_proxy });
    for (const base of [url, url.replace('127.0.0.1', 'localhost')]) {
      const wf = await connect(t, base, { retry: { attempts: 1 } });
      assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
    }
    const wf = await connect(t, 'https://[::1]:1', { retry: { attempts: 1 } });
    await assert.rejects(wf.get({ ID: 'a' }), { kind: 'network' });
  }
  assert.deepEqual(seen, []);
});

test('plain http goes through a proxy, with its password', async (t) => {
  const { url } = await serve(t, (incoming, outgoing) =>
    outgoing.end(`${incoming.headers.host}${incoming.url}`),
  );
  const seen = [];
  const proxy = await serve(t, (incoming, outgoing) => {
    const { host, 'proxy-authorization': authorization } = incoming.headers;
    seen.push([incoming.url, authorization]);
    const { pathname, search } = new URL(incoming.url);
    request(url + pathname + search, { headers: { host } }, (response) =>
      response.pipe(outgoing),
    ).end();
  });
  setEnvironment(t, { http_proxy: proxy.url.replace('//', '//me:s%40fe@') });
  for (let times = 0; times < 2; times += 1) {
    const response = await get('http://tenant.example:8080/path?x=1#y');
    assert.equal(await response.text(), 'tenant.example:8080/path?x=1');
  }
  const authorization = `Basic ${Buffer.from('me:s@fe').toString('base64')}`;
  const expected = ['http://tenant.example:8080/path?x=1', authorization];
  assert.deepEqual(seen, [expected, expected]);
});

test('https goes through a tunnel that the proxy can’t read', async (t) => {
  const seen = [];
  const proxy = await serve(t, () => {});
  proxy.server.on('connect', (incoming, socket) => {
    seen.push([incoming.method, incoming.url]);
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    socket.once('data', (hello) => {
      // The first byte of TLS, not HTTP.
      seen.push(hello[0]);
      socket.destroy();
    });
  });
  setEnvironment(t, { https_proxy: proxy.url });
  await assert.rejects(get('https://acme.my.workfront.com/secret'), TypeError);
  assert.deepEqual(seen, [['CONNECT', 'acme.my.workfront.com:443'], 22]);
});

test('a proxy’s response to CONNECT is never mistaken for the tenant’s response', async (t) => {
  const proxy = await serve(t, () => {});
  let count = 0;
  proxy.server.on('connect', (_, socket) => {
    count += 1;
    socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
  });
  setEnvironment(t, { https_proxy: proxy.url });
  await assert.rejects(get('https://acme.my.workfront.com/'), /the proxy responded with 404/);
  const wf = await connect(t, 'https://acme.my.workfront.com', { retry: { attempts: 1 } });
  count = 0;
  await assert.rejects(wf.get({ ID: 'a' }), { kind: 'network' });
  assert.equal(count, 1);
});

test('aborting while a tunnel opens leaves no connection open', async (t) => {
  const proxy = createPlain();
  const closed = new Promise((resolve) =>
    proxy.on('connect', (_, socket) => {
      // The server's side stays open until the server ends it.
      const end = () => resolve(socket.destroy());
      socket.on('error', end).on('end', end).resume();
    }),
  );
  setEnvironment(t, { https_proxy: `http://127.0.0.1:${await listen(t, proxy)}` });
  await assert.rejects(get('https://silent.example/', { timeoutMs: 50 }), { name: 'TimeoutError' });
  await closed;
});

test('a proxy that can’t be reached is an error with its reason', async (t) => {
  const server = createPlain();
  const port = await new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(server.address().port)),
  );
  server.close();
  await once(server, 'close');
  setEnvironment(t, { all_proxy: `http://127.0.0.1:${port}` });
  for (const url of ['https://acme.example/', 'http://acme.example/']) {
    await assert.rejects(get(url), (error) => error.cause.code === 'ECONNREFUSED');
  }
});
