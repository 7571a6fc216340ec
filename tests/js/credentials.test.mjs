// Credentials that are exchanged for tokens, against the sandbox's token services, with the runtime's WebCrypto.
import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { inspect } from 'node:util';
import { test } from 'node:test';
import { createPlugin } from 'workfront-actions';
import { createSandbox } from 'workfront-actions/sandbox';

const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = key.export({ type: 'pkcs8', format: 'pem' });
const client = { clientId: 'sandbox-client', clientSecret: 'sandbox-secret' };

/** A tenant, and a function that connects to it with a credential. */
async function start(t, options) {
  const sandbox = await createSandbox({ people: 5, ...options });
  t.after(() => sandbox.close());
  const connect = async (credentials, more) => {
    const wf = await createPlugin({
      baseUrl: sandbox.baseUrl,
      fetch: sandbox.fetch,
      credentials,
      ...more,
    });
    t.after(() => wf.close());
    return wf;
  };
  const paths = () => sandbox.requests().map(({ url }) => new URL(url).pathname);
  return { sandbox, connect, paths };
}

test('a JWT is signed with RS256 and exchanged for a session', async (t) => {
  const { sandbox, connect, paths } = await start(t);
  const { adminID, customerID } = sandbox.snapshot();
  const began = Date.now();
  const wf = await connect({
    type: 'oauthJwt',
    ...client,
    customerId: customerID,
    userId: adminID,
    privateKey,
  });
  const { userID, isAdmin } = await wf.testConnection({});
  assert.deepEqual([userID, isAdmin], [adminID, true]);
  assert.equal(paths()[0], '/integrations/oauth2/api/v1/jwt/exchange');
  const form = new URLSearchParams(sandbox.requests()[0].body);
  const [head, claims, signature] = form.get('jwt_token').split('.');
  const decoded = (part) => JSON.parse(Buffer.from(part, 'base64url'));
  assert.equal(decoded(head).alg, 'RS256');
  const { iss, sub, exp } = decoded(claims);
  assert.deepEqual([iss, sub], [customerID, adminID]);
  assert.ok(exp * 1000 > began);
  const genuine = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${claims}`),
    createPublicKey(key),
    Buffer.from(signature, 'base64url'),
  );
  assert.ok(genuine);
  const headers = Object.fromEntries(sandbox.requests()[1].headers);
  assert.ok(headers.sessionid, 'the token goes out as a session');
  assert.equal(headers.authorization, undefined);
  assert.deepEqual(await wf.logout({}), { loggedOut: true });
});

test('a refresh token is replaced, and the host stores the new one before it is used', async (t) => {
  const { connect, sandbox } = await start(t);
  const kept = [];
  const wf = await connect(
    { type: 'oauthRefresh', ...client, refreshToken: 'sandbox-refresh' },
    { onRefreshToken: (token) => void kept.push([token, sandbox.requests().length]) },
  );
  await wf.count({});
  sandbox.endSessions();
  await wf.count({});
  assert.equal(kept.length, 2);
  assert.equal(kept[0][1], 1, 'before anything else was sent');
  const used = sandbox
    .requests()
    .map(({ body }) => new URLSearchParams(body).get('refresh_token'))
    .filter(Boolean);
  assert.deepEqual(used, ['sandbox-refresh', kept[0][0]]);
});

test('tokens are stored in the host’s store, and the next connection finds them', async (t) => {
  const { connect, paths } = await start(t);
  const held = new Map();
  const tokenStore = {
    get: async (name) => held.get(name),
    set: async (name, value) => void held.set(name, value),
  };
  const credentials = { type: 'imsServerToServer', ...client };
  await (await connect(credentials, { tokenStore })).count({});
  assert.equal(held.size, 1);
  await (await connect(credentials, { tokenStore })).count({});
  assert.equal(paths().filter((path) => path === '/ims/token/v3').length, 1);
  for (const name of held.keys())
    assert.ok(!name.includes(client.clientSecret), 'keys are no secrets');
});

test('concurrent calls share one token request', async (t) => {
  const { connect, paths } = await start(t);
  const wf = await connect({ type: 'imsServerToServer', ...client });
  await Promise.all(Array.from({ length: 8 }, () => wf.count({})));
  assert.equal(paths().filter((path) => path === '/ims/token/v3').length, 1);
});

test('a function supplies the credential, and again after it was refused', async (t) => {
  const { connect, sandbox } = await start(t);
  let asked = 0;
  const wf = await connect(async () => {
    asked += 1;
    return { type: 'session', sessionID: asked === 1 ? 'an-old-session' : sandbox.sessionID };
  });
  await wf.count({});
  assert.equal(asked, 2);
});

test('no secret shows anywhere, whatever fails', async (t) => {
  const { connect } = await start(t);
  for (const credentials of [
    { type: 'imsServerToServer', clientId: 'x', clientSecret: 'wrong-secret-text' },
    { type: 'oauthRefresh', ...client, refreshToken: 'wrong-secret-text' },
    { type: 'login', username: 'ann', password: 'wrong-secret-text' },
    { type: 'session', sessionID: 'wrong-secret-text' },
  ]) {
    const wf = await connect(credentials);
    const failed = await wf.count({}).catch((error) => error);
    assert.equal(failed.kind, 'unauthorized', credentials.type);
    for (const shown of [wf, failed]) {
      const texts = [
        inspect(shown, { depth: 9, showHidden: true }),
        String(shown),
        JSON.stringify(shown),
      ];
      for (const text of texts) assert.ok(!text?.includes('wrong-secret-text'), credentials.type);
    }
  }
});

test('names are found in the host’s store, but not with another credential', async (t) => {
  const { sandbox, connect, paths } = await start(t);
  const held = new Map();
  const tokenStore = {
    get: (name) => held.get(name),
    set: (name, value) => void held.set(name, value),
  };
  const look = async (credentials) => {
    const wf = await connect(credentials, { tokenStore });
    return (await wf.lookup({ object: 'accessLevel', name: 'Standard' })).items[0].ID;
  };
  const key = { type: 'apiKey', apiKey: sandbox.apiKey };
  const id = await look(key);
  assert.equal(await look(key), id);
  assert.equal(paths().length, 1, 'the second connection sends no look-up');
  await look({ type: 'session', sessionID: sandbox.sessionID });
  assert.equal(paths().length, 2);
  for (const [name, value] of held) {
    assert.ok(!`${name}${value}`.includes(sandbox.apiKey));
    held.set(name, '{"broken"');
  }
  assert.equal(await look(key), id);
});
