// No response can exhaust the memory, neither with Node's transport nor with a host's fetch.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { brotliCompress, constants, createGzip, gzip } from 'node:zlib';
import { connect } from './lib/connect.mjs';
import { serve } from './lib/servers.mjs';

const MiB = 2 ** 20;
const hostFetch = (...args) => fetch(...args);
const transports = { 'Node’s own transport': {}, 'a host’s fetch': { fetch: hostFetch } };

/** The error of a read whose response is larger than `limit`. */
const tooLarge = (limit) => (error) => {
  assert.equal(error.kind, 'unexpectedResponse', error.message);
  assert.match(error.message, new RegExp(`larger than ${limit} bytes \\(maxResponseBytes\\)`));
  assert.match(error.hint, /fewer fields.*limit.*maxResponseBytes/);
  assert.deepEqual([error.fields, error.retryable], [['maxResponseBytes'], false]);
  return true;
};

/** Gzip of `size` zeros, compressed in pieces. */
async function gzipOfZeros(size) {
  const stream = createGzip();
  const piece = Buffer.alloc(MiB);
  const chunks = [];
  stream.on('data', (chunk) => chunks.push(chunk));
  for (let at = 0; at < size; at += MiB) {
    await new Promise((resolve) => stream.write(piece, resolve));
  }
  await new Promise((resolve) => stream.end(resolve).resume());
  return Buffer.concat(chunks);
}

const brotliOfZeros = (size) =>
  promisify(brotliCompress)(Buffer.alloc(size), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });

let bombs;
/** By encoding; created once. */
const makeBombs = () =>
  (bombs ??= Promise.all([gzipOfZeros(1_024 * MiB), brotliOfZeros(256 * MiB)]).then(
    ([gzip, br]) => ({ gzip, br }),
  ));

/** A server that sends forever, until the client disconnects. */
const endless = (t, headers = {}) =>
  serve(t, (_, outgoing) => {
    outgoing.writeHead(200, headers);
    const piece = Buffer.alloc(MiB, ' ');
    const more = () => {
      while (!outgoing.destroyed && outgoing.write(piece));
    };
    outgoing.on('drain', more);
    more();
  });

for (const [name, options] of Object.entries(transports)) {
  test(`${name}: 1 MB that unpacks to 1 GB ends with an error, and so does an endless body`, async (t) => {
    const bodies = Object.entries(await makeBombs());
    const before = process.memoryUsage.rss();
    for (const [encoding, bytes] of bodies) {
      assert.ok(bytes.length < 1.1 * MiB, `${encoding}: ${bytes.length}`);
      let count = 0;
      const { url } = await serve(t, (_, outgoing) => {
        count += 1;
        outgoing.writeHead(200, { 'content-encoding': encoding }).end(bytes);
      });
      const wf = await connect(t, url, options);
      await assert.rejects(wf.get({ ID: 'a' }), tooLarge(64 * MiB));
      // A retry would get the same response.
      assert.equal(count, 1);
    }
    const wf = await connect(t, (await endless(t)).url, options);
    await assert.rejects(wf.get({ ID: 'a' }), tooLarge(64 * MiB));
    // Far less than a gigabyte, even if memory is freed late.
    assert.ok(process.memoryUsage.rss() - before < 600 * MiB);
  });

  test(`${name}: the limit is exact, and unpacked bytes count`, async (t) => {
    const body = JSON.stringify({ data: { ID: 'a', name: 'ä'.repeat(1_000) } });
    const size = Buffer.byteLength(body);
    const packed = await promisify(gzip)(body);
    for (const isPacked of [false, true]) {
      const { url } = await serve(t, (_, outgoing) => {
        if (isPacked) outgoing.setHeader('content-encoding', 'gzip');
        outgoing.end(isPacked ? packed : body);
      });
      const fits = await connect(t, url, { ...options, maxResponseBytes: size });
      assert.equal((await fits.get({ ID: 'a' })).user.ID, 'a');
      const narrow = await connect(t, url, { ...options, maxResponseBytes: size - 1 });
      await assert.rejects(narrow.get({ ID: 'a' }), tooLarge(size - 1));
    }
  });

  test(`${name}: after a write it counts as a lost response, whatever its status`, async (t) => {
    for (const status of [200, 422]) {
      const seen = [];
      const { url } = await serve(t, ({ method }, outgoing) => {
        seen.push(method);
        outgoing.statusCode = status;
        if (method === 'GET') outgoing.statusCode = 200;
        outgoing.end(JSON.stringify(method === 'GET' ? { data: [] } : { data: 'x'.repeat(5_000) }));
      });
      const wf = await connect(t, url, { ...options, maxResponseBytes: 4_000 });
      const person = { username: 'a@b.example', emailAddr: 'a@b.example', accessLevelID: 'x' };
      const names = { firstName: 'A', lastName: 'B' };
      await assert.rejects(wf.create({ ...person, ...names }), ({ kind, message }) => {
        assert.equal(kind, 'outcomeUnknown', message);
        assert.match(message, /larger than 4000 bytes/);
        return true;
      });
      const isPost = (method) => method === 'POST';
      assert.equal(seen.filter(isPost).length, 1);
      const update = wf.update({ ID: 'a', changes: { title: 'x' } });
      // The result is read back, but proves nothing here.
      const unknown = { kind: 'outcomeUnknown', reason: 'network', fields: ['maxResponseBytes'] };
      await assert.rejects(update, unknown);
      assert.equal(seen.filter((method) => method === 'PUT').length, 1);
    }
  });
}

