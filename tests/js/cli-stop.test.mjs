// Ctrl+C, SIGTERM, and a credential or a host that is lost in mid-run: the report of what was done, and its exit code.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { until } from '../lib/until.mjs';
import { never, people, program, runCli, startCli, startTenant, unauthorized } from './lib/cli.mjs';

const ids = people.flatMap(({ ID }) => ['--id', ID]);
const csv = (names) => ['username,emailAddr,firstName,lastName,accessLevel', ...names.map((name) => `${name}@x.com,${name}@x.com,${name},Lee,standard`)].join('\n'); // prettier-ignore
const outcomes = (rows) => rows.map(({ outcome }) => outcome);

/** Counts the requests that match, and holds or replaces the nth and later ones. */
function fromNth(nth, isMatch, response) {
  const state = { count: 0, isReached: false };
  const intercept = (request) => {
    if (!isMatch(request)) return undefined;
    state.count += 1;
    if (state.count < nth) return undefined;
    state.isReached = true;
    return response;
  };
  return { state, intercept };
}

/** Waits for that request. */
async function reached(state, running) {
  await until(() => state.isReached || running.child.exitCode !== null);
  assert.ok(state.isReached, running.stderr);
}

const isCreate = ({ method }) => method === 'POST';
const isAny = () => true;

for (const signal of ['SIGINT', 'SIGTERM']) {
  test(`provision reports what was done before ${signal}`, async (t) => {
    const { state, intercept } = fromNth(3, isCreate, never);
    const { env, file, sandbox } = await startTenant(t, { intercept });
    const path = file('people.csv', csv(['a', 'b', 'c', 'd', 'e']));
    const running = startCli(['provision', path, '--json'], { env });
    await reached(state, running);
    running.child.kill(signal);
    const { code, stdout, stderr } = await running.done;
    assert.equal(code, 1, stderr);
    const rows = JSON.parse(stdout);
    assert.deepEqual(outcomes(rows), ['created', 'created', 'unverified', 'notAttempted', 'notAttempted']); // prettier-ignore
    assert.match(stderr, /Stopping: .*Press Ctrl\+C again/);
    assert.match(stderr, /2 created, 1 unverified, 2 notAttempted/);
    assert.ok(!sandbox.snapshot().users.some(({ emailAddr }) => emailAddr === 'd@x.com'));
  });
}

test('a second Ctrl+C or SIGTERM ends at once, whatever still runs', async () => {
  const stop = new URL('../../cli/stop.mjs', import.meta.url).href;
  const script = `import { listenForStop } from ${JSON.stringify(stop)};
    listenForStop().signal.onabort = () => console.log('stopping');
    setInterval(() => {}, 1_000_000);
    console.log('started');`;
  for (const name of ['SIGINT', 'SIGTERM']) {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const closed = once(child, 'close');
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    await until(() => stdout.includes('started'));
    child.kill(name);
    await until(() => stdout.includes('stopping'));
    child.kill(name);
    const [code, signal] = await closed;
    assert.deepEqual([code, signal], [null, name]);
  }
});

/** More people than one batch takes. */
const leavers = Array.from({ length: 120 }, (_, at) => ({
  ID: `l${at}`,
  lastName: String(at),
  emailAddr: `l${at}@example.com`,
  title: 'Leaver',
}));
const isBatch = ({ method, url }) => method === 'PUT' || url.includes('/batch');
const oneByOne = (env, file) => {
  const { WORKFRONT_BASE_URL: baseUrl, WORKFRONT_CREDENTIALS } = env;
  const credentials = JSON.parse(WORKFRONT_CREDENTIALS);
  const config = { baseUrl, credentials, concurrency: 1, maxPeople: 200 };
  return ['--config', file('config.json', JSON.stringify(config))];
};

test('offboard reports what was done before Ctrl+C', async (t) => {
  const { state, intercept } = fromNth(2, isBatch, never);
  const { env, file, isActive } = await startTenant(t, { intercept, users: leavers });
  const options = oneByOne(env, file);
  const running = startCli(['offboard', 'title=Leaver', '--yes', ...options]);
  await reached(state, running);
  running.child.kill('SIGINT');
  const { code, stdout, stderr } = await running.done;
  assert.equal(code, 1, stderr);
  const { report, counts, complete, stopped } = JSON.parse(stdout);
  assert.equal(report.length, leavers.length);
  assert.equal(complete, false);
  assert.equal(stopped.reason, 'cancelled');
  assert.ok(counts.notAttempted > 0, stdout);
  assert.equal(counts.deactivated + counts.unverified + counts.notAttempted, leavers.length);
  for (const { ID, outcome } of report) {
    if (outcome === 'deactivated') assert.equal(isActive(ID), false);
    if (outcome === 'notAttempted') assert.equal(isActive(ID), true);
  }
  assert.match(stderr, /stopped before the end: /);
});

test('a credential lost in mid-run ends offboard with the report of what was done', async (t) => {
  let isLost = false;
  // The second batch and all that follows.
  const { state, intercept } = fromNth(2, isBatch, unauthorized);
  const { env, file, isActive } = await startTenant(t, {
    users: leavers,
    intercept(request) {
      const response = intercept(request);
      isLost ||= state.isReached;
      return isLost ? unauthorized : response;
    },
  });
  const options = oneByOne(env, file);
  const { code, stdout, stderr } = await runCli(['offboard', 'title=Leaver', '--yes', ...options]);
  assert.equal(code, 1, stderr);
  const { report, counts, complete, stopped } = JSON.parse(stdout);
  assert.deepEqual([complete, stopped.reason], [false, 'unauthorized']);
  assert.ok(counts.notAttempted > 0, stdout);
  assert.ok(report.some(({ ID }) => !isActive(ID)));
});

