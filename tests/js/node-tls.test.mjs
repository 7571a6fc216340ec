// Node's transport over TLS, directly and through a tunnel.
import assert from 'node:assert/strict';
import { createServer as createPlain } from 'node:http';
import { createServer } from 'node:https';
import { connect } from 'node:net';
import { test } from 'node:test';
import { nodeFetch } from '../../js/node/fetch.mjs';
import { cert, key } from './lib/certificate.mjs';
import { listen, setEnvironment } from './lib/servers.mjs';

const put = (url, body) =>
  nodeFetch(url, { method: 'PUT', headers: {}, body }).then((response) => response.text());

/** A server that responds with the socket and the body of a request. */
async function secure(t) {
  const sockets = [];
  const server = createServer({ key, cert }, async (incoming, outgoing) => {
    if (!sockets.includes(incoming.socket)) sockets.push(incoming.socket);
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    outgoing.setHeader('x-server-name', String(incoming.socket.servername));
    outgoing.end(`${sockets.indexOf(incoming.socket)} ${Buffer.concat(chunks)}`);
  });
  return listen(t, server);
}

/** Accepts untrusted certificates until the test ends. */
function trustAll(t) {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  t.after(() => delete process.env.NODE_TLS_REJECT_UNAUTHORIZED);
}

test('an untrusted certificate is refused', async (t) => {
  const port = await secure(t);
  await assert.rejects(put(`https://localhost:${port}/`, 'x'), {
    name: 'TypeError',
    message: /self-signed certificate/,
  });
});

test('connections over TLS are kept', async (t) => {
  const port = await secure(t);
  trustAll(t);
  const big = 'ä'.repeat(200_000);
  assert.equal(await put(`https://localhost:${port}/`, 'first'), '0 first');
  assert.equal(await put(`https://localhost:${port}/`, big), `0 ${big}`);
});

test('the server’s name is sent, and a new connection resumes the session', async (t) => {
  const seen = [];
  const server = createServer({ key, cert }, ({ socket }, outgoing) => {
    seen.push([socket.servername, socket.isSessionReused()]);
    outgoing.setHeader('connection', 'close').end();
  });
  const port = await listen(t, server);
  trustAll(t);
  for (let times = 0; times < 2; times += 1) await put(`https://localhost:${port}/`, 'x');
  await put(`https://127.0.0.1:${port}/`, 'x');
  assert.deepEqual(seen, [
    ['localhost', false],
    ['localhost', true],
    // An IP address isn't sent as a server name.
    [false, false],
  ]);
});

test('a tunnel through a proxy carries them as well, and is kept', async (t) => {
  const port = await secure(t);
  trustAll(t);
  const asked = [];
  const proxy = createPlain();
  proxy.on('connect', ({ url, headers }, socket) => {
    asked.push([url, headers['proxy-authorization']]);
    const out = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.0 200 Connection established\r\n\r\n');
      out.pipe(socket).pipe(out);
    });
    out.on('error', () => {});
    socket.on('error', () => {});
    t.after(() => out.destroy());
  });
  setEnvironment(t, { https_proxy: `http://me:pw@127.0.0.1:${await listen(t, proxy)}` });
  assert.equal(await put('https://acme.example/', 'a'), '0 a');
  assert.equal(await put('https://acme.example/', 'b'), '0 b');
  const init = { method: 'GET', headers: {} };
  const { headers } = await nodeFetch('https://acme.example/', init);
  assert.equal(headers.get('x-server-name'), 'acme.example');
  assert.deepEqual(asked, [
    ['acme.example:443', `Basic ${Buffer.from('me:pw').toString('base64')}`],
  ]);
});
