// How long a server may delay a call.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from './lib/connect.mjs';
import { record } from './lib/recorder.mjs';

const now = Date.UTC(2026, 0, 1);
const inSeconds = (seconds) => new Date(now + seconds * 1_000).toUTCString();

/** A server that refuses twice in this way, and a connection that records its waits instead of waiting. */
async function refusing(
  t,
  status,
  retryAfter,
  retry = { attempts: 5, baseMs: 100, maxMs: 60_000 },
) {
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  const { url, requests } = await record(t, (_, index) =>
    index < 2 ? { status, headers, body: {} } : { body: { data: { ID: 'a' } } },
  );
  const waits = [];
  const sleep = async (ms) => void waits.push(ms);
  const options = { retry, now: () => now, sleep, random: () => 0.5 };
  return { wf: await connect(t, url, options), requests, waits };
}

for (const status of [429, 503]) {
  for (const [retryAfter, ms] of [
    ['3', 3_000],
    ['60', 60_000],
    [inSeconds(7), 7_000],
    [' 2 ', 2_000],
  ]) {
    test(`${status} with Retry-After: ${retryAfter} is waited for in full`, async (t) => {
      const { wf, waits } = await refusing(t, status, retryAfter);
      assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
      assert.deepEqual(waits, [ms, ms]);
    });
  }

  for (const retryAfter of [
    ...['61', '7200', '4294967295', '4294967296', '99999999999999999999999999'],
    ...[inSeconds(61), 'Fri, 31 Dec 9999 23:59:59 GMT'],
  ]) {
    test(`${status} with Retry-After: ${retryAfter} ends the request at once`, async (t) => {
      const { wf, requests, waits } = await refusing(t, status, retryAfter);
      await assert.rejects(wf.get({ ID: 'a' }), (error) => {
        assert.equal(error.kind, 'rateLimited');
        assert.equal(error.status, status);
        assert.ok(error.retryAfterMs >= 61_000);
        assert.match(error.hint, /retry\.maxMs/);
        assert.equal(error.retryable, true);
        return true;
      });
      assert.equal(requests.length, 1);
      assert.deepEqual(waits, []);
    });
  }

  for (const retryAfter of [undefined, '0', '-5', '1.5', '+3', 'soon', '1e3', inSeconds(-60)]) {
    test(`${status} with Retry-After: ${retryAfter} is ignored`, async (t) => {
      const { wf, waits } = await refusing(t, status, retryAfter);
      assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
      assert.deepEqual(waits, [50, 100]);
    });
  }
}

test('retry.maxMs is the longest wait that a server may request', async (t) => {
  const short = await refusing(t, 429, '2', { maxMs: 1_000 });
  await assert.rejects(short.wf.get({ ID: 'a' }), { kind: 'rateLimited', retryAfterMs: 2_000 });
  const long = await refusing(t, 429, '7200', { maxMs: 7_200_000 });
  assert.equal((await long.wf.get({ ID: 'a' })).user.ID, 'a');
  assert.deepEqual(long.waits, [7_200_000, 7_200_000]);
});

test('a write with an unknown outcome after a 503 is not a refusal', async (t) => {
  const { wf } = await refusing(t, 503, '7200');
  await assert.rejects(wf.update({ ID: 'a', changes: { title: 'x' } }), ({ kind }) => kind !== 'rateLimited'); // prettier-ignore
});
