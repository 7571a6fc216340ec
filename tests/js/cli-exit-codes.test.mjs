// The table of exit codes: each code of each command has cases, and each command's --help has its codes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { exitCodes } from '../../cli/exit-codes.mjs';
import { exitCodeOfError, exitCodeOfOutput, Usage } from '../../cli/verdict.mjs';
import { never, runCli, startTenant } from './lib/cli.mjs';

const header = 'username,emailAddr,firstName,lastName,accessLevel';
const wrongKey = '{"type":"apiKey","apiKey":"wrong-key"}';

// A program in which the server for agents can't be imported.
const resolve = `export const resolve = (name, context, next) => { if (name.startsWith('@modelcontextprotocol')) throw new Error(name); return next(name, context); }`;
const register = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(resolve)}`)})`;
const withoutSdk = `--import=data:text/javascript,${encodeURIComponent(register)}`;

const planKeys = { current: 'k-1', keys: { 'k-1': 'not-json-secret-of-more-than-32-bytes' } };
const withKeys = { WORKFRONT_PLAN_KEYS: JSON.stringify(planKeys) };

/** The files of a plan that was approved and applied, and of others that are refused. */
async function planFiles({ env, file }) {
  const to = (name) => file(name, '').replace(name, `made-${name}`);
  const keyed = { env: { ...env, ...withKeys } };
  const files = Object.fromEntries(
    ['plan', 'next', 'drifts', 'empty', 'approval', 'receipt', 'undone', 'moved'].map((name) => [
      name,
      to(`${name}.json`),
    ]),
  );
  const title = (ID, title) => ['plan', 'update', JSON.stringify({ ID, changes: { title } })];
  for (const args of [
    [...title('p6', 'Lead'), '-o', files.plan],
    [...title('p7', 'Lead'), '-o', files.next],
    [...title('p8', 'Lead'), '-o', files.drifts],
    ['run', 'update', '{"ID":"p8","changes":{"title":"Head"}}', '--yes'],
    ['plan', 'approve', files.plan, '--by', 'alex', '-o', files.approval],
    ['plan', 'apply', files.plan, '--approval', files.approval, '--yes', '-o', files.receipt],
    [...title('p6', 'Lead'), '-o', files.empty],
    [...title('p9', 'Lead'), '-o', files.undone],
    ['plan', 'apply', files.undone, '--yes', '-o', files.moved],
    ['run', 'update', '{"ID":"p9","changes":{"title":"Head"}}', '--yes'],
  ]) {
    const { code, stderr } = await runCli(args, keyed);
    assert.equal(code, 0, `${args.join(' ')}: ${stderr}`);
  }
  const { receipt } = JSON.parse(readFileSync(files.receipt, 'utf8'));
  const forged = receipt.replace(/.{4}$/, 'AAAA');
  const changed = { ...JSON.parse(readFileSync(files.next, 'utf8')), reason: 'another' };
  return {
    ...files,
    changed: file('changed.json', JSON.stringify(changed)),
    forged: file('forged.json', JSON.stringify({ receipt: forged })),
    none: file('none.json', '{}'),
  };
}

/** Lists of the tenant's people for reconcile. */
function listFiles({ sandbox, file }) {
  const users = sandbox.snapshot().users.filter(({ isActive }) => isActive);
  const same = users.map(({ emailAddr, firstName, lastName }) => ({ emailAddr, firstName, lastName })); // prettier-ignore
  const newcomer = { emailAddr: 'new@example.com', firstName: 'Ann', lastName: 'Lee' };
  const lists = {
    same,
    changed: same.map((row, at) => (at === same.length - 1 ? { ...row, title: 'Lead' } : row)),
    // A new person needs an access level.
    invalid: [...same, newcomer],
    few: same.slice(0, -3),
    unknown: [{ ...newcomer, shoes: 44 }],
    empty: [],
    // It matches nobody.
    strangers: [{ ...newcomer, accessLevel: 'Light' }],
  };
  const named = Object.entries(lists).map(([name, list]) => [name, file(`list-${name}.json`, JSON.stringify(list))]); // prettier-ignore
  const cut = file('list-cut.csv', 'emailAddr,firstName\na@example.com,Ann\nb@exam');
  return { ...Object.fromEntries(named), cut };
}

