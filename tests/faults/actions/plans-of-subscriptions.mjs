// What plans of event subscriptions are made of: `{ action, input, steps }` for a new tenant.

const url = 'https://example.com/hook';

const declared = ({ secrets }, eventTypes, more) => ({
  ...{ url, authToken: secrets.authToken, ...more },
  subscriptions: eventTypes.map((eventType) => ({ eventType })),
});

const subscribing = (eventType) => ({ kind: 'subscribe', url, eventType });

/** Each leaves a subscription of another URL alone. */
export const subscriptionSets = {
  'subscriptions to create': (world) => ({
    action: 'ensureSubscriptions',
    input: declared(world, ['CREATE', 'UPDATE']),
    steps: ['CREATE', 'UPDATE'].map(subscribing),
  }),
  'a subscription to delete': (world) => {
    const ID = world.subscribe({ eventType: 'CREATE', url });
    return { action: 'unsubscribe', input: { id: ID }, steps: [{ kind: 'unsubscribe', ID }] };
  },
  'versions of subscriptions': (world) => {
    const subscriptionIds = ['CREATE', 'UPDATE'].map((eventType) =>
      world.subscribe({ eventType, url }),
    );
    const version = 'v1';
    return {
      ...{ action: 'subscriptionVersion', input: { subscriptionIds, version } },
      steps: subscriptionIds.map((ID) => ({ kind: 'setVersion', ID, version })),
    };
  },
  /** One is created again, and one is deleted. */
  'subscriptions to replace': (world) => {
    const [old, needless] = ['CREATE', 'DELETE'].map((eventType) =>
      world.subscribe({ eventType, url }),
    );
    return {
      ...{ action: 'ensureSubscriptions', input: declared(world, ['CREATE'], { renew: true }) },
      steps: [
        { kind: 'unsubscribe', ID: old },
        subscribing('CREATE'),
        { kind: 'unsubscribe', ID: needless },
      ],
    };
  },
};
