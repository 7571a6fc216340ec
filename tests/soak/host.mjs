// The functions of a host that fail now and then.
import { setTimeout as pause } from 'node:timers/promises';

/** More entries than a connection needs: each new refresh token has one of its own. */
const maxEntries = 40;

/** The functions of the options, and `counts` of their failures. */
export function createHost({ is, random }) {
  const counts = { hostFailures: 0, refreshTokens: 0 };
  const mayFail = (probability, what) => {
    if (!is(probability)) return;
    counts.hostFailures += 1;
    throw new Error(`${what} fails on purpose`);
  };
  const entries = new Map();
  const tokenStore = {
    async get(key) {
      mayFail(0.1, 'tokenStore.get');
      return entries.get(key);
    },
    async set(key, value) {
      mayFail(0.1, 'tokenStore.set');
      entries.set(key, value);
      // The first one belongs to the token in the credential.
      if (entries.size > maxEntries) entries.delete([...entries.keys()][1]);
    },
  };
  return {
    counts,
    options: {
      tokenStore,
      onRefreshToken() {
        mayFail(0.1, 'onRefreshToken');
        counts.refreshTokens += 1;
      },
      now() {
        mayFail(0.01, 'now');
        return Date.now();
      },
      random() {
        mayFail(0.05, 'random');
        return random();
      },
      async sleep(ms) {
        mayFail(0.05, 'sleep');
        await pause(Math.min(ms, 3));
      },
    },
    /** A listener that throws now and then. */
    onProgress() {
      mayFail(0.2, 'onProgress');
    },
  };
}