/** The cases: arguments, and what differs from a working tenant. */
const cases = ({ env, file }, plans, lists) => {
  const keyed = { env: { ...env, ...withKeys } };
  const local = { env: withKeys };
  const badKeys = {
    env: { ...env, WORKFRONT_PLAN_KEYS: '{"current":"a","keys":{"a":"wrong-key"}}' },
  };
  const none = { env: {} };
  const refused = { env: { ...env, WORKFRONT_CREDENTIALS: wrongKey } };
  const broken = { env: { ...env, WORKFRONT_CREDENTIALS: 'not-json-secret' } };
  const withOptions = (name, options) => {
    const credentials = JSON.parse(env.WORKFRONT_CREDENTIALS);
    const config = { baseUrl: env.WORKFRONT_BASE_URL, credentials, ...options };
    return { env: {}, more: ['--config', file(name, JSON.stringify(config))] };
  };
  // One request is too few for what these commands do.
  const limited = withOptions('limited.json', { maxRequests: 1 });
  // No response arrives in this time.
  const short = withOptions('short.json', { deadlineMs: 1 });
  const person = file('person.csv', `${header}\nz@x.com,z@x.com,Z,Lee,standard\n`);
  const wrong = file('wrong.csv', `${header}\nno,no,no,no,no\n`);
  const mapping = file('mapping.json', '{"emailAddr":"emailAddr","lastName":"lastName"}');
  const wrongMapping = file('wrong-mapping.json', '{"emailAddr":"emailAddr","homeGroup":{"from":"lastName","map":{"Lee":"No such group"}}}'); // prettier-ignore
  const { port } = new URL(env.WORKFRONT_BASE_URL);
  return {
    search: {
      done: [[[]], [['title=nobody-has-it']]],
      failed: [[['--fields', 'nonsense']]],
      usage: [[['--nonsense']], [['nofilter']], [['--limit', '0']], [['--limit', 'x']]],
      connection: [[[], none], [[], refused], [[], broken], [['--config', '/nowhere']]],
      guard: [[['title=held-back'], short]],
    },
    provision: {
      changes: [[[person, '--dry-run', '--detailed-exitcode']]],
      done: [[[person, '--dry-run']], [[person]], [[person]], [[person, '--dry-run', '--detailed-exitcode']]], // prettier-ignore
      failed: [[[wrong]], [[wrong, '--dry-run']], [[person], limited]],
      usage: [[[]], [[person, '--wait', 'long']], [[file('empty.csv', '')]], [[person, person]]],
      connection: [
        [[person], none],
        [[person], refused],
        [[person, '--dry-run'], refused],
      ],
    },
    offboard: {
      changes: [[['--id', 'p0', '--dry-run', '--detailed-exitcode']]],
      done: [
        [['--id', 'p0', '--dry-run']],
        [['--id', 'p0', '--yes']],
        [['--id', 'p0', '--yes']],
        [['--id', 'p0', '--dry-run', '--detailed-exitcode']],
      ],
      failed: [
        [['--id', 'nobody', '--yes']],
        [['--id', 'nobody', '--dry-run']],
        [['--id', 'nobody', '--id', 'p1', '--dry-run', '--detailed-exitcode']],
        [['--id', 'nobody', '--id', 'p1', '--yes']],
      ],
      usage: [[[]], [['--id', 'p2']], [['--id', 'p2', '--yes', '--verify', 'foo']], [['--id', 'p2', '--yes', '--max', '-1']]], // prettier-ignore
      connection: [
        [['--id', 'p2', '--yes'], none],
        [['--id', 'p2', '--yes'], refused],
      ],
      guard: [[['title=Leaver', '--new-manager', 'p3@example.com', '--yes'], limited]],
    },
    run: {
      changes: [
        [['offboard', '{"IDs":["p4"],"dryRun":true}', '--detailed-exitcode']],
        [
          [
            'batch',
            '{"operations":[{"method":"DELETE","uri":"/user/p5"}],"dryRun":true}',
            '--detailed-exitcode',
          ],
        ],
      ],
      done: [[['get', '{"ID":"p4"}']], [['deactivate', '{"ID":"p4"}', '--yes']], [['offboard', '{"IDs":["p4"]}', '--yes']]], // prettier-ignore
      failed: [
        [['get', '{"ID":"missing"}']],
        [['search', '{"fields":["nonsense"]}']],
        [['offboard', '{"IDs":["nobody"]}', '--yes']],
        [
          [
            'batch',
            '{"operations":[{"method":"PUT","uri":"/user/nobody","body":{"title":"x"}}]}',
            '--yes',
          ],
        ],
        [
          [
            'batch',
            '{"maxPeople":1,"operations":[{"method":"PUT","uri":"/user/p4","body":{"title":"x"}},{"method":"PUT","uri":"/user/clearAllApiKeys"}]}',
            '--yes',
          ],
        ],
        // The token of an event is not the credential of a connection.
        [['verifyEvent', '{"authorization":"one","authToken":"other"}']],
      ],
      usage: [[[]], [['get', '{']], [['gett', '{}']], [['search', '[]']], [['delete', '{"ID":"p5","confirm":"p5"}']], [['get', '{"ID":"p5"}', 'more']]], // prettier-ignore
      connection: [
        [['get', '{"ID":"p4"}'], none],
        [['get', '{"ID":"p4"}'], refused],
      ],
      guard: [
        [['deactivate', '{"user":"Person 5"}', '--yes'], limited],
        [['deactivate', '{"user":"sandbox.admin@example.com"}', '--yes']],
        [['batch', '{"maxPeople":0,"operations":[{"method":"DELETE","uri":"/user/p5"}]}', '--yes']],
        [
          [
            'batch',
            '{"dryRun":true,"maxPeople":0,"operations":[{"method":"DELETE","uri":"/user/p5"}]}',
          ],
        ],
      ],
    },
    plan: {
      changes: [[['offboard', '--id', 'p9', '--detailed-exitcode'], keyed]],
      done: [[['offboard', '--id', 'p9'], keyed], [['update', '{"ID":"p6","changes":{"title":"Lead"}}', '--detailed-exitcode']]], // prettier-ignore
      failed: [[['offboard', '--id', 'p9', '--id', 'nobody', '--detailed-exitcode'], keyed]],
      usage: [[[]], [['logout', '{}']], [['update']], [['update', '{']], [['update', '{}', '--id', 'p9']], [['offboard']], [['offboard', '{"IDs":["p9"]}', '--max', '5']], [['offboard', '--id', 'p9', '--expires-in', 'long']]], // prettier-ignore
      connection: [
        [['offboard', '--id', 'p9'], none],
        [['offboard', '--id', 'p9'], refused],
        [['offboard', '--id', 'p9'], badKeys],
      ],
      guard: [
        [['offboard', 'title=held-back'], short],
        [['offboard', '--id', 'p9', '--max', '0', '--detailed-exitcode'], keyed],
      ],
    },
    'plan show': {
      done: [[[plans.plan], local], [[plans.plan], { env: {} }], [[plans.plan, '--format', 'html', '--page', '1'], local]], // prettier-ignore
      usage: [[[]], [[plans.none], local], [[plans.plan, '--format', 'pdf'], local], [[plans.plan, '--page', '9'], local], [['/nowhere'], local]], // prettier-ignore
      connection: [[[plans.plan], badKeys]],
      guard: [[[plans.changed], local]],
    },
    'plan diff': {
      changes: [[[plans.plan, plans.next, '--detailed-exitcode'], local]],
      done: [[[plans.plan, plans.next], local], [[plans.plan, plans.plan, '--detailed-exitcode'], local]], // prettier-ignore
      usage: [
        [[plans.plan], local],
        [['-', '-'], local],
        [[plans.plan, plans.none], local],
      ],
      connection: [[[plans.plan, plans.next], badKeys]],
      guard: [[[plans.plan, plans.changed], local]],
    },
    'plan approve': {
      done: [[[plans.plan, '--by', 'alex'], local], [[plans.plan, '--by', 'alex', '--reject'], local]], // prettier-ignore
      usage: [
        [[plans.plan], local],
        [[plans.plan, '--by', ' '], local],
        [['--by', 'alex'], local],
      ],
      connection: [[[plans.plan, '--by', 'alex'], none]],
      guard: [[[plans.changed, '--by', 'alex'], local]],
    },
    'plan apply': {
      done: [[[plans.next, '--yes'], keyed], [[plans.next, '--yes'], keyed], [[plans.empty], keyed]], // prettier-ignore
      failed: [[[plans.drifts, '--yes'], keyed], [[plans.drifts, '--yes', '--on-drift', 'stop'], keyed]], // prettier-ignore
      usage: [[[plans.next], keyed], [[plans.none, '--yes'], keyed], [[plans.next, '--yes', '-o', plans.receipt], keyed], [[plans.next, '--yes', '--approval', plans.none], keyed]], // prettier-ignore
      connection: [
        [[plans.next, '--yes'], { env: withKeys }],
        [[plans.next, '--yes'], { env: { ...refused.env, ...withKeys } }],
      ],
      guard: [
        [[plans.changed, '--yes'], keyed],
        [[plans.next, '--yes'], { env }],
      ],
    },
    reclaim: {
      changes: [[['--inactive-days', '1', '--deactivate', '--include-never-logged-in', '--newer-than-days', '0', '--max-deactivate', '100', '--scope', '[{"field":"firstName","modifier":"ne","value":"Person"}]', '--detailed-exitcode'], keyed]], // prettier-ignore
      done: [[['--inactive-days', '3650', '--deactivate', '--scope', '[{"field":"firstName","modifier":"ne","value":"Person"}]'], keyed], [['--inactive-days', '3650', '--downgrade-to', 'Contributor', '--scope', '[{"field":"firstName","modifier":"ne","value":"Person"}]', '--detailed-exitcode'], keyed]], // prettier-ignore
      failed: [[['--inactive-days', '1', '--deactivate', '--newer-than-days', '0', '--scope', '[{"field":"ID","value":"p9"}]'], keyed]], // prettier-ignore
      usage: [[[], keyed], [['--inactive-days', '90'], keyed], [['--inactive-days', 'x', '--deactivate'], keyed], [['--inactive-days', '90', '--deactivate', '--downgrade-to', 'Light'], keyed], [['--inactive-days', '90', '--deactivate', 'more'], keyed], [['--inactive-days', '90', '--deactivate', '--scope', '['], keyed], [['--inactive-days', '90', '--downgrade-to', 'No such level'], keyed]], // prettier-ignore
      connection: [
        [['--inactive-days', '90', '--deactivate'], none],
        [['--inactive-days', '90', '--deactivate'], refused],
      ],
      guard: [[['--inactive-days', '1', '--deactivate', '--include-never-logged-in', '--newer-than-days', '0', '--max-deactivate', '0'], keyed]], // prettier-ignore
    },
    reconcile: {
      changes: [[[lists.changed, '--detailed-exitcode'], keyed]],
      done: [[[lists.same, '--detailed-exitcode'], keyed], [[lists.changed], keyed]], // prettier-ignore
      failed: [
        [[lists.invalid], keyed],
        [[lists.invalid, '--detailed-exitcode'], keyed],
      ],
      usage: [[[]], [[lists.same, lists.same], keyed], [[lists.same, '--map', '/nowhere'], keyed], [[lists.same, '--missing', 'delete'], keyed], [[lists.cut], keyed], [[lists.unknown], keyed], [[lists.empty], keyed], [[lists.strangers], keyed]], // prettier-ignore
      connection: [
        [[lists.same], none],
        [[lists.same], refused],
        [[lists.same], badKeys],
      ],
      guard: [[[lists.few, '--missing', 'deactivate', '--max-deactivate', '1', '--detailed-exitcode'], keyed]], // prettier-ignore
    },
    undo: {
      changes: [[[plans.receipt, '--detailed-exitcode'], keyed]],
      done: [[[plans.receipt], keyed]],
      failed: [[[plans.moved, '--detailed-exitcode'], keyed]],
      usage: [
        [[], keyed],
        [[plans.none], keyed],
      ],
      connection: [[[plans.receipt], { env: withKeys }]],
      guard: [[[plans.forged], keyed]],
    },
    checkMapping: {
      done: [[[lists.same, '--map', mapping]], [['--map', mapping]]],
      failed: [[[lists.same, '--map', wrongMapping]], [['--map', wrongMapping]]],
      usage: [[[]], [[lists.same]], [[lists.cut, '--map', mapping]], [['--map', lists.same]]],
      connection: [
        [['--map', mapping], none],
        [['--map', mapping], refused],
      ],
      guard: [[['--map', wrongMapping], limited]],
    },
    recheck: {
      changes: [[[plans.moved, '--detailed-exitcode'], keyed]],
      done: [
        [[plans.receipt, '--detailed-exitcode'], keyed],
        [[plans.receipt], keyed],
      ],
      failed: [
        [[plans.moved], keyed],
        [[plans.receipt], { env: { ...keyed.env, WORKFRONT_API_VERSION: 'v99.0' } }],
      ],
      usage: [
        [[], keyed],
        [[plans.none], keyed],
      ],
      connection: [[[plans.receipt], { env: withKeys }]],
      guard: [[[plans.forged], keyed]],
    },
    'receipt verify': {
      done: [
        [[plans.receipt], local],
        [[plans.receipt, '--json'], local],
      ],
      usage: [
        [[], local],
        [[plans.receipt, '--format', 'csv'], local],
        [[plans.receipt, '--format', 'text', '--json'], local],
        [[plans.none], local],
      ],
      connection: [[[plans.receipt], none]],
      guard: [[[plans.forged], local]],
    },
    manifest: { done: [[[]], [['get']]], usage: [[['gett']], [['--nonsense']]] },
    mcp: {
      done: [[[]]],
      failed: [[[], { env: { ...env, NODE_OPTIONS: withoutSdk } }]],
      usage: [[['--nonsense']]],
      connection: [
        [[], none],
        [[], broken],
      ],
    },
    sandbox: {
      done: [[['--help']]],
      failed: [[['--port', port]]],
      usage: [[['--port', '99999']], [['--people', '-1']], [['--options', '{']], [['--options', '{"peeple":1}']]], // prettier-ignore
    },
  };
};

