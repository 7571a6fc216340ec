// A whole run, and its figures.
import { loadPackage } from './package.mjs';
import { chance } from './chance.mjs';
import { Collected, collect } from './collected.mjs';
import { createContexts } from './contexts.mjs';
import { createHost } from './host.mjs';
import { runRound } from './load.mjs';
import { activeResources, measure, moreResources, within } from './measure.mjs';
import { createMonitor } from './monitor.mjs';
import { startReceiver } from './receiver.mjs';
import { startServer } from './server-process.mjs';
import { domain } from './server/ledger.mjs';
import { client } from './server/token-service.mjs';
import { createTally } from './tally.mjs';
import { watchUncaught } from './uncaught.mjs';

const rounds = 15;
/** In each third, the WebAssembly breaks down in the first rounds; then one instance lives to the end of the third. */
const breaksIn = (round) => round % 5 < 2;

/** Runs the soak, and returns its figures. */
export async function soak(options) {
  const uncaught = watchUncaught();
  const server = await startServer(options.seed);
  const before = activeResources();
  const plugins = new Collected();
  const signals = new Collected();
  const { createPlugin, memory } = loadPackage();
  const started = performance.now();
  const load = await runLoad({ options, server, plugins, signals, createPlugin, memory });
  const seconds = (performance.now() - started) / 1_000;

  await within(options.patience, async () => {
    await collect();
    return plugins.alive + signals.alive === 0 && memory.alive() <= 1;
  });
  const left = () => moreResources(before, activeResources());
  // Nothing but this check's own timer, which has ended when it asks.
  await within(options.patience, () => left().length === 0);
  const resources = left();
  await within(options.patience, async () => (await server.call('connections')) === 0);
  const connections = await server.call('connections');
  const figures = await server.call('figures');
  await server.stop();
  return {
    ...{ seed: options.seed, seconds, ...load, ...figures, uncaught, resources, connections },
    ...{ plugins: plugins.alive, pluginsAdded: plugins.added, signals: signals.alive },
    instancesAlive: memory.alive(),
  };
}

/** All rounds through one plugin. When it returns, nothing references the plugin. */
async function runLoad({ options, server, plugins, signals, createPlugin, memory }) {
  const choices = chance(options.seed);
  const breakdowns = { begun: 0, ended: 0 };
  const tally = createTally(breakdowns);
  const host = createHost(choices);
  const receiver = await startReceiver(choices);
  const monitor = createMonitor();
  const tenant = await server.call('start');
  await server.call('subscribe', receiver.url);
  const shared = new AbortController().signal;
  const contexts = createContexts(choices, { shared, signals, onProgress: host.onProgress });
  const wf = await createPlugin({
    baseUrl: tenant.url,
    credentials: { type: 'oauthRefresh', ...client },
    retry: { attempts: 3, baseMs: 1 },
    lookupCacheMs: 50,
    // Every round creates and deactivates people.
    maxPeople: 1_000_000,
    ...host.options,
  });
  plugins.add(wf);
  const pending = [];
  const expect = (email, facts) => void pending.push(server.call('expect', email, facts));
  const soak = {
    ...{ options, tenant, wf, createPlugin, tally, contexts, plugins, signals, breakdowns },
    ...{ monitor, shared, expect, IDs: tenant.IDs, newUser: userMaker(tenant) },
  };
  for (const plant of options.planted) plant.begin?.(soak);
  const samples = [];
  for (let round = 0; round < rounds; round += 1) {
    const isOver = limit(options, tally);
    await runRound(soak, { round, breaks: breaksIn(round), isOver });
    await Promise.all(pending.splice(0));
    await server.call('settle');
    samples.push(await measure({ memory, shared }));
  }
  monitor.restore();
  wf.close();
  await server.call('stopEvents');
  await receiver.close();
  const { calls, ok, settled } = tally.counts;
  const { kinds, done, wrong } = tally;
  return {
    ...{ samples, calls, ok, settled, kinds, done, wrong, breakdowns: breakdowns.begun },
    ...{ ...host.counts, ...contexts.counts, ...monitor.counts, ...receiver.counts },
  };
}

/** A function that says when a round is over. */
function limit({ calls, seconds }, { counts }) {
  if (calls !== undefined) {
    const end = counts.calls + Math.ceil(calls / rounds);
    return () => counts.calls >= end;
  }
  const end = performance.now() + (seconds * 1_000) / rounds;
  return () => performance.now() >= end;
}

/** A function that returns a new user, whom nobody has created before. */
function userMaker({ accessLevelID }) {
  let count = 0;
  return () => {
    count += 1;
    const emailAddr = `user-${count}@${domain}`;
    const names = { firstName: 'Soak', lastName: `Number ${count}`, title: `Title ${count}` };
    return { emailAddr, username: emailAddr, accessLevelID, ...names };
  };
}
