// Plans over real HTTP, with jose as the oracle of their signatures.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { compactVerify, decodeProtectedHeader, flattenedVerify } from 'jose';
import { createPlugin } from 'workfront-actions';
import { serveSandbox } from 'workfront-actions/sandbox/server';
import { recording } from './lib/action-runs.mjs';

const key = 'a-key-for-tests-of-more-than-32-bytes-ü';
const planKeys = { current: 'k-1', keys: { 'k-1': key } };
const secret = new TextEncoder().encode(key);

/** A tenant behind a real server, and a connection to it. */
async function tenant(t, options) {
  const server = await serveSandbox({ people: 40 });
  t.after(() => server.close());
  const wf = await createPlugin({
    baseUrl: server.url,
    credentials: { type: 'apiKey', apiKey: server.apiKey },
    planKeys,
    ...options,
  });
  t.after(() => wf.close());
  return recording(wf);
}

/** The first active people who are not administrators. */
async function people(wf, count) {
  const filters = [{ field: 'isActive', value: true }];
  const fields = ['ID', 'isAdmin', 'accessLevel:isAdmin'];
  const { users } = await wf.search({ filters, fields });
  const plain = users.filter((user) => !user.isAdmin && !user.accessLevel?.isAdmin);
  return plain.slice(0, count).map(({ ID }) => ID);
}

const planOf = async (wf, IDs) =>
  (await wf.plan({ action: 'offboard', input: { IDs }, requestedBy: 'robin@example.com' })).plan;

/** Canonical JSON, written another way than the package does it. */
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
};

const byId = (one, other) => (one.id < other.id ? -1 : 1);

test('jose verifies the signatures, and the fingerprint is the digest that the docs describe', async (t) => {
  const wf = await tenant(t, { approvalRules: {} });
  const plan = await planOf(wf, await people(wf, 5));
  const { signature, steps, held, unchanged, ...rest } = plan;
  const sha256 = (value) => createHash('sha256').update(canonical(value)).digest('hex');
  const head = { ...rest, unchanged: sha256(unchanged) };
  const [protectedHeader, , mac] = signature.split('.');
  const jws = {
    protected: protectedHeader,
    payload: Buffer.from(canonical(head)).toString('base64url'),
    signature: mac,
  };
  const verified = await flattenedVerify(jws, secret, { algorithms: ['HS256'] });
  assert.deepEqual(verified.protectedHeader, {
    alg: 'HS256',
    kid: 'k-1',
    typ: 'workfront-plan+jws',
  });
  const content = { tenant: plan.tenant, steps: [...steps].sort(byId), held };
  assert.equal(plan.fingerprint, `sha256:${sha256(content)}`);

  const { approval } = await wf.approve({ plan, by: ' Alex@example.com ', comment: 'Ω "ok"' });
  const approved = await compactVerify(approval, secret);
  assert.equal(approved.protectedHeader.typ, 'workfront-approval+jws');
  const claims = JSON.parse(new TextDecoder().decode(approved.payload));
  assert.equal(claims.by, 'Alex@example.com');
  assert.equal(claims.comment, 'Ω "ok"');
  assert.equal(claims.fingerprint, plan.fingerprint);

  const { receipt, complete } = await wf.apply({ plan, approvals: [approval] });
  assert.equal(complete, true);
  const written = await compactVerify(receipt, secret);
  assert.equal(decodeProtectedHeader(receipt).typ, 'workfront-receipt+jws');
  const { counts } = JSON.parse(new TextDecoder().decode(written.payload));
  assert.equal(counts.applied, 5);
});

test('a plan is valid against its schema', async (t) => {
  const wf = await tenant(t);
  const file = new URL('../../plan.schema.json', import.meta.url);
  const ajv = addFormats(new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }));
  const isValid = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
  const [first, second] = await people(wf, 2);
  const missing = '0'.repeat(32);
  const plans = [
    await planOf(wf, [first, missing]),
    (await wf.plan({ action: 'update', input: { ID: second, changes: { title: 'New' } } })).plan,
  ];
  for (const plan of plans) assert.ok(isValid(plan), JSON.stringify(isValid.errors));
  for (const name of Object.keys(plans[0])) {
    const { [name]: _, ...rest } = plans[0];
    const isOptional = ['signature', 'requestedBy', 'reason'].includes(name);
    assert.equal(isValid(rest), isOptional, name);
  }
});

