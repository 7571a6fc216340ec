// The reports of offboard and batch over HTTP: runs that are stopped, invalid items, and progress.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from './lib/connect.mjs';
import { record } from './lib/recorder.mjs';

const IDs = ['a', 'b', 'c', 'd'];
const order = ['lookUp', 'reassign', 'deactivate', 'verify', 'reject', 'send', 'change', 'report'];

/**
 * A tenant whose users are active until they are deactivated, one in a request. `onRequest(request, index)` may return
 * another response.
 */
async function start(t, options, onRequest = () => undefined) {
  const inactive = new Set();
  const { url, requests } = await record(t, async (request, index) => {
    const other = await onRequest(request, index);
    if (other) return other;
    const { method, path, query } = request;
    if (method === 'GET') {
      const asked = IDs.filter((ID) => new RegExp(`ID=${ID}(&|$)`).test(query));
      return {
        body: { data: asked.map((ID) => ({ ID, isActive: !inactive.has(ID), isAdmin: false })) },
      };
    }
    const ID = path.split('/').at(-1);
    inactive.add(ID);
    return { body: { data: { ID, isActive: false, title: 'x' } } };
  });
  const wf = await connect(t, url, {
    batchDialect: 'bulk',
    concurrency: 1,
    retry: { attempts: 2, baseMs: 1 },
    ...options,
  });
  return { wf, requests, inactive };
}

const outcomes = ({ report }) => report.map(({ outcome }) => outcome);
const states = ({ results }) => results.map(({ state }) => state);
const update = (ID) => ({ method: 'PUT', uri: `/user/${ID}`, body: { title: 'x' } });
const operations = IDs.map(update);
const loggedOut = { status: 401, body: { error: { message: 'You are not currently logged in.' } } };

/** A listener, and a check of what it has heard. */
function listener() {
  const heard = [];
  const check = ({ report, results, requests }) => {
    for (const [at, progress] of heard.slice(1).entries()) {
      const before = heard[at];
      assert.ok(order.indexOf(progress.phase) >= order.indexOf(before.phase));
      assert.ok(progress.requests >= before.requests);
      if (progress.phase !== before.phase) continue;
      for (const name of ['done', 'total', 'failed'])
        assert.ok(progress[name] >= before[name], name);
    }
    const entries = report ?? results;
    const bad = ['failed', 'held', 'pending', 'unverified', 'notAttempted'];
    const failed = entries.filter(({ ok, outcome }) => (outcome ? bad.includes(outcome) : !ok));
    const { length } = entries;
    assert.deepEqual(heard.at(-1), {
      ...{ phase: 'report', done: length, total: length, failed: failed.length, requests },
    });
  };
  return { onProgress: (progress) => heard.push(progress), heard, check };
}

test('a complete run says so', async (t) => {
  const { wf } = await start(t);
  const progress = listener();
  const output = await wf.offboard({ IDs, chunkSize: 1 }, { onProgress: progress.onProgress });
  assert.deepEqual(outcomes(output), ['deactivated', 'deactivated', 'deactivated', 'deactivated']);
  assert.equal(output.complete, true);
  assert.equal('stopped' in output, false);
  assert.equal(output.notes.length, 3);
  progress.check(output);
  const phases = [...new Set(progress.heard.map(({ phase }) => phase))];
  assert.deepEqual(phases, ['lookUp', 'deactivate', 'verify', 'report']);

  const again = await wf.offboard({ IDs });
  assert.deepEqual(again.notes, []);
  assert.equal(again.complete, true);

  const batch = listener();
  const done = await wf.batch({ operations, chunkSize: 1 }, { onProgress: batch.onProgress });
  assert.equal(done.complete, true);
  assert.equal('stopped' in done, false);
  batch.check(done);
});

test('an abort between two chunks ends with the report', async (t) => {
  for (const action of ['offboard', 'batch']) {
    const abort = new AbortController();
    const { wf, inactive } = await start(t);
    const progress = listener();
    const onProgress = (one) => {
      progress.onProgress(one);
      if (['deactivate', 'send'].includes(one.phase) && one.done === 2) abort.abort();
    };
    const input = action === 'offboard' ? { IDs, chunkSize: 1 } : { operations, chunkSize: 1 };
    const output = await wf[action](input, { signal: abort.signal, onProgress });
    assert.equal(output.complete, false);
    assert.equal(output.stopped.reason, 'cancelled');
    assert.equal(output.stopped.error.kind, 'cancelled');
    const done = action === 'offboard' ? outcomes(output) : states(output);
    const name = action === 'offboard' ? 'deactivated' : 'done';
    assert.deepEqual(done, [name, name, 'notAttempted', 'notAttempted']);
    assert.deepEqual([...inactive], ['a', 'b']);
    progress.check(output);
  }
});