test('offboard that is stopped before it knows the users lists those who were named', async (t) => {
  const { state, intercept } = fromNth(1, isAny, never);
  const { env } = await startTenant(t, { intercept });
  const running = startCli(['offboard', '--id', 'p0', '--id', 'p1', '--yes'], { env });
  await reached(state, running);
  running.child.kill('SIGINT');
  const { code, stdout } = await running.done;
  assert.equal(code, 1);
  const { report, complete, stopped } = JSON.parse(stdout);
  assert.deepEqual(outcomes(report), ['notAttempted', 'notAttempted']);
  assert.equal(complete, false);
  assert.equal(stopped.reason ?? stopped, 'cancelled');
});

test('search prints what was read before Ctrl+C', async (t) => {
  const isSecondPage = ({ url, body }) => /FIRST=[1-9]/.test(decodeURIComponent(`${url}${body}`));
  const { state, intercept } = fromNth(1, isSecondPage, never);
  const { env } = await startTenant(t, { intercept, people: 2100 });
  const running = startCli(['search', '--json'], { env });
  await reached(state, running);
  running.child.kill('SIGINT');
  const { code, stdout, stderr } = await running.done;
  assert.equal(code, 1, stderr);
  assert.ok(Array.isArray(JSON.parse(stdout)));
  assert.match(stderr, /The list is incomplete: \d+ users were read/);
});

test('a credential lost in mid-run ends provision with the report of what was done', async (t) => {
  const { intercept } = fromNth(3, isCreate, unauthorized);
  const { env, file } = await startTenant(t, { intercept });
  const path = file('people.csv', csv(['a', 'b', 'c', 'd']));
  const { code, stdout, stderr } = await runCli(['provision', path], { env });
  assert.equal(code, 1, stderr);
  assert.deepEqual(outcomes(JSON.parse(stdout)), ['created', 'created', 'failed', 'notAttempted']);
  assert.match(stderr, /stopped before the end/);
});

test('a credential that is refused at once is no connection', async (t) => {
  const { env, file } = await startTenant(t, { intercept: () => unauthorized });
  const path = file('people.csv', csv(['a', 'b']));
  const { code, stdout } = await runCli(['provision', path], { env });
  assert.equal(code, 3);
  assert.deepEqual(outcomes(JSON.parse(stdout)), ['failed', 'notAttempted']);
  const offboard = await runCli(['offboard', ...ids, '--yes'], { env });
  assert.equal(offboard.code, 3);
  const { report, stopped } = JSON.parse(offboard.stdout);
  assert.ok(outcomes(report).every((outcome) => outcome === 'notAttempted'));
  assert.equal(stopped.error.kind, 'unauthorized');
  assert.match(offboard.stderr, /10 notAttempted\nstopped before the end: .*credential/);
  assert.equal((await runCli(['offboard', 'title=Leaver', '--yes'], { env })).code, 3);
  assert.equal((await runCli(['search'], { env })).code, 3);
});

test('a host that is not reached is no connection', async (t) => {
  const { env, file } = await startTenant(t);
  const away = { ...env, WORKFRONT_BASE_URL: 'http://127.0.0.1:9' };
  const config = JSON.stringify({
    baseUrl: away.WORKFRONT_BASE_URL,
    credentials: JSON.parse(env.WORKFRONT_CREDENTIALS),
    retry: { attempts: 1 },
  });
  const options = ['--config', file('config.json', config)];
  const path = file('people.csv', csv(['a', 'b', 'c', 'd', 'e']));
  const provision = await runCli(['provision', path, ...options]);
  assert.equal(provision.code, 3, provision.stderr);
  const rows = outcomes(JSON.parse(provision.stdout));
  assert.deepEqual(rows, ['failed', 'failed', 'failed', 'notAttempted', 'notAttempted']);
  assert.equal((await runCli(['search', ...options])).code, 3);
  assert.equal((await runCli(['run', 'get', '{"ID":"p0"}', ...options])).code, 3);
  assert.equal((await runCli(['offboard', ...ids, '--yes', ...options])).code, 3);
});

test('a reader that stops reading ends the program quietly, and the work is done', async (t) => {
  const { env, file, isActive } = await startTenant(t, { people: 500 });
  const path = file('people.csv', csv(['a', 'b']));
  for (const [args, expected] of [
    [['search'], 0],
    [['manifest'], 0],
    [['offboard', '--id', 'p0', '--yes'], 0],
    [['offboard', '--id', 'nobody', '--dry-run'], 1],
    [['provision', path], 0],
    [['run', 'search', '{}'], 0],
    [['--help'], 0],
    [['search', '--help'], 0],
  ]) {
    const child = spawn(process.execPath, [program, ...args], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // Before the program has started to write.
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    const [code] = await once(child, 'close');
    assert.equal(code, expected, `${args}: ${stderr}`);
    assert.doesNotMatch(stderr, /EPIPE|Error|^\s+at /m);
  }
  assert.equal(isActive('p0'), false);
});

test('the end of standard error ends no run', async (t) => {
  const { env, isActive } = await startTenant(t);
  const child = spawn(process.execPath, [program, 'offboard', '--id', 'p0', '--yes'], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.destroy();
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  const [code] = await once(child, 'close');
  assert.equal(code, 0);
  assert.equal(JSON.parse(stdout).counts.deactivated, 1);
  assert.equal(isActive('p0'), false);
});
