// The runtime's own `fetch` goes past the host's functions: where the instance breaks, only a signal stops it.

/** @type {WeakMap<AbortSignal, { controllers: Set<AbortController>, abort: () => void }>} */
const followed = new WeakMap();

/**
 * A signal that follows another one, the way to abort it, and the way to end its following.
 * @param {AbortSignal} [signal]
 */
export function followSignal(signal) {
  const controller = new AbortController();
  const { signal: own } = controller;
  const stop = () => controller.abort();
  if (!signal) return { signal: own, stop, end() {} };

  const { controllers, abort } = followersOf(signal);
  controllers.add(controller);
  const end = () => {
    controllers.delete(controller);
    if (controllers.size > 0) return;
    signal.removeEventListener('abort', abort);
    followed.delete(signal);
  };
  return { signal: own, stop, end };
}

/**
 * One listener for all calls that share a signal: with one each, Node warns of a leak.
 * @param {AbortSignal} signal
 */
function followersOf(signal) {
  const known = followed.get(signal);
  if (known) return known;

  const controllers = new Set();
  const abort = () => controllers.forEach((controller) => controller.abort(signal.reason));
  signal.addEventListener('abort', abort, { once: true });
  const followers = { controllers, abort };
  followed.set(signal, followers);
  return followers;
}
