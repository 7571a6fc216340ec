// npx workfront-actions plan, undo, recheck and receipt: as programs, against a tenant on this machine.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { runCli, runOnTerminal, startTenant } from './lib/cli.mjs';

const secret = 'a-key-for-tests-of-more-than-32-bytes';
const planKeys = JSON.stringify({ current: 'k-1', keys: { 'k-1': secret } });

/** A tenant, the environments of the people who use it, and the commands. */
async function start(t, { rules, ...options } = {}) {
  let requests = 0;
  const tenant = await startTenant(t, { intercept: () => void (requests += 1), ...options });
  const keys = {
    WORKFRONT_PLAN_KEYS: planKeys,
    ...(rules && { WORKFRONT_APPROVAL_RULES: JSON.stringify(rules) }),
  };
  const env = { ...tenant.env, ...keys };
  const folder = dirname(tenant.file('unused', ''));
  return {
    ...tenant,
    env,
    /** The approver's machine: the keys, and no connection to Workfront. */
    keys,
    at: (name) => join(folder, name),
    json: (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')),
    requests: () => requests,
    async cli(args, options) {
      const result = await runCli(args, { env, ...options });
      for (const text of [result.stdout, result.stderr]) assert.ok(!text.includes(secret), text);
      return result;
    },
  };
}

const leavers = ['plan', 'offboard', '--id', 'p0', '--id', 'p1'];

test('plan, show, approve, apply, recheck, undo: each from the files of the one before', async (t) => {
  const { cli, at, json, keys, isActive, requests } = await start(t, {
    rules: { approvers: 1, allowed: ['alex@example.com'] },
  });
  const by = ['--requested-by', 'robin@example.com', '--reason', 'Left the company'];
  const made = await cli([...leavers, ...by, '-o', at('plan.json')]);
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stdout, /2 to deactivate\..*robin@example\.com: Left the company/s);
  assert.equal(json('plan.json').counts.deactivate, 2);
  assert.equal(statSync(at('plan.json')).mode & 0o077, 0);
  assert.ok(isActive('p0'));

  const sent = requests();
  const shown = await cli(['plan', 'show', at('plan.json'), '--format', 'markdown'], { env: keys });
  assert.match(shown.stdout, /2 to deactivate/);
  assert.ok(!shown.stdout.includes('Unverified'));
  const approve = ['plan', 'approve', at('plan.json'), '--by'];
  const refused = await cli([...approve, 'robin@example.com'], { env: keys });
  assert.deepEqual([refused.code, refused.stdout], [5, '']);
  const approved = await cli([...approve, 'alex@example.com', '-o', at('approval.json')], {
    env: keys,
  });
  assert.equal(approved.code, 0, approved.stderr);
  assert.match(approved.stderr, /Approved: 2 deactivate/);

  const apply = ['plan', 'apply', at('plan.json'), '--yes', '-o', at('receipt.json')];
  const missing = await cli(apply);
  assert.equal(missing.code, 5);
  assert.match(missing.stderr, /approv/);
  assert.ok(!existsSync(at('receipt.json')), 'a run that was refused leaves no receipt');
  assert.equal(requests(), sent, 'nothing was sent since the plan');

  const applied = await cli([...apply, '--approval', at('approval.json')]);
  assert.equal(applied.code, 0, applied.stderr);
  assert.match(applied.stderr, /2 applied; \d+ requests/);
  assert.equal(JSON.parse(applied.stdout).complete, true);
  // The command has no planStore, so notes about it would help nobody.
  assert.match(applied.stderr, /the approvals count .* a short --expires-in/);
  assert.ok(!/planStore|applied before/.test(applied.stderr), applied.stderr);
  assert.deepEqual([isActive('p0'), isActive('p1')], [false, false]);

  const verified = await cli(['receipt', 'verify', at('receipt.json')], { env: keys });
  assert.match(verified.stdout, /approved by +alex@example\.com \(20\d\d-/);
  assert.match(verified.stdout, /steps +2 applied/);
  assert.ok(!verified.stdout.includes('p0@example.com'), 'a summary without the people');
  const whole = await cli(['receipt', 'verify', at('receipt.json'), '--format', 'json'], {
    env: keys,
  });
  const { valid, receipt } = JSON.parse(whole.stdout);
  assert.deepEqual([valid, receipt.approvals[0].by], [true, 'alex@example.com']);
  const same = await cli(['recheck', at('receipt.json'), '--detailed-exitcode']);
  assert.equal(same.code, 0, same.stderr);
  const back = await cli(['undo', at('receipt.json'), ...by, '-o', at('back.json')]);
  assert.equal(back.code, 0, back.stderr);
  assert.equal(json('back.json').counts.reactivate, 2);
  const approvedBack = ['plan', 'approve', at('back.json'), '--by', 'alex@example.com'];
  const { stdout } = await cli(approvedBack, { env: keys });
  // What `approve` prints is as good as the file that it saves.
  const second = await cli(['plan', 'apply', at('back.json'), '--yes', '--approval', '-'], {
    input: stdout,
  });
  assert.equal(second.code, 0, second.stderr);
  assert.ok(isActive('p0') && isActive('p1'));
  const changed = await cli(['recheck', at('receipt.json'), '--detailed-exitcode']);
  assert.equal(changed.code, 4);
  assert.match(changed.stderr, /2 changed/);
});

test('a rejection stops the plan', async (t) => {
  const { cli, at, isActive } = await start(t);
  await cli([...leavers, '-o', at('plan.json')]);
  const no = ['--by', 'alex', '--reject', '--comment', 'not yet', '-o', at('no.json')];
  const rejected = await cli(['plan', 'approve', at('plan.json'), ...no]);
  assert.match(rejected.stderr, /Rejected: 2 deactivate/);
  const files = ['--approval', at('no.json')];
  const { code, stderr } = await cli(['plan', 'apply', at('plan.json'), ...files, '--yes']);
  assert.equal(code, 5);
  assert.match(stderr, /alex/);
  assert.ok(isActive('p0'));
});

test('on a terminal apply shows the plan and asks; elsewhere it needs --yes', async (t) => {
  const { cli, env, at, isActive, requests } = await start(t);
  await cli([...leavers, '-o', at('plan.json')]);
  const sent = requests();
  const apply = ['plan', 'apply', at('plan.json')];
  const piped = await cli(apply);
  assert.equal(piped.code, 2);
  assert.match(piped.stderr, /add --yes to apply the plan/);
  for (const answer of ['n\n', '\n', '\x04', '\x03']) {
    const { code, screen, asked } = await runOnTerminal(apply, { env, answer });
    assert.ok(asked, screen);
    assert.equal(code, 1, screen);
    assert.match(screen, /2 to deactivate\..*Apply 2 changes\? \[y\/N\]/s);
    assert.match(screen, /Nothing was changed/);
  }
  assert.equal(requests(), sent);
  assert.ok(isActive('p0'));
  const { code, screen } = await runOnTerminal(apply, { env, answer: 'y\n' });
  assert.equal(code, 0, screen);
  assert.match(screen, /deactivate\s+Person 0\s+p0@example\.com\s+applied\s+p0/);
  assert.match(screen, /the receipt was not saved/);
  assert.ok(!isActive('p0') && !isActive('p1'));
});

test('whoever was changed since the plan is left out, or nobody is changed', async (t) => {
  const { cli, at, isActive } = await start(t);
  const title = JSON.stringify({ IDs: ['p0', 'p1'] });
  await cli(['plan', 'offboard', title, '-o', at('plan.json')]);
  await cli(['run', 'deactivate', '{"ID":"p0"}', '--yes']);
  await cli(['plan', 'update', '{"ID":"p1","changes":{"title":"Lead"}}', '-o', at('title.json')]);
  await cli(['run', 'update', '{"ID":"p1","changes":{"title":"Head"}}', '--yes']);
  const stop = ['--yes', '--on-drift', 'stop'];
  const stopped = await cli(['plan', 'apply', at('title.json'), ...stop]);
  assert.equal(stopped.code, 1);
  assert.match(stopped.stderr, /stopped before the end: drift/);
  const wrong = await cli(['plan', 'apply', at('title.json'), '--yes', '--on-drift', 'abort']);
  assert.equal(wrong.code, 2, wrong.stderr);
  const skipped = await cli(['plan', 'apply', at('title.json'), '--yes']);
  assert.equal(skipped.code, 1);
  assert.equal(JSON.parse(skipped.stdout).complete, true);
  assert.match(skipped.stderr, /1 of 1 step was left out: 1 drifted\./);
  const { code, stdout } = await cli(['plan', 'apply', at('plan.json'), '--yes']);
  assert.equal(code, 0);
  assert.deepEqual(
    JSON.parse(stdout)
      .report.map(({ outcome }) => outcome)
      .sort(),
    ['alreadySo', 'applied'],
  );
  assert.ok(!isActive('p1'));
});

test('a person who was created is no ID in CSV when the plan is applied again', async (t) => {
  const { cli, at } = await start(t);
  const person = { username: 'new@example.com', emailAddr: 'new@example.com', firstName: 'Ann', lastName: 'Lee', accessLevel: 'Light' }; // prettier-ignore
  await cli(['plan', 'create', JSON.stringify(person), '-o', at('plan.json')]);
  const apply = async () => {
    const { stdout } = await cli(['plan', 'apply', at('plan.json'), '--yes', '--format', 'csv']);
    return stdout.split('\r\n')[1].split(',');
  };
  const [kind, name, emailAddr, outcome, , ID] = await apply();
  assert.deepEqual([kind, name, emailAddr, outcome], ['create', 'Ann Lee', 'new@example.com', 'applied']); // prettier-ignore
  assert.match(ID, /^[0-9a-f]{32}$/);
  const again = await apply();
  assert.deepEqual(again.slice(0, 6), ['create', 'Ann Lee', 'new@example.com', 'alreadySo', '', '']); // prettier-ignore
});

test('a receipt is never overwritten', async (t) => {
  const { cli, at, file, requests } = await start(t);
  await cli([...leavers, '-o', at('plan.json')]);
  const receipt = file('receipt.json', 'of another run');
  const sent = requests();
  const { code, stderr } = await cli(['plan', 'apply', at('plan.json'), '--yes', '-o', receipt]);
  assert.equal(code, 2);
  assert.match(stderr, /receipt\.json can't be written: file already exists .*another name/);
  assert.equal(readFileSync(receipt, 'utf8'), 'of another run');
  assert.equal(requests(), sent);
});

test('without keys a plan is unsigned, and apply needs --allow-unsigned', async (t) => {
  const { cli, env, at, isActive } = await start(t);
  const { WORKFRONT_PLAN_KEYS: _, ...without } = env;
  const made = await cli([...leavers, '-o', at('plan.json')], { env: without });
  assert.equal(made.code, 0);
  assert.match(made.stderr, /no signature.*WORKFRONT_PLAN_KEYS/);
  const shown = await cli(['plan', 'show', at('plan.json')], { env: {} });
  assert.match(shown.stdout, /Unverified/);
  const apply = ['plan', 'apply', at('plan.json'), '--yes'];
  const refused = await cli(apply, { env: without });
  assert.equal(refused.code, 5);
  assert.match(refused.stderr, /or pass --allow-unsigned/);
  assert.ok(!refused.stderr.includes('allowUnsigned'), refused.stderr);
  assert.ok(isActive('p0'));
  const { code } = await cli([...apply, '--allow-unsigned'], { env: without });
  assert.equal(code, 0);
  assert.ok(!isActive('p0'));
});

test('plan prints the plan if it is not saved, and diff compares two', async (t) => {
  const { cli, at, env } = await start(t);
  const printed = await cli(leavers);
  const plan = JSON.parse(printed.stdout);
  assert.equal(plan.format, 'workfront-plan/1');
  writeFileSync(at('first.json'), printed.stdout);
  const terminal = await runOnTerminal(leavers, { env });
  assert.match(terminal.screen, /2 to deactivate\..*The plan was not saved: add -o FILE/s);
  const silent = await cli([...leavers.slice(0, 4), '--json', '-o', at('second.json')]);
  assert.equal(silent.stdout, '');
  const diff = ['plan', 'diff', '-', at('second.json'), '--detailed-exitcode'];
  const { code, stdout, stderr } = await cli(diff, { input: printed.stdout });
  assert.equal(code, 4);
  assert.match(stderr, /The plans differ/);
  const { same, removed, added } = JSON.parse(stdout);
  assert.deepEqual([same, removed.length, added.length], [false, 1, 0]);
  const table = await runOnTerminal(['plan', 'diff', at('first.json'), at('second.json')], { env });
  assert.match(table.screen, /first\s+deactivate\s+Person 1/);
});

test('wrong keys and wrong files are named without what they contain', async (t) => {
  const { cli, env, file } = await start(t);
  const wrong = { ...env, WORKFRONT_PLAN_KEYS: `{"current":"a","keys":{"a":"${secret}"` };
  const broken = await cli(leavers, { env: wrong });
  assert.equal(broken.code, 3);
  assert.match(broken.stderr, /WORKFRONT_PLAN_KEYS must be valid JSON/);
  const plan = file('plan.json', `{"secret": "${secret}" oops}`);
  const shown = await cli(['plan', 'show', plan]);
  assert.equal(shown.code, 2);
  assert.match(shown.stderr, /plan\.json must be valid JSON/);
  const action = await cli(['plan', 'logout', '{}']);
  assert.equal(action.code, 2);
  assert.match(action.stderr, /action: must be one of .*offboard.* but is 'logout'/);
});

test('a plan over the limit says so, is saved, and can be applied to nobody', async (t) => {
  const { cli, at, isActive } = await start(t);
  const args = ['plan', 'offboard', '--id', 'p0', '--id', 'p1', '--max', '1'];
  const made = await cli([...args, '-o', at('plan.json')]);
  assert.equal(made.code, 5);
  assert.match(made.stdout, /Applying this plan will change nothing: .*limit of 1;/);
  assert.match(made.stderr, /The plan can't be applied: .*pass --max 2 or more/);
  assert.ok(!`${made.stdout}${made.stderr}`.includes('maxPeople'), made.stderr);
  assert.equal((await cli(['plan', 'show', at('plan.json')])).code, 0);
  const approved = await cli(['plan', 'approve', at('plan.json'), '--by', 'alex']);
  assert.equal(approved.code, 0);
  assert.match(approved.stderr, /warning: Applying this plan will change nothing: .*limit of 1;/);
  const applied = await cli(['plan', 'apply', at('plan.json'), '--yes']);
  assert.equal(applied.code, 5);
  assert.match(applied.stderr, /make the plan again with --max 2 or more/);
  assert.ok(!applied.stderr.includes('maxPeople'), applied.stderr);
  assert.ok(isActive('p0') && isActive('p1'));
  const json = JSON.stringify({ IDs: ['p0', 'p1'], maxPeople: 1 });
  const { code, stderr } = await cli(['plan', 'offboard', json, '-o', at('json.json')]);
  assert.equal(code, 5);
  assert.match(stderr, /set maxPeople to 2 or more/);
  const batch = JSON.stringify({
    operations: ['p0', 'p1'].map((ID) => ({ method: 'DELETE', uri: `/user/${ID}` })),
    maxPeople: 1,
  });
  await cli(['plan', 'batch', batch, '-o', at('json.json')]);
  const other = await cli(['plan', 'apply', at('json.json'), '--yes']);
  assert.match(other.stderr, /make the plan again with 'maxPeople' in its input/);
});

test('rules and keys that are empty or null are refused', async (t) => {
  const { cli, env, keys, at, requests } = await start(t);
  await cli([...leavers, '-o', at('plan.json')]);
  const sent = requests();
  for (const name of ['APPROVAL_RULES', 'PLAN_KEYS', 'RECEIPT_KEY']) {
    for (const value of ['null', '', ' ']) {
      for (const [args, base] of [
        [['plan', 'apply', at('plan.json'), '--yes', '--allow-unsigned'], env],
        [['plan', 'approve', at('plan.json'), '--by', 'alex@example.com'], keys],
      ]) {
        const result = await cli(args, { env: { ...base, [`WORKFRONT_${name}`]: value } });
        assert.equal(result.code, 3, `${name}=${value}: ${result.stderr}`);
        assert.match(result.stderr, /must not be (null|empty)/);
      }
    }
  }
  assert.equal(requests(), sent);
});

test('an existing file of a plan becomes its owner’s alone', async (t) => {
  const { cli, at, json } = await start(t);
  const file = at('plan.json');
  writeFileSync(file, 'old', { mode: 0o644 });
  chmodSync(file, 0o644);
  const made = await cli([...leavers, '-o', file]);
  assert.equal(made.code, 0, made.stderr);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(json('plan.json').counts.deactivate, 2);
});

test('an undo over the limit names the option that raises it', async (t) => {
  const { cli, at, json, isActive } = await start(t);
  await cli(['run', 'deactivate', '{"ID":"p0"}', '--yes']);
  const input = JSON.stringify({ ID: 'p0', accessLevel: 'Standard' });
  await cli(['plan', 'reactivate', input, '-o', at('plan.json')]);
  const applied = await cli(['plan', 'apply', at('plan.json'), '--yes', '-o', at('receipt.json')]);
  assert.equal(applied.code, 0, applied.stderr);
  const undo = ['undo', at('receipt.json'), '-o', at('back.json'), '--max'];
  const stopped = await cli([...undo, '0']);
  assert.equal(stopped.code, 5, stopped.stderr);
  assert.match(stopped.stderr, /The plan can't be applied: .*pass --max \d+ or more/);
  const most = Number(/--max (\d+)/.exec(stopped.stderr)[1]);
  const made = await cli([...undo, String(most)]);
  assert.equal(made.code, 0, made.stderr);
  assert.equal(json('back.json').maxPeople, most);
  const back = await cli(['plan', 'apply', at('back.json'), '--yes']);
  assert.equal(back.code, 0, back.stderr);
  assert.ok(!isActive('p0'));
});
