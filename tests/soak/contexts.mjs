// The contexts of calls: signals of each kind, aborted at random moments, and a progress listener.

const longMs = 3_600_000;

/**
 * A function that returns `{ context, end }` for a call; `end` is called when the call has settled.
 * `shared` is the signal of many calls, which is never aborted.
 */
export function createContexts({ is, pick, below }, { shared, onProgress, signals }) {
  const counts = { aborts: 0 };
  const abort = (controller) => {
    counts.aborts += 1;
    controller.abort(pick([undefined, new Error('The caller stops'), 'a string']));
  };

  const kinds = {
    none: () => ({}),
    shared: () => ({ signal: shared }),
    /** Has a timer of an hour, which must not keep the signal in memory. */
    long: () => ({ signal: AbortSignal.timeout(longMs) }),
    short: () => ({ signal: AbortSignal.timeout(1 + below(40)) }),
    aborted: () => ({ signal: AbortSignal.abort() }),
    soon() {
      const controller = new AbortController();
      queueMicrotask(() => abort(controller));
      return { signal: controller.signal };
    },
    turn() {
      const controller = new AbortController();
      const immediate = setImmediate(() => abort(controller));
      return { signal: controller.signal, end: () => clearImmediate(immediate) };
    },
    later() {
      const controller = new AbortController();
      const timer = setTimeout(() => abort(controller), below(40));
      return { signal: controller.signal, end: () => clearTimeout(timer) };
    },
  };
  const harmless = ['none', 'none', 'shared', 'shared', 'long'];
  const all = [...Object.keys(kinds).filter((kind) => !harmless.includes(kind)), ...harmless];

  return {
    counts,
    /** `isHarmless`: the signal is never aborted. */
    create(isHarmless = is(0.6)) {
      const { signal, end = () => {} } = kinds[pick(isHarmless ? harmless : all)]();
      if (signal && signal !== shared) signals.add(signal);
      const context = {
        ...(signal && { signal }),
        ...(is(0.3) && { onProgress }),
      };
      return { context: Object.keys(context).length > 0 ? context : undefined, end };
    },
  };
}
