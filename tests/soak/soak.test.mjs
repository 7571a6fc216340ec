// The soak refuses what it should find: leaks and errors that are planted.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('run.mjs', import.meta.url));
const short = ['--calls', '300', '--width', '4', '--seed', '1'];

/** The exit code and the lines of a short run. */
async function run(...args) {
  const child = spawn(process.execPath, ['--expose-gc', program, ...short, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (data) => (text += data));
  const [code] = await once(child, 'close');
  return { code, text, refused: text.split('\n').filter((line) => line.startsWith('✗')) };
}

test('each planted leak and error is refused', async () => {
  const planted = 'listeners,memory,buffers,socket,timer,plugin,signal,rejection,report';
  const { code, text, refused } = await run('--plant', planted, '--patience', '2');
  assert.equal(code, 1, text);
  const all = refused.join('\n');
  for (const problem of [
    /no listener stays .*: \d+ are left/,
    /the heap does not grow: it grew by/,
    /memory outside the heap does not grow: it grew by/,
    /the server has no open connection: \d+ are open/,
    /nothing keeps the process alive: .*TCPSocketWrap: \d/,
    /nothing keeps the process alive: .*Timeout: 1/,
    /plugins are collected: \d+ are not/,
    /signals are collected: \d+ are not/,
    /unhandled rejection: Error: planted/,
    /nobody@soak.example.com: 0 users, expected 1/,
  ]) {
    assert.match(text, problem);
  }
  assert.doesNotMatch(all, /has settled|each outcome|refresh token|instances/);
});

test('a process that does not end is refused, after all other checks have passed', async () => {
  const { code, text, refused } = await run('--plant', 'handle');
  assert.equal(code, 1, text);
  assert.equal(refused.length, 1, text);
  assert.match(refused[0], /^✗ the process does not end: .*"Timeout":1/);
});
