// npx workfront-actions checkMapping: a mapping held against the tenant, and against a list as reconcile reads it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli, startTenant } from './lib/cli.mjs';

test('a mapping is held against the tenant and a list of CSV', async (t) => {
  const { env, file } = await startTenant(t);
  const cli = (...args) => runCli(['checkMapping', ...args], { env });
  const list = file(
    'people.csv',
    'Mail;Level;Kst\np0@example.com;Staff;7\np1@example.com;Chef;7\n',
  );
  const level = { from: 'Level', map: { Staff: 'Standard', Boss: 'Nonsense' }, onUnknown: 'hold' };
  const mapping = file('m.json', JSON.stringify({ emailAddr: 'Mail', accessLevel: level }));
  const alone = await cli('--map', mapping);
  assert.equal(alone.code, 1, alone.stderr);
  assert.deepEqual(JSON.parse(alone.stdout).problems.map(({ value }) => value), ['Nonsense']); // prettier-ignore
  const both = await cli(list, '--map', mapping, '--format', 'csv');
  assert.equal(both.code, 1, both.stderr);
  assert.match(both.stdout, /^field,value,problem,people,held,message\r\n/);
  assert.match(both.stdout, /accessLevel,Chef,.*,1,true,/);
  assert.match(both.stderr, /columns that are not read: 'Kst'/);
  level.map = { Staff: 'Standard', Chef: 'Light' };
  const good = file('m.json', JSON.stringify({ emailAddr: 'Mail', accessLevel: level }));
  const { code, stdout, stderr } = await cli(list, '--map', good);
  assert.equal(code, 0, stdout);
  assert.match(stderr, /the mapping is valid/);
  const run = await runCli(['run', 'checkMapping', '{"mapping":{"title":"x"}}'], { env });
  assert.deepEqual([run.code, JSON.parse(run.stdout).valid], [1, false]);
});
