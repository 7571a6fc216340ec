// HTTP/1.1 as servers write it, read in pieces of every size.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { AnswerReader } from '../../js/node/answer-reader.mjs';
import { nodeFetch } from '../../js/node/fetch.mjs';
import { lines } from '../../js/node/head.mjs';

function read(text, size, ends) {
  const reader = new AnswerReader();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  if (ends) reader.end();
  return reader;
}

test('every framing, however it is cut', () => {
  const answers = [
    ['HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab\n', 200, 'ab\n'],
    ['HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n', 200, ''],
    ['HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\n', 204, ''],
    ['HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201\r\ncontent-length: 1\r\n\r\nx', 201, 'x'],
    [
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nä1\r\n0A \r\n0123456789\r\n0\r\nX: y\r\n\r\n',
      200,
      'ä10123456789',
    ],
  ];
  for (const [text, status, body] of answers) {
    for (const size of [1, 2, 7, 10_000]) {
      const reader = read(text, size);
      assert.equal(reader.isDone, true, text);
      assert.equal(reader.hasMore, false);
      assert.equal(reader.head.status, status);
      assert.equal(reader.body().toString(), body);
    }
  }
});

test('without a length the end of the connection ends the body', () => {
  const reader = read('HTTP/1.0 200 OK\r\n\r\nabc', 4);
  assert.equal(reader.isDone, false);
  assert.equal(reader.end(), true);
  assert.equal(reader.body().toString(), 'abc');
  assert.equal(reader.head.isKept, false);
});

test('a part is no answer', () => {
  for (const text of [
    '',
    'HTTP/1.1 200 OK\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nab',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n',
  ]) {
    assert.equal(read(text, 5).end(), false, text);
  }
});

test('what belongs to no answer is noticed', () => {
  assert.equal(read('HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nab', 100).hasMore, true);
});

test('what isn’t HTTP is an error', () => {
  const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';
  for (const text of [
    'SSH-2.0-OpenSSH\r\n\r\n',
    'HTTP/2 200\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\n\r\n',
    'HTTP/1.1 200 OK\r\nno colon\r\n\r\n',
    'HTTP/1.1 200 OK\r\na: b\r\n folded\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n',
    `${chunked}x\r\n`,
    `${chunked}1\r\nabc`,
    'x'.repeat(70_000),
    `${chunked}1;${'x'.repeat(10_000)}`,
  ]) {
    assert.throws(() => read(text, 10_000), /the answer/, text.slice(0, 60));
  }
});

test('a header can’t smuggle in another, and is not repeated in the error', () => {
  for (const value of ['a\r\nb: c', 'a\nb', 'a\0', '€']) {
    assert.throws(
      () => lines({ authorization: `secret${value}` }),
      ({ message }) => message === 'invalid characters in header "authorization"',
    );
  }
  assert.throws(() => lines({ 'a b': 'c' }), TypeError);
  assert.equal(lines({ a: 'Ärger\t1' }), 'a: Ärger\t1\r\n');
});

/** A server that answers the nth request with the nth text, however they come. */
async function answering(t, texts) {
  const seen = [];
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      seen.push({ data: data.toString('latin1'), socket: [...sockets].indexOf(socket) });
      const { text, end } = texts[seen.length - 1];
      if (end) socket.end(text);
      else socket.write(text);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}`, seen };
}

const ask = (url, init) =>
  nodeFetch(url, { method: 'GET', headers: {}, ...init }).then((answer) => answer.text());

test('a request is one packet, with its headers as latin1 and its body as UTF-8', async (t) => {
  const { url, seen } = await answering(t, [
    { text: 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1' },
  ]);
  const headers = { 'x-a': 'Ä' };
  assert.equal(await ask(`${url}/p?q=1`, { method: 'PUT', headers, body: 'ä' }), '1');
  assert.deepEqual(
    seen.map(({ data }) => data),
    [
      `PUT /p?q=1 HTTP/1.1\r\nhost: ${new URL(url).host}\r\nx-a: Ä\r\naccept-encoding: gzip, br, deflate\r\ncontent-length: 2\r\n\r\n\u00c3\u00a4`,
    ],
  );
});

test('a connection that a server would end, or said too much on, isn’t used again', async (t) => {
  const whole = 'content-length: 1\r\n\r\n1';
  const { url, seen } = await answering(t, [
    { text: `HTTP/1.1 200 OK\r\n${whole}` },
    { text: `HTTP/1.1 200 OK\r\nconnection: close\r\n${whole}` },
    { text: `HTTP/1.1 200 OK\r\nkeep-alive: timeout=1\r\n${whole}` },
    { text: `HTTP/1.1 200 OK\r\n${whole}HTTP/1.1 200 OK\r\n${whole}` },
    { text: `HTTP/1.0 200 OK\r\n\r\n1`, end: true },
    { text: `HTTP/1.1 200 OK\r\n${whole}` },
  ]);
  for (const _ of [1, 2, 3, 4, 5, 6]) assert.equal(await ask(url), '1');
  assert.deepEqual(
    seen.map(({ socket }) => socket),
    [0, 0, 1, 2, 3, 4],
  );
});

test('a process ends while connections are kept and limits were set', async (t) => {
  const { url } = await answering(t, [{ text: 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1' }]);
  const module = new URL('../../js/node/fetch.mjs', import.meta.url);
  const program = `import { nodeFetch } from '${module}';
    const answer = await nodeFetch('${url}', { method: 'GET', headers: {}, timeoutMs: 3_600_000 });
    console.log(await answer.text());`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  const [[code], [text]] = await Promise.all([once(child, 'exit'), once(child.stdout, 'data')]);
  assert.deepEqual([code, text.toString()], [0, '1\n']);
});
