// npx workfront-actions offboard: the list, the question, and the run of exactly what was shown.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runCli, runOnTerminal, startTenant } from './lib/cli.mjs';

const two = ['offboard', '--id', 'p0', '--email', 'p1@example.com'];
const byEmail = (...names) => ['offboard', ...names.flatMap((name) => ['--email', `${name}@example.com`])]; // prettier-ignore

test('without a terminal it needs --yes, and nothing is sent', async (t) => {
  let requests = 0;
  const { env, isActive } = await startTenant(t, { intercept: () => void (requests += 1) });
  for (const more of [[], ['--json'], ['--max', '5']]) {
    const { code, stdout, stderr } = await runCli([...byEmail('p0'), ...more], { env });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /standard input is not a terminal.*add --yes/);
  }
  assert.equal(requests, 0);
  assert.equal(isActive('p0'), true);
  const { code, stdout } = await runCli([...byEmail('p0'), '--yes'], { env });
  assert.equal(code, 0);
  assert.equal(JSON.parse(stdout).counts.deactivated, 1);
  assert.equal(isActive('p0'), false);
});

test('offboard reports an outcome for each user, and a dry run changes nothing', async (t) => {
  const { env, isActive } = await startTenant(t);
  const args = ['offboard', '--email', 'p0@example.com', '--email', 'who@example.com'];
  const dry = await runCli([...args, '--dry-run'], { env });
  assert.equal(JSON.parse(dry.stdout).counts.planned, 1);
  assert.equal(isActive('p0'), true);
  const { code, stdout, stderr } = await runCli([...args, '--yes'], { env });
  assert.equal(code, 1); // one of them was not found
  assert.equal(isActive('p0'), false);
  assert.deepEqual(
    JSON.parse(stdout).report.map(({ outcome }) => outcome),
    ['deactivated', 'notFound'],
  );
  assert.match(stderr, /1 deactivated, 1 notFound; \d+ requests/);
});

test('on a terminal it shows each user and asks; only yes deactivates', async (t) => {
  const { env, isActive } = await startTenant(t);
  const args = byEmail('p0', 'p1', 'nobody');
  for (const answer of ['n\n', '\n', 'yess\n', 'nope\n', '\x04', '\x03']) {
    const { code, screen, asked } = await runOnTerminal(args, { env, answer });
    assert.ok(asked, screen);
    assert.equal(code, 1, screen);
    assert.match(screen, /Person 0\s+p0@example\.com\s+planned\s+p0/);
    assert.match(screen, /nobody@example\.com\s+notFound/);
    assert.match(screen, /Deactivate 2 people\? \[y\/N\]/);
    assert.match(
      screen,
      /2 people would be shut out; the limit is 10\.\s+Deactivate 2 people\? \[y\/N\]/,
    );
    const [, after] = screen.split('[y/N]');
    const said = after.replace(/\^[CD]|[\b]/g, '').replace(/Stopping: .*/, '');
    assert.match(said, /^[^]{0,10}\s*Nothing was changed\.\s*$/, JSON.stringify(screen));
    assert.ok(isActive('p0') && isActive('p1'), `${JSON.stringify(answer)}: ${screen}`);
  }
  const { code, screen } = await runOnTerminal(args, { env, answer: ' YES \n' });
  assert.equal(code, 1, screen); // one of them was not found
  assert.match(screen, /2 deactivated, 1 notFound/);
  assert.ok(!isActive('p0') && !isActive('p1'));
});

test('the report of the run after a question is complete, in the order of the input', async (t) => {
  const { env, file } = await startTenant(t, {
    users: ['a', 'b', 'c'].map((ID) => ({ ID, lastName: ID, emailAddr: `${ID}@example.com`, isActive: ID !== 'b' })), // prettier-ignore
  });
  const stdout = file('report.json', '');
  const args = byEmail('nobody', 'c', 'b', 'a');
  const { code } = await runOnTerminal(args, { env, answer: 'y\n', stdout });
  assert.equal(code, 1);
  const { report, counts, requests } = JSON.parse(readFileSync(stdout, 'utf8'));
  assert.deepEqual(
    report.map(({ ID, emailAddr, outcome }) => [ID, emailAddr, outcome]),
    [
      [undefined, 'nobody@example.com', 'notFound'],
      ['c', 'c@example.com', 'deactivated'],
      ['b', 'b@example.com', 'alreadyInactive'],
      ['a', 'a@example.com', 'deactivated'],
    ],
  );
  assert.equal(counts.deactivated, 2);
  assert.equal(counts.planned, 0);
  assert.ok(requests > 2);
});