test('the end of deadlineMs is a budget, also while a request waits', async (t) => {
  let now = 0;
  const { wf } = await start(t, { deadlineMs: 1000, now: () => now }, (_, index) => {
    if (index === 2) now += 2000;
  });
  const output = await wf.offboard({ IDs, chunkSize: 1 });
  assert.deepEqual(outcomes(output).slice(2), ['notAttempted', 'notAttempted']);
  assert.equal(output.stopped.reason, 'budget');
  assert.match(output.stopped.error.message, /deadlineMs/);

  // The host's function never ends, so that only the timer of the deadline can end the run.
  let calls = 0;
  const credentials = () => {
    calls += 1;
    return calls === 1
      ? { type: 'bearer', accessToken: 'first', imsOrgId: 'X@AdobeOrg' }
      : new Promise(() => {});
  };
  const hanging = await start(t, { deadlineMs: 300, timeoutMs: 0, credentials }, (_, index) =>
    index === 2 ? loggedOut : undefined,
  );
  const stopped = await hanging.wf.offboard({ IDs, chunkSize: 1 });
  assert.equal(stopped.stopped.reason, 'budget');
  assert.equal(outcomes(stopped)[0], 'deactivated');
  assert.ok(
    outcomes(stopped)
      .slice(1)
      .every((outcome) => outcome === 'notAttempted'),
  );
});

test('a credential that is lost in mid-run stops the run', async (t) => {
  for (const options of [
    {},
    {
      credentials: (() => {
        let calls = 0;
        return () => {
          calls += 1;
          if (calls > 1) throw new Error('the vault is closed');
          return { type: 'bearer', accessToken: 'first', imsOrgId: 'X@AdobeOrg' };
        };
      })(),
    },
  ]) {
    const { wf } = await start(t, options, (_, index) => (index > 1 ? loggedOut : undefined));
    const output = await wf.offboard({ IDs, chunkSize: 1 });
    assert.equal(output.stopped.reason, 'unauthorized');
    assert.equal(outcomes(output)[0], 'deactivated');
    const rest = outcomes(output).slice(1);
    assert.ok(
      rest.every((outcome) => ['failed', 'notAttempted'].includes(outcome)),
      String(rest),
    );
    assert.ok(!JSON.stringify(output).includes('first'));
  }
});

test('“too many subrequests” stops the run', async (t) => {
  let left = 3;
  const fetch = (url, init) => {
    left -= 1;
    if (left < 0) throw new Error('Too many subrequests.');
    return globalThis.fetch(url, init);
  };
  const { wf } = await start(t, { fetch });
  const output = await wf.offboard({ IDs, chunkSize: 1 });
  assert.deepEqual(outcomes(output), [
    'deactivated',
    'deactivated',
    'notAttempted',
    'notAttempted',
  ]);
  assert.equal(output.stopped.reason, 'subrequests');
  left = 2;
  const { results, stopped } = await wf.batch({ operations, chunkSize: 1 });
  assert.deepEqual(states({ results }), ['done', 'done', 'notAttempted', 'notAttempted']);
  assert.equal(stopped.reason, 'subrequests');
});

test('requests without a response stop the run', async (t) => {
  const { wf } = await start(t, {}, (_, index) => (index > 1 ? 'drop' : undefined));
  const output = await wf.offboard({ IDs, chunkSize: 1 });
  assert.deepEqual(outcomes(output), ['deactivated', 'unverified', 'unverified', 'notAttempted']);
  assert.equal(output.stopped.reason, 'network');
});

test('invalid and repeated items have verdicts of their own', async (t) => {
  const { wf } = await start(t);
  const progress = listener();
  const output = await wf.offboard(
    { IDs: ['b', 'not an ID', 'a', '', 'B', 7, null, 'unknown', 'b'] },
    { onProgress: progress.onProgress },
  );
  assert.deepEqual(
    output.report.map(({ ID, outcome, positions }) => [ID, outcome, positions]),
    [
      ['b', 'deactivated', [0, 4, 8]],
      ['not an ID', 'failed', [1]],
      ['a', 'deactivated', undefined],
      [undefined, 'failed', [3]],
      [undefined, 'failed', [5]],
      [undefined, 'failed', [6]],
      ['unknown', 'notFound', undefined],
    ],
  );
  assert.deepEqual(output.report[1].error.fields, ['IDs[1]']);
  assert.equal(output.report[1].error.kind, 'validation');
  assert.equal(output.complete, false);
  progress.check(output);
});
