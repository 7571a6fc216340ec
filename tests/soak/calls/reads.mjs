// Calls that read.

const expected = 'validation';
const fields = ['name', 'emailAddr', 'title'];

export const reads = {
  get: ({ call, IDs, choices }) => call('get', { ID: choices.pick(IDs), fields }),
  search: ({ call, choices }) => call('search', { limit: 1 + choices.below(50), fields }),
  count: ({ call }) => call('count', { filters: [{ field: 'isActive', value: true }] }),
  lookup: ({ call }) => call('lookup', { object: 'accessLevel' }),
  testConnection: ({ call }) => call('testConnection', {}),
  subscriptions: ({ call }) => call('subscriptions', {}),
  call: ({ call, choices, IDs }) =>
    call('call', { method: 'GET', object: 'user', ID: choices.pick(IDs), fields }),
  missing: ({ call }) => call('get', { ID: 'f'.repeat(32) }, { expected: 'notFound' }),
  invalid: ({ call, choices }) =>
    choices.pick([
      () => call('update', { ID: 1, chnages: {} }, { expected }),
      () => call('noSuchAction', {}, { expected }),
      () => call('search', { limit: 1 }, { expected, signal: 'not a signal' }),
      () => call('create', { emailAddr: Symbol('not JSON') }, { expected }),
    ])(),

  /** All pages of the changes since a moment. */
  async changes({ call }) {
    let input = { since: new Date(Date.now() - 60_000).toISOString(), limit: 20 };
    for (let pages = 0; pages < 3; pages += 1) {
      const { output } = await call('changes', input);
      if (!output?.hasMore) return;
      input = { cursor: output.cursor, limit: 20 };
    }
  },

  /** A loop that ends, is left early, or whose body throws. */
  searchAll: ({ wf, contexts, choices, tally }) =>
    tally.run('searchAll', async () => {
      const { context, end } = contexts.create();
      const most = choices.pick([1, 5, 25, 45, Infinity]);
      let count = 0;
      try {
        for await (const { ID } of wf.searchAll({ limit: 20, fields: ['emailAddr'] }, context)) {
          if (ID && (count += 1) >= most) break;
        }
      } finally {
        end();
      }
    }),
};
