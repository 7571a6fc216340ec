// What is not a call of the long-lived plugin: breakdowns, short-lived plugins, a replaced fetch.

export const others = {
  /** A plugin of its own on the same WebAssembly, with other limits, that is closed after some calls. */
  async visitor({ createPlugin, tenant, choices, tally, contexts, plugins }) {
    const { url, apiKey, accessToken, sessionID } = tenant;
    const credentials = choices.pick([
      { type: 'apiKey', apiKey },
      { type: 'session', sessionID },
      async () => ({ type: 'bearer', accessToken }),
      async () => {
        throw new Error('credentials fails on purpose');
      },
    ]);
    const wf = await createPlugin({
      baseUrl: url,
      credentials,
      timeoutMs: choices.pick([20, 200, 2_000]),
      retry: { attempts: 2, baseMs: 1 },
      maxPeople: 1_000_000,
      ...(choices.is(0.5) && { fetch: (...args) => globalThis.fetch(...args) }),
      ...(choices.is(0.3) && { deadlineMs: 20 }),
      ...(choices.is(0.3) && { maxRequests: 2 }),
    });
    plugins.add(wf);
    const calls = [{ limit: 5 }, { limit: 10 }, { limit: 50 }].map(async (input) => {
      const { context, end } = contexts.create();
      await tally.run('search of a visitor', () => wf.search(input, context));
      end();
    });
    // Calls in flight continue.
    if (choices.is(0.5)) wf.close();
    await Promise.all(calls);
    wf.close();
  },

  /** Replaces the runtime's fetch, as a monitor does, or restores it: requests then take another transport. */
  async monitor({ monitor }) {
    monitor.toggle();
  },
};

/** The WebAssembly panics while other calls are in flight. */
export async function breakDown({ wf, tally, choices, breakdowns }) {
  breakdowns.begun += 1;
  const action = choices.pick(['panic', 'panicLater']);
  try {
    await wf.run(action, {});
    tally.report(`${action} did not panic`);
  } catch (error) {
    if (error?.kind !== 'internal') tally.report(`${action}: ${error?.stack ?? error}`);
  } finally {
    breakdowns.ended += 1;
  }
}
