// Leaks and errors that a test plants: the soak must refuse each. `begin` is called once, `call` for each scenario of a worker,
// `end` when everything was checked.
import { connect } from 'node:net';

const kept = [];

export const plants = {
  listeners: { call: ({ shared }) => shared.addEventListener('abort', () => {}) },
  memory: { call: () => kept.push(Array.from({ length: 8_000 }, (_, at) => at + 0.5)) },
  buffers: { call: () => kept.push(Buffer.alloc(60_000)) },
  socket: {
    begin({ tenant }) {
      const { hostname, port } = new URL(tenant.url);
      kept.push(connect(Number(port), hostname).on('error', () => {}));
    },
  },
  handle: { end: () => kept.push(setInterval(() => {}, 60_000)) },
  timer: { begin: () => kept.push(setInterval(() => {}, 60_000)) },
  plugin: { begin: ({ plugins }) => keepAll(plugins) },
  signal: { begin: ({ signals }) => keepAll(signals) },
  rejection: { begin: () => void Promise.reject(new Error('planted')) },
  report: { begin: ({ expect }) => expect('nobody@soak.example.com', { exists: true }) },
};

/** Keeps all objects that are counted. */
function keepAll(collected) {
  const add = collected.add.bind(collected);
  collected.add = (object) => {
    kept.push(object);
    add(object);
  };
}
