// A monitor that replaces the runtime's fetch.

export function createMonitor() {
  const original = globalThis.fetch;
  const counts = { monitored: 0 };
  const watched = (...args) => {
    counts.monitored += 1;
    return original(...args);
  };
  return {
    counts,
    toggle: () => (globalThis.fetch = globalThis.fetch === original ? watched : original),
    restore: () => (globalThis.fetch = original),
  };
}