test('each command ends with the documented codes', async (t) => {
  const tenant = await startTenant(t, {
    intercept: ({ url, body }) => (`${url}${body}`.includes('held-back') ? never : undefined),
  });
  const all = cases(tenant, await planFiles(tenant), listFiles(tenant));
  for (const [name, { code: expected, commands }] of Object.entries(exitCodes)) {
    const tested = Object.keys(all).filter((command) => all[command][name] !== undefined);
    assert.deepEqual(tested.sort(), [...commands].sort(), `${name} (${expected})`);
  }
  for (const [command, codes] of Object.entries(all)) {
    for (const [name, runs] of Object.entries(codes)) {
      for (const [args, { env = tenant.env, more = [] } = {}] of runs) {
        const { code, stderr } = await runCli([...command.split(' '), ...args, ...more], { env });
        const shown = `${command} ${args.join(' ')}: ${stderr}`;
        assert.equal(code, exitCodes[name].code, shown);
        assert.ok(!stderr.includes(' at file:'), shown);
        assert.ok(!stderr.includes('wrong-key') && !stderr.includes('not-json-secret'), shown);
      }
    }
  }
});

test('--help of each command lists its codes', async () => {
  for (const name of exitCodes.done.commands) {
    const { code, stdout } = await runCli([...name.split(' '), '--help']);
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: /);
    for (const { code, commands } of Object.values(exitCodes)) {
      const isListed = new RegExp(`^  ${code}  `, 'm').test(stdout);
      assert.equal(isListed, commands.includes(name), `${name}: ${code}`);
    }
  }
});