test('a read that is sent as POST counts as a read', async (t) => {
  const { url } = await serve(t, (incoming, outgoing) => {
    incoming.resume();
    outgoing.end(JSON.stringify({ data: 'x'.repeat(5_000) }));
  });
  const wf = await connect(t, url, { maxResponseBytes: 4_000 });
  const ids = Array.from({ length: 500 }, (_, at) => at.toString(16).padStart(32, '0'));
  await assert.rejects(
    wf.search({ filters: [{ field: 'ID', modifier: 'in', value: ids }] }),
    tooLarge(4_000),
  );
});

test('if a host has only text(), its result is checked', async (t) => {
  const text = JSON.stringify({ data: { ID: 'a', name: '€'.repeat(100) } });
  const fetch = async () => ({ status: 200, headers: new Map(), text: async () => text });
  const size = Buffer.byteLength(text);
  const fits = await connect(t, 'https://x.example', { fetch, maxResponseBytes: size });
  assert.equal((await fits.get({ ID: 'a' })).user.ID, 'a');
  const narrow = await connect(t, 'https://x.example', { fetch, maxResponseBytes: size - 1 });
  await assert.rejects(narrow.get({ ID: 'a' }), tooLarge(size - 1));
});

test('if a response was read already, or its stream is another runtime’s, text() is used', async (t) => {
  const text = JSON.stringify({ data: { ID: 'a' } });
  const read = async () => {
    const response = new Response(text);
    await response.text();
    return Object.defineProperty(response, 'text', { value: async () => text });
  };
  const foreign = async () => ({
    ...{ status: 200, headers: new Map() },
    body: { pipe() {} },
    text: async () => text,
  });
  for (const fetch of [read, foreign]) {
    const wf = await connect(t, 'https://x.example', { fetch });
    assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
  }
});

test('a byte order mark is dropped, and characters may be cut in two by chunks', async (t) => {
  const bytes = Buffer.from(`\ufeff${JSON.stringify({ data: { ID: 'a', name: 'ä€🙂' } })}`);
  const fetch = async () =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
          controller.close();
        },
      }),
    );
  const wf = await connect(t, 'https://x.example', { fetch });
  assert.equal((await wf.get({ ID: 'a' })).user.name, 'ä€🙂');
});

test('maxResponseBytes must be a whole number, 1 or more', async (t) => {
  for (const maxResponseBytes of [0, -1, 1.5, NaN, Infinity, '1', {}, 2 ** 53]) {
    await assert.rejects(connect(t, 'https://x.example', { maxResponseBytes }), {
      kind: 'validation',
      fields: ['maxResponseBytes'],
    });
  }
  for (const maxResponseBytes of [undefined, null, 1, 2 ** 53 - 1]) {
    await connect(t, 'https://x.example', { maxResponseBytes });
  }
});