test('a plan survives a database that reorders its properties', async (t) => {
  const wf = await tenant(t);
  const plan = await planOf(wf, await people(wf, 3));
  const reordered = (value) => {
    if (Array.isArray(value)) return value.map(reordered);
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value).reverse();
    return Object.fromEntries(entries.map(([name, part]) => [name, reordered(part)]));
  };
  const stored = JSON.parse(JSON.stringify(reordered(plan), null, 2));
  assert.notDeepEqual(Object.keys(stored), Object.keys(plan));
  await wf.approve({ plan: stored, by: 'alex' });
  const { text, verified } = await wf.renderPlan({ plan: stored, format: 'text' });
  assert.equal(verified, true);
  assert.match(text, /3 to deactivate\./);
});

test('a changed plan is refused without a request', async (t) => {
  const wf = await tenant(t);
  const plan = await planOf(wf, await people(wf, 2));
  for (const change of [
    (copy) => (copy.requestedBy = 'mallory'),
    (copy) => (copy.expiresAt = '2099-01-01T00:00:00.000Z'),
    (copy) => (copy.steps[0].person.name = 'Somebody Else'),
    (copy) => copy.steps.pop(),
    (copy) => (copy.held = [{ person: {}, reason: 'notFound', message: '' }]),
    (copy) => (copy.counts.deactivate = 1),
    (copy) => (copy.steps[0].after.title = 'x'),
    (copy) => (copy.more = 1),
    (copy) => (copy.steps[0]['7'] = 1),
  ]) {
    const copy = structuredClone(plan);
    change(copy);
    for (const input of [{ plan: copy }, { plan: copy, by: 'alex' }]) {
      const call = 'by' in input ? wf.approve(input) : wf.apply(input);
      await assert.rejects(call, ({ kind, reason, hint }) => {
        assert.equal(kind, 'notApproved');
        assert.ok(['wrongSignature', 'malformed'].includes(reason), reason);
        assert.match(hint, /^Nothing was sent\./);
        return true;
      });
    }
  }
});

test('a plan from elsewhere that would set fields of other users sends nothing', async (t) => {
  const wf = await tenant(t, { planKeys: undefined });
  const [own, other] = await people(wf, 2);
  const input = { ID: own, changes: { title: 'New' } };
  const { plan } = await wf.plan({ action: 'update', input });
  const fingerprintOf = ({ tenant, steps, held }) =>
    `sha256:${createHash('sha256').update(canonical({ tenant, steps, held })).digest('hex')}`;
  assert.equal(plan.fingerprint, fingerprintOf(plan));
  const user = { ID: other, title: 'Taken over' };
  for (const [field, more] of [
    ['teams[0].users', { teams: [{ ID: 't', users: [user] }] }],
    ['enteredBy', { enteredBy: user }],
    ['manager:isActive', { 'manager:isActive': false }],
    ['managerID', { managerID: { step: 's', title: 'Taken over' } }],
  ]) {
    const changed = structuredClone(plan);
    Object.assign(changed.steps[0].after, more);
    changed.fingerprint = fingerprintOf(changed);
    const { report, counts } = await wf.apply({ plan: changed, allowUnsigned: true });
    assert.equal(counts.held, 1, JSON.stringify(report));
    assert.ok(report[0].error.message.endsWith(`the one whom it names: ${field}`), report[0].error.message); // prettier-ignore
  }
  const { user: after } = await wf.get({ ID: other, fields: ['title', 'isActive'] });
  assert.notEqual(after.title, 'Taken over');
  assert.equal(after.isActive, true);
  assert.equal((await wf.apply({ plan, allowUnsigned: true })).counts.applied, 1);
});

test('undo and recheck work on the receipts of a run', async (t) => {
  const wf = await tenant(t);
  const IDs = await people(wf, 2);
  const { receipt } = await wf.apply({ plan: await planOf(wf, IDs) });
  const { report } = await wf.recheck({ receipt });
  assert.deepEqual(
    report.map(({ state }) => state),
    ['asApplied', 'asApplied'],
  );
  const { plan } = await wf.undo({ receipts: [receipt], reason: 'A mistake' });
  assert.equal(plan.counts.reactivate, 2);
  const { complete } = await wf.apply({ plan });
  assert.equal(complete, true);
  const { same } = await wf.diffPlans({ before: plan, after: await planOf(wf, IDs) });
  assert.equal(same, false);
  const { valid } = await wf.verifyReceipt({ receipt });
  assert.equal(valid, true);
});