test('the code of an output is the one of its worst outcome', () => {
  const report = (...outcomes) => ({ report: outcomes.map((outcome) => ({ outcome })) });
  const dry = { dryRun: true, detailed: true };
  for (const [output, options, expected] of [
    [report('deactivated', 'alreadyInactive'), {}, 0],
    [report(), {}, 0],
    ...['failed', 'notFound', 'held', 'drifted', 'pending', 'unverified', 'notAttempted'].flatMap(
      (outcome) => [
        [report('deactivated', outcome), {}, 1],
        [report('planned', outcome), dry, 1],
        [{ outcome }, {}, 1],
      ],
    ),
    [report('planned'), {}, 0],
    [report('rejectionPlanned'), dry, 4],
    [{ ...report('planned'), complete: false, wouldStop: { reason: 'limit' } }, dry, 5],
    [report('planned'), { dryRun: true }, 0],
    [report('planned', 'alreadyInactive'), dry, 4],
    [report('alreadyInactive'), dry, 0],
    [{ ...report('alreadyInactive'), reassigned: [{ ID: 'a', ok: true }] }, dry, 4],
    [{ ...report('deactivated'), reassigned: [{ ID: 'a', ok: false }] }, {}, 1],
    [{ ...report('deactivated'), complete: false, stopped: { reason: 'budget' } }, {}, 1],
    [{ ...report('deactivated', 'notAttempted'), stopped: { reason: 'unauthorized' } }, {}, 1],
    [{ ...report('unverified', 'notAttempted'), stopped: { reason: 'unauthorized' } }, {}, 1],
    [{ ...report('notAttempted', 'failed'), stopped: { reason: 'unauthorized' } }, {}, 3],
    [{ ...report('notAttempted'), stopped: 'unauthorized' }, {}, 3],
    [{ ...report('notAttempted'), stopped: { reason: 'cancelled' } }, {}, 1],
    [{ results: [{ ok: true, state: 'done' }] }, {}, 0],
    [
      {
        results: [
          { ok: true, state: 'done' },
          { ok: false, state: 'notDone' },
        ],
      },
      {},
      1,
    ],
    [{ results: [{ ok: false, state: 'unknown' }] }, {}, 1],
    [{ ok: false, changed: true, report: [] }, dry, 4],
    [{ ok: false, changed: false, report: [] }, {}, 1],
    [{ deleted: true, pending: true }, {}, 1],
    [{ valid: false, problems: [] }, {}, 1],
    [{ count: 0 }, {}, 0],
    [null, {}, 0],
  ]) {
    assert.equal(exitCodeOfOutput(output, options), expected, JSON.stringify([output, options]));
  }
});

test('the code of an error is the one of its kind', () => {
  for (const [error, expected] of [
    [new Usage('x'), 2],
    [{ kind: 'validation' }, 2],
    [{ kind: 'validation', status: 422 }, 1],
    [{ kind: 'validation', isConnection: true }, 3],
    [{ kind: 'unauthorized' }, 3],
    [{ kind: 'network' }, 3],
    [{ kind: 'forbidden' }, 1],
    ...[
      'ownUser',
      'ownUserUnknown',
      'administrator',
      'lastAdministrator',
      'protected',
      'limit',
      'pending',
    ].map((reason) => [{ kind: 'forbidden', reason }, 5]),
    [{ kind: 'budget' }, 5],
    [{ kind: 'notApproved', reason: 'expired' }, 5],
    [{ kind: 'outcomeUnknown', reason: 'unauthorized' }, 1],
    ...['notFound', 'conflict', 'cancelled', 'timeout', 'server', 'internal'].map((kind) => [
      { kind },
      1,
    ]),
    [new Error('x'), 1],
  ]) {
    assert.equal(exitCodeOfError(error), expected, JSON.stringify(error));
  }
});
