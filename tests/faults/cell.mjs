// Runs one cell: a scenario in a new tenant, with the faults of its plan.
import { createPlugin } from 'workfront-actions';
import { runScenario } from './actions.mjs';
import { serve } from './fault-server.mjs';
import { judge } from './judge.mjs';
import { planned } from './plans.mjs';
import { plantSecrets } from './secrets.mjs';
import { takeForeignRequest } from './stranger.mjs';
import { createWorld } from './world.mjs';
import { takeWritten } from './written.mjs';

/** The time limit of a request whose fault never ends, in milliseconds. */
const shortMs = 400;
const longMs = 30_000;
/** The time limit of a whole cell. Only cells that test time limits take long. */
const limitMs = ({ type }) => (type === 'host' ? 8_000 : 25_000);

/** Runs a cell and returns its verdict, with `sent`, the requests that arrived. */
export async function runCell(cell, kinds = []) {
  const { scenario, plan } = cell;
  const secrets = plantSecrets(cell.name);
  const world = await createWorld(secrets, scenario.sandbox);
  const server = await serve(world);
  let wf;
  try {
    const context = await scenario.prepare(world, world.state(), server.url);
    const run = planned(plan, { world, scenario, kinds });
    const observed = { refreshTokens: [], waits: [], stored: [], progress: [] };
    wf = await connect({ scenario, run, world, server, observed });
    const session = await warmUp(scenario, wf, context, server);
    const before = world.state();
    server.choose = run.choose ?? (() => undefined);
    const onProgress = (progress) => void observed.progress.push({ ...progress });
    const call = { onProgress, ...(run.signal && { signal: run.signal }) };
    const ended = await within(limitMs(plan), () => runScenario(scenario, wf, context, call));
    await server.settle();
    if (server.failure) throw server.failure;
    const { log } = server;
    const after = world.state();
    const foreign = run.foreign ?? [];
    const facts = {
      ...ended,
      ...observed,
      ...{
        wf,
        secrets,
        written: takeWritten(secrets),
        foreignRequest: takeForeignRequest(secrets),
      },
      ...{ cell, scenario, context, world, before, after, log, session, foreign },
      made: [...after.users.keys()].filter((id) => !before.users.has(id) && !foreign.includes(id)),
      strikes: strikesOf(log, scenario),
      isHarmless: run.isHarmless,
      isSingleFault: plan.type === 'fault' && plan.mode === 'once' && plan.when !== 'later',
      readsWork: plan.type === 'fault' && plan.mode !== 'from',
    };
    return { ...judge(facts), ...ended, sent: log, waits: observed.waits };
  } finally {
    wf?.close();
    await server.close();
    world.close();
  }
}

const connect = ({ scenario, run, world, server, observed }) => {
  observed.credentials = credentialsOf(scenario, world, server.url);
  return createPlugin({
    baseUrl: server.url,
    credentials: observed.credentials,
    retry: { attempts: 3, baseMs: 1 },
    // The guards need no request, and many cells share this process.
    ownUserID: world.session().userID,
    maxPeople: 1_000_000,
    timeoutMs: run.hangs ? shortMs : longMs,
    now: world.now,
    sleep: (ms) => {
      observed.waits.push({ ms, at: server.log.length });
      return world.sleep(ms);
    },
    onRefreshToken: (token) => void observed.refreshTokens.push(token),
    tokenStore: {
      get: () => undefined,
      set: (key, value) => void observed.stored.push([key, value]),
    },
    // Nothing protects the own user from a server that names someone else.
    ...(scenario.namesOwnUser && { ownUserID: world.session().userID }),
    ...scenario.plugin,
    ...scenario.optionsOf?.(world),
    ...run.options,
  });
};

/** The scenario's credential, or one of those that need no token request: each in some of the scenarios. */
function credentialsOf({ id, credentials }, { secrets, ...world }, url) {
  if (credentials) return credentials(url, { ...world.state(), ...world.session(), secrets });
  const { apiKey, bearerToken, sessionID } = secrets;
  const all = [
    { type: 'apiKey', apiKey },
    { type: 'bearer', accessToken: bearerToken },
    { type: 'session', sessionID },
  ];
  return all[id.length % all.length];
}

/** Prepares the call, without faults, and returns the session that it has opened. */
async function warmUp({ warmUp: first }, wf, context, { log }) {
  if (!first) return undefined;
  await first(wf, context);
  const opened = log.find(({ isSignIn }) => isSignIn);
  log.length = 0;
  return JSON.parse(opened.genuine.body).access_token;
}

/** Waits for a call. Returns its output, its error, or `isHung`. */
async function within(ms, run) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve({ isHung: true }), ms);
  });
  const ending = (async () => run())().then(
    (output) => ({ output }),
    (error) => ({ error }),
  );
  try {
    return await Promise.race([ending, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Which fault struck which request; `isFirst`: no fault before; `isFirstLoss`: and no write before. */
function strikesOf(log, scenario) {
  return log
    .filter(({ struck }) => struck?.fault)
    .map((request, at) => ({
      request,
      scenario,
      fault: request.struck.fault,
      when: request.struck.when,
      isFirst: at === 0,
      isDeleting: log.some(({ operations }) =>
        operations.some(({ method }) => method === 'DELETE'),
      ),
      isFirstLoss: !log.some(({ index, isWrite }) => isWrite && index < request.index),
    }));
}
