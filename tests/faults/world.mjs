// A new tenant for each cell: its true state, and a clock that advances only by waiting.
import { createSandbox } from 'workfront-actions/sandbox';

const subscriptions = '/attask/eventsubscription/api/v1/subscriptions';

/** @param {import('./secrets.mjs').Secrets} secrets those of the tenant and its clients @param {object} [options] */
export async function createWorld(secrets, options = {}) {
  const { apiKey, bearerToken, sessionID, clientSecret, refreshToken, authToken } = secrets;
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const waits = [];
  const sandbox = await createSandbox({
    ...{ people: 8, apiKey, bearerToken, sessionID, now },
    oauth: { clientSecret, refreshToken },
    ...options,
  });
  const handle = (request) => {
    const { status, headers, body, dropped } = sandbox.handle(request);
    if (dropped) throw new Error('The sandbox dropped a request.');
    return { status, headers, body: Buffer.from(body).toString() };
  };
  /** A request of the test harness, as another system would send it. */
  const direct = (method, url, json, credential = ['apiKey', apiKey]) => {
    const body = json === undefined ? '' : JSON.stringify(json);
    const headers = [credential, ['Content-Type', 'application/json']];
    const reply = handle({ method, url, headers, body, bytes: Buffer.from(body) });
    return { status: reply.status, json: reply.body ? JSON.parse(reply.body) : undefined };
  };
  return {
    sandbox,
    secrets,
    handle,
    direct,
    now,
    waits,
    sleep: (ms) => {
      waits.push(ms);
      ahead += ms;
      return new Promise((resolve) => setImmediate(resolve));
    },
    /** Creates an event subscription and returns its ID. */
    subscribe: (wanted) => {
      const defaults = { objCode: 'USER', url: 'https://example.com/hook', authToken };
      const { status, json } = direct('POST', subscriptions, { ...defaults, ...wanted });
      if (status !== 201) throw new Error(`Preparing failed: ${JSON.stringify(json)}`);
      return json.id;
    },
    /** The user whose session the harness uses. */
    session: () => direct('GET', '/attask/api/v18.0/session').json.data,
    /** Moves the clock. */
    advance: (ms) => (ahead += ms),
    isSession: (sessionID) =>
      direct('GET', '/attask/api/v18.0/session', undefined, ['sessionID', sessionID]).status ===
      200,
    state: () =>
      stateOf(
        direct('GET', `/attask/api/v22.0/user/search?fields=${fields}&$$LIMIT=2000`).json.data,
        direct('GET', `${subscriptions}?limit=1000`).json.subscriptions,
      ),
    close: () => sandbox.close(),
  };
}

/** The part of the state that verdicts need: a snapshot of everything takes ten times as long. */
const fields = [
  ...['username', 'emailAddr', 'firstName', 'lastName', 'isActive', 'isAdmin', 'accessLevelID'],
  ...['homeGroupID', 'homeTeamID', 'managerID', 'roleID', 'title', 'extRefID', 'city', 'entryDate'],
  ...['teams:ID', 'userGroups:groupID', 'userApproval:status'],
].join();

function stateOf(users, subscriptions) {
  return {
    users: new Map(users.map((user) => [user.ID, user])),
    people: users.filter((user) => !user.isAdmin),
    admin: users.find((user) => user.isAdmin),
    subscriptions,
  };
}
