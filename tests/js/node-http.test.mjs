// Node's parser decides what is valid HTTP.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeFetch } from '../../js/node/fetch.mjs';
import { connect } from './lib/connect.mjs';
import { serveRaw } from './lib/servers.mjs';

const textOf = async (url) => {
  const response = await nodeFetch(url, { method: 'GET', headers: {}, timeoutMs: 30_000 });
  return [response.status, await response.text()];
};

test('every framing is read', async (t) => {
  const responses = [
    ['HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab\n', 200, 'ab\n'],
    ['HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n', 200, ''],
    ['HTTP/1.1 204 No Content\r\n\r\n', 204, ''],
    ['HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201\r\ncontent-length: 1\r\n\r\nx', 201, 'x'],
    ['HTTP/1.0 200 OK\r\n\r\nabc', 200, 'abc'],
    [
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nä1\r\n0A\r\n0123456789\r\n0\r\nX: y\r\n\r\n',
      200,
      'ä10123456789',
    ],
  ];
  for (const [text, status, body] of responses) {
    const { url } = await serveRaw(t, [{ text, end: true }]);
    assert.deepEqual(await textOf(url), [status, body], text);
  }
});

const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';
const wrong = [
  '',
  'HTTP/1.1 200 OK\r\n',
  'HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nab',
  `${chunked}1\r\na\r\n0\r\n`,
  'SSH-2.0-OpenSSH\r\n\r\n',
  'HTTP/2 200\r\n\r\n',
  'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
  'HTTP/1.1 200 OK\r\nno colon\r\n\r\n',
  'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n',
  'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
  'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n',
  'HTTP/1.1 200 OK\r\ncontent-length: 0\r\nx: a\0b\r\n\r\n',
  'HTTP/1.1 200 OK\r\ncontent-length: 0\r\nx: a\rb\r\n\r\n',
  `HTTP/1.1 200 OK\r\ncontent-length: 0\r\nx: ${'x'.repeat(120_000)}\r\n\r\n`,
  'HTTP/1.1 000 OK\r\ncontent-length: 2\r\n\r\n{}',
  'HTTP/1.1 099 OK\r\ncontent-length: 2\r\n\r\n{}',
  `${chunked}x\r\n`,
  `${chunked}1\r\nabc`,
  'x'.repeat(70_000),
];

test('a response that isn’t HTTP, or is truncated, is a connection error', async (t) => {
  for (const text of wrong) {
    const { url } = await serveRaw(t, [{ text, end: true }]);
    await assert.rejects(textOf(url), ({ name, message }) => {
      assert.equal(name, 'TypeError', text.slice(0, 80));
      assert.match(message, /^fetch failed: /);
      return true;
    });
  }
});

test('a call with such a response fails with the kind network', async (t) => {
  for (const text of [wrong[0], wrong[2], 'HTTP/1.1 000 OK\r\ncontent-length: 2\r\n\r\n{}']) {
    const { url } = await serveRaw(t, [{ text, end: true }]);
    const wf = await connect(t, url, { retry: { attempts: 1 } });
    await assert.rejects(wf.get({ ID: 'a' }), { kind: 'network', retryable: true }, text);
  }
});
