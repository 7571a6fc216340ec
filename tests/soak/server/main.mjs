// The tenant behind the server with faults, in a process of its own: the soak measures the memory of its client alone.
// Messages are { id, method, args }; each is answered with { id, value } or { id, error }.
import { serve } from '../../faults/fault-server.mjs';
import { plantSecrets } from '../../faults/secrets.mjs';
import { createWorld } from '../../faults/world.mjs';
import { chance } from '../chance.mjs';
import { authToken, startDeliveries } from './events.mjs';
import { chooser } from './faults.mjs';
import { createLedger } from './ledger.mjs';
import { createTokenService } from './token-service.mjs';

const choices = chance(Number(process.argv[2]));
const people = 60;
// Short, so that connections become idle and end within the run.
const keepAliveMs = 1_000;
const faultProbability = 0.12;
/** The probability that a request ends all sessions. */
const endProbability = 0.004;

const world = await createWorld(plantSecrets('soak'), { people, maxConcurrent: 100 });
const tokens = createTokenService();
const ledger = createLedger(world);
const counts = { requests: 0, struck: 0 };

/** Handles a request with a session of the token service as the administrator's. */
function handle(request) {
  if (tokens.isTokenRequest(request)) return tokens.exchange(request);
  world.sandbox.clearRequests();
  const headers = request.headers.map(([name, value]) =>
    name.toLowerCase() === 'sessionid' && tokens.accepts(value)
      ? ['apiKey', world.sandbox.apiKey]
      : [name, value],
  );
  return world.handle({ ...request, headers });
}

const server = await serve({ ...world, handle }, { keepAliveMs, most: Infinity, echoes: true });
const chooseFault = chooser(choices, faultProbability, () => (counts.struck += 1));
server.choose = (request) => {
  server.log.length = 0;
  counts.requests += 1;
  if (choices.is(endProbability)) tokens.endSessions();
  return chooseFault(request);
};
const deliveries = startDeliveries(world.sandbox, choices);

const methods = {
  start: () => ({
    url: server.url,
    apiKey: world.sandbox.apiKey,
    accessToken: world.sandbox.accessToken,
    sessionID: world.sandbox.sessionID,
    accessLevelID: world.state().people[0].accessLevelID,
    IDs: world.state().people.map(({ ID }) => ID),
  }),
  /** Sends the events of all users to this URL. */
  subscribe(url) {
    for (const eventType of ['CREATE', 'UPDATE', 'DELETE']) {
      world.subscribe({ objCode: 'USER', eventType, url, authToken });
    }
    deliveries.disturb(url);
  },
  expect: ledger.expect,
  /** Ends a round: does the postponed work, and compares the tenant with what was reported. */
  async settle() {
    await server.settle({ disconnect: false });
    ledger.settle();
    if (server.failure) throw server.failure;
  },
  connections: () => server.connections(),
  stopEvents: () => deliveries.stop(),
  figures: () => ({ ...counts, ...tokens.figures(), ...ledger.figures(), ...deliveries.counts }),
};

process.on('message', async ({ id, method, args }) => {
  try {
    process.send({ id, value: await methods[method](...args) });
  } catch (error) {
    process.send({ id, error: error.stack });
  }
});
process.once('disconnect', () => process.exit());
process.send({ id: 'ready' });
