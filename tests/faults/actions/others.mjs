// Scenarios of `call`, of credentials that are exchanged for tokens, and of `logout`.
import { generateKeyPairSync } from 'node:crypto';
import { judgeRead } from '../judges/reads.mjs';
import { judgeError, judgeUser, right, worst, wrong } from '../judges/verdict.mjs';
import { judgeChange, judgeWrite } from '../judges/writes.mjs';
import { newUser, one } from './users.mjs';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
const clientId = 'sandbox-client';

const exchanged = {
  imsServerToServer: (url) => ({ clientId, scopes: 'openid', tokenUrl: `${url}/ims/token/v3` }),
  oauthJwt: (_url, { admin, customerID }) => ({
    ...{ clientId, userId: admin.ID, customerId: customerID, privateKey: pem },
  }),
  oauthRefresh: (_url, { secrets: { refreshToken } }) => ({ clientId, refreshToken }),
};

/** The credential of this type. */
const credentialsOf = (type) => (url, state) => {
  const { clientSecret } = state.secrets;
  return { type, clientSecret, ...exchanged[type](url, state) };
};

const change = judgeChange({ title: 'New title' });

/** A rotated refresh token that has arrived must have been passed to the host. */
function judgeRotation(facts) {
  // It was passed to a host that never stored it.
  if (facts.cell.plan.hanging === 'onRefreshToken') return right;
  const received = facts.log
    .filter(({ isSignIn, genuine, struck }) => isSignIn && genuine && !struck)
    .map(({ genuine }) => JSON.parse(genuine.body).refresh_token)
    .filter(Boolean);
  const last = received.at(-1);
  return last && facts.refreshTokens.at(-1) !== last
    ? wrong('a rotated token is lost', last)
    : right;
}

const exchanging = (type) => ({
  id: `update, with ${type}`,
  action: 'token exchange',
  isThorough: type === 'oauthRefresh',
  credentials: credentialsOf(type),
  prepare: (_world, state) => one(state),
  input: ({ target }) => ({ ID: target, changes: { title: 'New title' } }),
  run: (wf, { target }, call) => wf.update({ ID: target, changes: { title: 'New title' } }, call),
  judge: (facts) => worst([change(facts), judgeRotation(facts)]),
});

const outcome = (facts) => JSON.stringify(facts.output)?.slice(0, 200);

export const others = [
  ...Object.keys(exchanged).map(exchanging),
  {
    id: 'logout',
    action: 'logout',
    credentials: credentialsOf('oauthJwt'),
    prepare: (_world, state) => one(state),
    /** Opens the session. */
    warmUp: (wf, { target }) => wf.get({ ID: target }),
    input: () => ({}),
    judge(facts) {
      const ended = !facts.world.isSession(facts.session);
      if (facts.error) return judgeError(facts.error, { done: ended });
      return facts.output.loggedOut && !ended ? wrong('reported done, not done') : right;
    },
  },
  {
    id: 'call, GET',
    action: 'call',
    prepare: (_world, state) => one(state),
    input: ({ target }) => ({ method: 'GET', object: 'user', ID: target, fields: ['title'] }),
    judge: judgeRead(({ data }, { after, context }) =>
      judgeUser(data, after.users.get(context.target)),
    ),
  },
  {
    id: 'call, POST',
    action: 'call',
    isThorough: true,
    prepare(_world, state) {
      const wanted = newUser(state);
      return { wanted, email: wanted.emailAddr, creates: [wanted.emailAddr] };
    },
    input: ({ wanted }) => ({ method: 'POST', object: 'user', body: wanted }),
    judge(facts) {
      const mine = facts.made.length;
      if (mine > 1) return wrong('created twice');
      if (facts.error) return judgeError(facts.error, { done: mine === 1 });
      return mine === 1 ? right : wrong('reported done, not done', outcome(facts));
    },
  },
  {
    id: 'call, PUT',
    action: 'call',
    prepare: (_world, state) => one(state),
    input: ({ target }) => ({
      ...{ method: 'PUT', object: 'user', ID: target, body: { title: 'New title' } },
    }),
    // It has no expected state, so an unknown outcome isn't needless.
    judge: (facts) =>
      judgeWrite({
        done: (_before, after, { target }) => after.users.get(target)?.title === 'New title',
      })({ ...facts, isSingleFault: false }),
  },
  {
    id: 'call, DELETE',
    action: 'call',
    prepare: (_world, state) => one(state),
    input: ({ target }) => ({
      ...{ method: 'DELETE', object: 'user', ID: target, parameters: { force: true } },
    }),
    judge: (facts) =>
      judgeWrite({ done: (_before, after, { target }) => !after.users.has(target) })({
        ...facts,
        isSingleFault: false,
      }),
  },
];
