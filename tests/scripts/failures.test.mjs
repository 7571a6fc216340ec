// npm test shows at its end what failed and why.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { failuresOf } from '../../scripts/lib/failures.mjs';

/** The output and the exit code of runSteps with these groups, each a program that `runTests` starts. */
function runGroups(t, groups) {
  const folder = mkdtempSync(join(tmpdir(), 'failures-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const script = (name) => new URL(`../../scripts/lib/${name}.mjs`, import.meta.url).href;
  const steps = groups.map(({ name, files }) => {
    const paths = Object.entries(files).map(([file, text]) => {
      writeFileSync(join(folder, file), text);
      return join(folder, file);
    });
    const isTest = paths.some((path) => path.endsWith('.test.mjs'));
    return { name, args: [...(isTest ? ['--test', '--test-reporter=spec'] : []), ...paths] };
  });
  const program = join(folder, 'run.mjs');
  writeFileSync(
    program,
    `import { main } from ${JSON.stringify(script('problem'))};
     import { runSteps } from ${JSON.stringify(script('steps'))};
     import { runTests } from ${JSON.stringify(script('run-tests'))};
     const steps = ${JSON.stringify(steps)};
     await main(() => runSteps(steps.map(({ name, args }) => ({
       name, body: () => runTests(process.execPath, args),
     }))));`,
  );
  // A runner that is started by a test reports to that test unless this variable is unset.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return spawnSync(process.execPath, [pathToFileURL(program).pathname], { env, encoding: 'utf8' });
}

const passing = "import { test } from 'node:test'; test('passes', () => {});";
const failing = `import assert from 'node:assert/strict';
  import { test } from 'node:test';
  test('adds', () => assert.deepEqual({ sum: 1 + 1 }, { sum: 3 }, undefined));
  test('the planted failure', () => { throw new Error('the planted message'); });`;

test('the last lines name each failed test of each failed group, with its message and its diff', (t) => {
  const { stdout, stderr, status } = runGroups(t, [
    { name: 'first', files: { 'planted.test.mjs': failing } },
    { name: 'second', files: { 'passing.test.mjs': passing } },
    { name: 'third', files: { 'broken.test.mjs': 'this is no program' } },
  ]);
  assert.equal(status, 1);
  const outcomes = stdout.indexOf('✗ first (');
  assert.ok(outcomes > 0, stdout);
  const end = stdout.slice(outcomes);
  assert.match(end, /✓ second \(/);
  assert.match(end, /── failures of first\n\n✖ failing tests:\n/);
  assert.match(end, /✖ adds /);
  assert.match(end, /\+ +sum: 2\n.*- +sum: 3\n/s);
  assert.match(end, /✖ the planted failure [^]*the planted message/);
  assert.match(end, /── failures of third\n[^]*broken\.test\.mjs/);
  assert.doesNotMatch(end, /failures of second/);
  assert.match(stderr, /error: failed: first, third\n$/);
});

test('groups that pass end with their outcomes', (t) => {
  const { stdout, status } = runGroups(t, [
    { name: 'only', files: { 'passing.test.mjs': passing } },
  ]);
  assert.equal(status, 0);
  assert.match(stdout, /✓ only \([\d.]+ s\)\n$/);
});

test('a runner that leaves a process behind is not waited for', (t) => {
  const wait = 'setTimeout(() => {}, 30_000)';
  const leaver = `import { spawn } from 'node:child_process';
    const stdio = ['ignore', 'inherit', 'inherit'];
    const child = spawn(process.execPath, ['-e', '${wait}'], { stdio, detached: true });
    console.log('left behind: ' + child.pid + '.');
    console.log('the planted message');
    process.exit(1);`;
  const { stdout, status } = runGroups(t, [{ name: 'leaver', files: { 'leaver.mjs': leaver } }]);
  const [, pid] = /left behind: (\d+)\./.exec(stdout) ?? [];
  // It must still run: the end of the groups did not depend on it.
  assert.ok(process.kill(Number(pid), 'SIGKILL'));
  assert.equal(status, 1);
  assert.match(stdout, /── failures of leaver\n\nleft behind: [^]*the planted message/);
});

const cargo = (name) => `running 2 tests
test ${name}::works ... ok
test ${name}::fails ... FAILED

failures:

---- ${name}::fails stdout ----

thread '${name}::fails' panicked at src/lib.rs:1:1:
the number is wrong

failures:
    ${name}::fails

test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
`;

test('the report of cargo test: from the failures of each program to its result', () => {
  const output = `   Compiling thing\n${cargo('one')}\n     Running two\n${cargo('two')}\nerror: test failed\n`;
  const found = failuresOf(output);
  assert.match(found, /^failures:\n\n---- one::fails stdout ----/);
  assert.match(found, /the number is wrong/);
  assert.match(found, /---- two::fails stdout ----[^]*test result: FAILED[^\n]*$/);
  assert.doesNotMatch(found, /Compiling|Running|works/);
});

test('a long report is cut, but names all its tests', () => {
  const one = (at) => [
    `test at x.mjs:${at}`,
    `✖ test ${at} (1ms)`,
    ...Array(40).fill('  diff'),
    '',
  ];
  const lines = ['✖ failing tests:', '', ...Array.from({ length: 20 }, (_, at) => one(at)).flat()];
  const found = failuresOf(['ok', ...lines].join('\n')).split('\n');
  assert.ok(found.length <= 200, String(found.length));
  assert.equal(found[0], '✖ failing tests:');
  for (let at = 0; at < 20; at += 1) assert.ok(found.includes(`✖ test ${at} (1ms)`), String(at));
  assert.ok(
    found.some((line) => line.includes("more lines are above, in the runner's own output")),
  );
});

test('a runner without a report: its last 200 lines', () => {
  const lines = Array.from({ length: 300 }, (_, at) => `error ${at}`);
  assert.equal(failuresOf(lines.join('\n')), lines.slice(100).join('\n'));
  assert.equal(failuresOf('error[E0425]: cannot find value\n'), 'error[E0425]: cannot find value');
});
