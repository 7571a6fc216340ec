// Counts objects that garbage collection has not collected.

export class Collected {
  #alive = 0;
  #added = 0;
  #registry = new FinalizationRegistry(() => (this.#alive -= 1));

  /** @param {WeakKey} object */
  add(object) {
    this.#alive += 1;
    this.#added += 1;
    this.#registry.register(object);
  }

  get alive() {
    return this.#alive;
  }

  get added() {
    return this.#added;
  }
}

/** Collects all garbage that can be collected now, and calls finalizers. */
export async function collect() {
  for (let times = 0; times < 4; times += 1) {
    globalThis.gc();
    // Finalizers run in a task of their own.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
