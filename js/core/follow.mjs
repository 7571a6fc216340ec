// One listener for all calls that share a signal: runtimes warn of many.

/** @type {WeakMap<AbortSignal, Set<AbortController>>} */
const followers = new WeakMap();

/**
 * A signal of the call's own, which is aborted with the caller's. `release` ends that.
 * @param {AbortSignal} signal
 */
export function follow(signal) {
  const own = new AbortController();
  const known = followers.get(signal);
  const all = known ?? new Set();
  if (known === undefined) {
    followers.set(signal, all);
    signal.addEventListener('abort', () => {
      for (const follower of all) follower.abort(signal.reason);
      all.clear();
    });
  }
  all.add(own);
  return { signal: own.signal, release: () => void all.delete(own) };
}