test('nobody is deactivated who was not shown', async (t) => {
  let isShown = false;
  const { env, isActive, sandbox } = await startTenant(t, {
    // Somebody else comes to match the filters while the question is on the screen.
    intercept({ url, body }) {
      if (isShown || !decodeURIComponent(`${url}${body}`).includes('accessLevel:name')) return;
      isShown = true;
      sandbox.handle({
        method: 'PUT',
        url: `/attask/api/v18.0/user/p1?updates=${encodeURIComponent('{"title":"Leaver"}')}`,
        headers: [['apiKey', sandbox.apiKey]],
        body: '',
        bytes: new Uint8Array(),
      });
    },
    users: ['p0', 'p1'].map((ID) => ({ ID, lastName: ID, emailAddr: `${ID}@example.com`, title: ID === 'p0' ? 'Leaver' : '' })), // prettier-ignore
  });
  const { code, screen } = await runOnTerminal(['offboard', 'title=Leaver'], {
    env,
    answer: 'y\n',
  });
  assert.equal(code, 0, screen);
  assert.match(screen, /Deactivate 1 person\?/);
  assert.ok(isShown);
  const { title } = sandbox.snapshot().users.find(({ ID }) => ID === 'p1');
  assert.equal(title, 'Leaver');
  assert.deepEqual([isActive('p0'), isActive('p1')], [false, true]);
});

test('a dry run, and a run without anybody to deactivate, never ask', async (t) => {
  const { env, isActive, sandbox } = await startTenant(t);
  const dry = await runOnTerminal([...byEmail('p0'), '--dry-run'], { env });
  assert.deepEqual([dry.code, dry.asked], [0, false]);
  assert.match(dry.screen, /Person 0\s+p0@example\.com\s+.*planned/);
  const piped = await runCli([...byEmail('p0'), '--dry-run'], { env });
  assert.deepEqual([piped.code, JSON.parse(piped.stdout).counts.planned], [0, 1]);
  assert.ok(isActive('p0'));
  const { ID, emailAddr } = sandbox.snapshot().users.find(({ name }) => name !== 'Sandbox Admin');
  const known = await runOnTerminal(['offboard', '--id', ID, '--dry-run'], { env });
  const access = /(Light|Standard|External|Contributor|System Administrator)\s+planned/;
  assert.match(known.screen, new RegExp(`${emailAddr}\\s+${access.source}`));
  const nobody = await runOnTerminal(byEmail('nobody'), { env });
  assert.deepEqual([nobody.code, nobody.asked], [1, false]);
  await runCli([...byEmail('p0'), '--yes'], { env });
  const already = await runOnTerminal(byEmail('p0'), { env });
  assert.deepEqual([already.code, already.asked], [0, false]);
});

test('the question names the users who get a new manager, and they are shown', async (t) => {
  const { env, sandbox } = await startTenant(t, {
    users: [
      { ID: 'boss', lastName: 'Boss', emailAddr: 'boss@example.com', isActive: false },
      { ID: 'next', lastName: 'Next', emailAddr: 'next@example.com' },
      { ID: 'ann', firstName: 'Ann', lastName: 'Lee', emailAddr: 'ann@example.com', managerID: 'boss' }, // prettier-ignore
    ],
  });
  const args = [...byEmail('boss'), '--new-manager', 'next@example.com'];
  const { code, screen } = await runOnTerminal(args, { env, answer: 'y\n' });
  assert.match(screen, /Ann Lee\s+ann@example\.com\s+.*new manager/);
  assert.match(screen, /Give 1 person the new manager next@example\.com\? \[y\/N\]/);
  assert.equal(code, 0, screen);
  assert.equal(sandbox.snapshot().users.find(({ ID }) => ID === 'ann').managerID, 'next');
});

test('a limit stops the run before the question, and people who are held back are shown', async (t) => {
  const { env, isActive, sandbox } = await startTenant(t);
  const limited = [...byEmail('p0', 'p1'), '--max', '1'];
  const dry = await runCli([...limited, '--dry-run'], { env });
  assert.equal(dry.code, 5);
  assert.equal(JSON.parse(dry.stdout).wouldStop.reason, 'limit');
  assert.match(dry.stderr, /would be stopped: .*limit of 1/);
  const asked = await runOnTerminal(limited, { env, answer: 'y\n' });
  assert.deepEqual([asked.code, asked.asked], [5, false], asked.screen);
  assert.match(asked.screen, /2 people would be shut out; the limit is 1\./);
  assert.match(asked.screen, /limit of 1\. .*pass --max 2 or more/);
  for (const { stderr } of [dry, await runCli([...limited, '--yes'], { env })]) {
    assert.match(stderr, /pass --max 2 or more/);
    assert.ok(!stderr.includes('maxPeople'), stderr);
  }
  // In a JSON input, the input's own name is right.
  const json = JSON.stringify({ IDs: ['p0', 'p1'], maxPeople: 1 });
  const { code: stopped, stderr } = await runCli(['run', 'offboard', json, '--yes'], { env });
  assert.equal(stopped, 5);
  assert.match(stderr, /set maxPeople to 2 or more/);
  assert.equal((await runCli([...limited, '--yes'], { env })).code, 5);
  assert.ok(isActive('p0') && isActive('p1'));
  const { adminID } = sandbox.snapshot();
  const args = ['offboard', '--id', 'p0', '--id', adminID, '--include-administrators'];
  const { code, screen } = await runOnTerminal(args, { env, answer: 'y\n' });
  assert.equal(code, 1);
  assert.match(screen, /held.*own user/);
  assert.match(screen, /Deactivate 1 person\?/);
  assert.match(screen, /1 deactivated, 1 held/);
  assert.deepEqual([isActive('p0'), isActive(adminID)], [false, true]);
});

