// Scenarios of event subscriptions.
import { judgeEnsure, judgeSubscribe, judgeUnsubscribe, judgeVersion } from '../judges/events.mjs';

const url = 'https://example.com/hook';

const tokenOf = ({ secrets }) => secrets.authToken;

const ensured = (world) => {
  const others = [world.subscribe({ eventType: 'CREATE', url: 'https://example.org/other' })];
  world.subscribe({ eventType: 'CREATE', url });
  world.subscribe({ eventType: 'DELETE', url });
  return { url, authToken: tokenOf(world), others, declared: ['CREATE', 'UPDATE'] };
};
const wanted = [
  { eventType: 'CREATE' },
  { eventType: 'UPDATE', filters: [{ fieldName: 'isActive', comparison: 'changed' }] },
];

export const events = [
  {
    id: 'subscribe',
    action: 'subscribe',
    isThorough: true,
    prepare: (world) => ({ url, authToken: tokenOf(world), eventType: 'CREATE' }),
    input: ({ eventType, authToken }) => ({ eventType, url, authToken }),
    judge: judgeSubscribe,
  },
  {
    id: 'subscribe, where there is one',
    action: 'subscribe',
    prepare(world) {
      world.subscribe({ eventType: 'CREATE', url });
      return { url, authToken: tokenOf(world), eventType: 'CREATE', exists: true };
    },
    input: ({ eventType, authToken }) => ({ eventType, url, authToken }),
    judge: judgeSubscribe,
  },
  {
    id: 'unsubscribe',
    action: 'unsubscribe',
    prepare: (world) => ({ id: world.subscribe({ eventType: 'CREATE', url }) }),
    input: ({ id }) => ({ id }),
    judge: judgeUnsubscribe,
  },
  {
    id: 'subscriptionVersion, of one',
    action: 'subscriptionVersion',
    prepare: (world) => ({
      ids: [world.subscribe({ eventType: 'CREATE', url })],
      version: 'v1',
    }),
    input: ({ ids: [id], version }) => ({ id, version }),
    judge: judgeVersion,
  },
  {
    id: 'subscriptionVersion, of several',
    action: 'subscriptionVersion',
    prepare: (world) => ({
      ids: ['CREATE', 'UPDATE'].map((eventType) => world.subscribe({ eventType, url })),
      version: 'v1',
    }),
    input: ({ ids, version }) => ({ subscriptionIds: ids, version }),
    judge: judgeVersion,
  },
  {
    id: 'ensureSubscriptions',
    action: 'ensureSubscriptions',
    isThorough: true,
    prepare: ensured,
    input: ({ authToken }) => ({ url, authToken, subscriptions: wanted }),
    judge: judgeEnsure,
  },
  {
    id: 'ensureSubscriptions, as a dry run',
    action: 'ensureSubscriptions',
    prepare: (world) => ({ ...ensured(world), isDry: true }),
    input: ({ authToken }) => ({ url, authToken, subscriptions: wanted, dryRun: true }),
    judge: judgeEnsure,
  },
  {
    id: 'ensureSubscriptions, replaced',
    action: 'ensureSubscriptions',
    prepare: (world) => ({ ...ensured(world), declared: ['CREATE', 'DELETE'] }),
    input: ({ authToken }) => ({
      url,
      authToken,
      subscriptions: [{ eventType: 'CREATE' }, { eventType: 'DELETE' }],
      renew: true,
    }),
    judge: judgeEnsure,
  },
];