test('a receipt can be signed so that nobody else can write one', async (t) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const wf = await tenant(t, { receiptKey: { id: 'audit-1', privateKey: pem } });
  const { receipt } = await wf.apply({ plan: await planOf(wf, await people(wf, 2)) });
  const { payload, protectedHeader } = await compactVerify(receipt, publicKey, {
    algorithms: ['ES256'],
  });
  assert.deepEqual(protectedHeader, { alg: 'ES256', kid: 'audit-1', typ: 'workfront-receipt+jws' });
  assert.equal(JSON.parse(new TextDecoder().decode(payload)).counts.applied, 2);
  assert.equal((await wf.verifyReceipt({ receipt })).valid, true);
  const [head, content, signature] = receipt.split('.');
  for (const changed of [
    [head, content, `${signature.slice(0, -2)}AA`],
    [head, `${content.slice(0, -2)}AA`, signature],
    [head, content, `${signature}=`],
  ]) {
    const { valid, reason } = await wf.verifyReceipt({ receipt: changed.join('.') });
    assert.deepEqual([valid, reason], [false, 'wrongSignature']);
  }
  assert.equal((await wf.undo({ receipts: [receipt] })).plan.counts.reactivate, 2);
});

test('a key that cannot sign stops a run before its first request', async (t) => {
  const privateKey = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----';
  const wf = await tenant(t, { receiptKey: { id: 'audit-1', privateKey } });
  const plan = await planOf(wf, await people(wf, 1));
  await assert.rejects(wf.apply({ plan }), { kind: 'validation', fields: ['receiptKey'] });
  assert.equal((await planOf(wf, [plan.steps[0].ID])).steps.length, 1);
});

test('with a store, a plan is applied once, also after somebody was changed back', async (t) => {
  const stored = new Map();
  const planStore = {
    get: async (name) => stored.get(name) ?? null,
    putIfAbsent: async (name, value) => !stored.has(name) && Boolean(stored.set(name, value)),
  };
  const wf = await tenant(t, { planStore });
  const plan = await planOf(wf, await people(wf, 1));
  const { notes, complete } = await wf.apply({ plan });
  assert.deepEqual([complete, notes], [true, []]);
  await assert.rejects(wf.apply({ plan }), { kind: 'notApproved', reason: 'alreadyApplied' });
  // The plan, its one run, and the end of that.
  assert.equal(stored.size, 3);
});

test('what a store returns besides text is an error, and nothing is sent', async (t) => {
  const secret = 'stored-s3cret';
  const bytes = new TextEncoder().encode(secret);
  for (const [value, type] of [
    [bytes, 'an object'],
    [{ value: secret }, 'an object'],
    [[secret], 'an array'],
    [20_261_127, 'a number'],
    [true, 'a boolean'],
    [() => secret, 'an object'],
  ]) {
    let count = 0;
    const fetch = (...args) => {
      count += 1;
      return globalThis.fetch(...args);
    };
    const planStore = { get: () => undefined, putIfAbsent: () => true };
    const wf = await tenant(t, { planStore, fetch });
    const plan = await planOf(wf, await people(wf, 1));
    count = 0;
    planStore.get = async () => value;
    await assert.rejects(wf.apply({ plan }), (error) => {
      assert.equal(error.kind, 'internal');
      assert.equal(
        error.message,
        `The planStore failed (get): planStore.get must return a string or null but returned ${type}`,
      );
      assert.equal(error.hint, "Nothing was sent. Check the host's planStore.get.");
      const text = `${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
      assert.ok(!text.includes('s3cret') && !text.includes('20261127'), text);
      return true;
    });
    assert.equal(count, 0, type);
    // The same plan is applied once the store is mended.
    planStore.get = () => null;
    assert.equal((await wf.apply({ plan })).complete, true);
  }
});

test('keys never appear in errors', async () => {
  const options = { domain: 'acme', credentials: { type: 'apiKey', apiKey: 'k' } };
  for (const wrong of [
    { current: 'a', keys: { a: 'short-secret' } },
    { current: key, keys: { [key]: 'a' } },
    { current: 'b', keys: { a: key } },
    { current: 'a', keys: [key] },
    key,
  ]) {
    await assert.rejects(createPlugin({ ...options, planKeys: wrong }), (error) => {
      assert.equal(error.kind, 'validation');
      assert.ok(
        error.fields.every((field) => field.startsWith('planKeys')),
        error.message,
      );
      const text = `${error.message} ${error.hint} ${error.stack} ${JSON.stringify(error)}`;
      assert.ok(!text.includes('short-secret') && !text.includes(key), text);
      return true;
    });
  }
});
