// Pages over real HTTP: which are requested ahead, and which are aborted.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { until } from '../lib/until.mjs';
import { connect } from './lib/connect.mjs';

const last = 4;

/** Four full pages of two users and one of one; a page that is requested ahead waits for `release`. */
async function paged(t) {
  const firsts = [];
  const state = { held: undefined, closed: 0 };
  const server = createServer((incoming, outgoing) => {
    const first = Number(new URL(incoming.url, 'http://x').searchParams.get('$$FIRST'));
    firsts.push(first);
    outgoing.on('close', () => outgoing.writableFinished || (state.closed += 1));
    const page = first / 2;
    const data = [`${page}a`, `${page}b`].slice(0, page < last ? 2 : 1).map((ID) => ({ ID }));
    const response = () => {
      outgoing.writeHead(200, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify({ data }));
    };
    if (state.holds?.(first)) state.held = response;
    else response();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const wf = await connect(t, `http://127.0.0.1:${server.address().port}`);
  return { wf, firsts, state };
}

test('a loop reads every page once, in order, without an extra request', async (t) => {
  const { wf, firsts } = await paged(t);
  const IDs = [];
  for await (const { ID } of wf.searchAll({ limit: 2 })) IDs.push(ID);
  assert.equal(IDs.join(' '), '0a 0b 1a 1b 2a 2b 3a 3b 4a');
  assert.deepEqual(firsts, [0, 2, 4, 6, 8]);
});

test('the next page is requested while the caller works on the second, and stopped when the caller leaves', async (t) => {
  const { wf, firsts, state } = await paged(t);
  state.holds = (first) => first === 4;
  for await (const { ID } of wf.searchAll({ limit: 2 })) {
    if (ID !== '1a') continue;
    await until(() => state.held);
    break;
  }
  await until(() => state.closed === 1);
  assert.deepEqual(firsts, [0, 2, 4]);
});

test('leaving within the first page requests no other', async (t) => {
  const { wf, firsts } = await paged(t);
  for await (const { ID } of wf.searchAll({ limit: 2 })) if (ID === '0b') break;
  // A later request to the same server arrives after any request that was sent before it.
  await wf.search({ first: 100, limit: 1 });
  assert.deepEqual(firsts, [0, 100]);
});
