// One listener for all calls that share a signal: runtimes warn of many.

/** @type {WeakMap<AbortSignal, Set<AbortController>>} */
const followers = new WeakMap();

/**
 * A signal of the call's own, which is aborted with the caller's, and by `stop`. `release` ends the first.
 * @param {AbortSignal} [signal]
 */
export function linkSignal(signal) {
  const own = new AbortController();
  const all = signal ? followersOf(signal) : new Set();
  all.add(own);
  const release = () => void all.delete(own);
  /** @param {unknown} [reason] */
  const stop = (reason) => {
    release();
    own.abort(reason);
  };
  if (signal?.aborted) stop(signal.reason);
  return { signal: own.signal, release, stop };
}

/** @param {AbortSignal} signal */
function followersOf(signal) {
  const known = followers.get(signal);
  if (known) return known;
  /** @type {Set<AbortController>} */
  const all = new Set();
  followers.set(signal, all);
  signal.addEventListener('abort', () => {
    for (const follower of all) follower.abort(signal.reason);
    all.clear();
  });
  return all;
}