test('pending users are reported, and deleted only on request', async (t) => {
  const { env, sandbox } = await startTenant(t, { pendingApproval: true });
  const { accessLevels } = sandbox.snapshot();
  const create = async (name) => {
    const emailAddr = `${name}@example.com`;
    const accessLevelID = accessLevels.find((level) => level.name === 'Standard').ID;
    const user = { firstName: 'N', lastName: name, username: emailAddr, emailAddr, accessLevelID };
    const { code, stderr } = await runCli(['run', 'create', JSON.stringify(user)], { env });
    assert.equal(code, 0, stderr);
  };
  const isThere = (name) =>
    sandbox.snapshot().users.some(({ emailAddr }) => emailAddr === `${name}@example.com`);
  await create('new1');
  await create('new2');
  const args = byEmail('new1', 'new2');
  const kept = await runCli([...args, '--yes'], { env });
  assert.deepEqual([kept.code, JSON.parse(kept.stdout).counts.pending], [1, 2]);
  assert.match(kept.stderr, /becomes active when the approval clears/);
  const rejects = [...byEmail('new1', 'p0'), '--reject-pending'];
  const declined = await runOnTerminal(rejects, { env, answer: 'n\n' });
  assert.deepEqual([declined.code, isThere('new1')], [1, true]);
  assert.match(declined.screen, /Deactivate 1 person and delete 1 person pending approval\?/);
  assert.match(declined.screen, /can't be undone/);
  const agreed = await runOnTerminal(rejects, { env, answer: 'y\n' });
  assert.equal(agreed.code, 0, agreed.screen);
  assert.match(agreed.screen, /1 deactivated, 1 rejected/);
  assert.equal(isThere('new1'), false);
  const script = await runCli([...byEmail('new2'), '--reject-pending', '--yes'], { env });
  assert.deepEqual([script.code, isThere('new2')], [0, false], script.stderr);
});

test('one source of users is needed, and --detailed-exitcode only with --dry-run', async (t) => {
  const { env } = await startTenant(t);
  for (const [args, message] of [
    [two, /exactly one of these/],
    [['offboard', '--yes'], /exactly one of these/],
    [[...byEmail('p0'), '--yes', '--detailed-exitcode'], /needs --dry-run/],
    [[...byEmail('p0'), '--yes', '--max', 'few'], /--max must be a whole number/],
  ]) {
    const { code, stderr } = await runCli(args, { env });
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
  }
});

test('run asks for an action that takes something away, and needs --yes without a terminal', async (t) => {
  const { env, isActive } = await startTenant(t);
  const args = ['run', 'delete', '{"ID":"p0","confirm":"p0"}'];
  const piped = await runCli(args, { env });
  assert.equal(piped.code, 2);
  assert.match(piped.stderr, /add --yes to run delete/);
  const declined = await runOnTerminal(args, { env, answer: 'n\n' });
  assert.deepEqual([declined.code, declined.asked], [1, true]);
  assert.equal(isActive('p0'), true);
  const done = await runCli([...args, '--yes'], { env });
  assert.equal(done.code, 0, done.stderr);
  const agreed = await runOnTerminal(['run', 'delete', '{"ID":"p1","confirm":"p1"}'], {
    env,
    answer: 'y\n',
  });
  assert.equal(agreed.code, 0, agreed.screen);
  assert.throws(() => isActive('p1'));
  // Standard input can't be both the input and an answer.
  const input = await runCli(['run', 'delete', '-'], { env, input: '{"ID":"p2","confirm":"p2"}' });
  assert.equal(input.code, 2);
  assert.equal(isActive('p2'), true);
});

test('run never asks for what only reads, or for a dry run', async (t) => {
  const { env } = await startTenant(t);
  const read = await runOnTerminal(['run', 'get', '{"ID":"p0"}'], { env });
  assert.deepEqual([read.code, read.asked], [0, false]);
  const dry = ['run', 'offboard', '{"IDs":["p0"],"dryRun":true}'];
  assert.equal((await runCli(dry, { env })).code, 0);
  assert.equal((await runCli([...dry, '--detailed-exitcode'], { env })).code, 4);
});
