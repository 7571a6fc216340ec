// -o never destroys what the command reads, a receipt, or somebody else's decision; nothing is sent then.
import assert from 'node:assert/strict';
import { linkSync, readFileSync, symlinkSync } from 'node:fs';
import { test } from 'node:test';
import { runCli, startTenant } from './lib/cli.mjs';

const planKeys = JSON.stringify({
  current: 'k-1',
  keys: { 'k-1': 'a-key-for-tests-of-more-than-32-bytes' },
});

async function start(t) {
  let requests = 0;
  const tenant = await startTenant(t, { intercept: () => void (requests += 1) });
  const env = { ...tenant.env, WORKFRONT_PLAN_KEYS: planKeys };
  const cli = (args, options) => runCli(args, { env, ...options });
  /** Runs a command that must be refused, and leave the file as it is. */
  const refused = async (args, output, why, options) => {
    const [before, sent] = [readFileSync(output, 'utf8'), requests];
    const { code, stdout, stderr } = await cli([...args, '-o', output], options);
    assert.deepEqual([code, stdout], [2, ''], stderr);
    assert.match(stderr, why);
    assert.match(stderr, /can't be replaced: .*; choose another name for -o, or move it away/);
    assert.equal(readFileSync(output, 'utf8'), before);
    assert.equal(requests, sent);
  };
  return { ...tenant, cli, refused };
}

test('the output is none of the inputs, under whatever name', async (t) => {
  const { file, cli, refused } = await start(t);
  const list = file('in.csv', 'emailAddr,Job\np0@example.com,Lead\n');
  const mapping = file('m.json', '{"title":"Job"}');
  const baseline = file('last.json', '2');
  const reconcile = ['reconcile', list, '--map', mapping, '--baseline', baseline];
  for (const output of [list, mapping, baseline]) {
    await refused(reconcile, output, /this command reads the same file/);
  }
  symlinkSync(list, `${list}.link`);
  await refused(reconcile, `${list}.link`, /reads the same file \(.*in\.csv\)/);
  linkSync(list, `${list}.hard`);
  await refused(reconcile, `${list}.hard`, /reads the same file \(.*in\.csv\)/);

  const plan = ['plan', 'offboard', '--file', list];
  await refused(plan, list, /reads the same file/);
  const saved = file('plan.json', '');
  const made = await cli([...plan, '-o', saved]);
  assert.equal(made.code, 0, made.stderr);
  assert.equal(JSON.parse(readFileSync(saved, 'utf8')).counts.deactivate, 1);
  await refused(['plan', 'approve', saved, '--by', 'alex'], saved, /reads the same file/);
  const again = await cli([...plan, '-o', saved]);
  assert.equal(again.code, 0, 'another plan may be replaced');
  const config = file('config.json', '{}');
  const undo = ['reclaim', '--inactive-days', '90', '--deactivate', '--config', config];
  await refused(undo, config, /reads the same file/);
});

test('a decision is replaced only by the person who made it, and a receipt by nothing', async (t) => {
  const { file, cli, refused } = await start(t);
  const plan = file('plan.json', '');
  const approval = file('approval.json', '');
  const receipt = file('unused', '').replace('unused', 'receipt.json');
  await cli(['plan', 'offboard', '--id', 'p0', '-o', plan]);
  const approve = (by) => ['plan', 'approve', plan, '--by', by];
  const first = await cli([...approve('alex@example.com'), '-o', approval]);
  assert.equal(first.code, 0, first.stderr);
  await refused(approve('robin@example.com'), approval, /the decision of alex@example\.com/);
  await refused(['plan', 'offboard', '--id', 'p1'], approval, /the decision of alex@example\.com/);
  const own = await cli([...approve('alex@example.com'), '--reject', '-o', approval]);
  assert.equal(own.code, 0, own.stderr);

  const applied = await cli(['plan', 'apply', plan, '--yes', '-o', receipt]);
  assert.equal(applied.code, 0, applied.stderr);
  await refused(['undo', receipt], receipt, /reads the same file/);
  await refused(approve('alex@example.com'), receipt, /it has a receipt, which undo needs/);
  // In each form that the commands read.
  const text = readFileSync(receipt, 'utf8');
  const alone = JSON.parse(text).receipt;
  for (const [name, content] of Object.entries({
    'bom.json': `\ufeff${text}`,
    'alone.txt': `${alone}\n`,
    'string.json': JSON.stringify(alone),
  })) {
    await refused(approve('alex@example.com'), file(name, content), /it has a receipt/);
  }
});
