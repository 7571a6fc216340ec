// An instance whose behaviour a test writes down, for what the facade does on its own.

const refusal = { kind: 'validation', message: 'refused', fields: ['refuse'] };

/** `createInstance` whose instances run `answer(action, input, context, host)`; `made` lists them. */
export function fakeInstances(answer) {
  const made = [];
  const createInstance = (_module, onTrap) => {
    const instance = { connections: [], disconnected: [], onTrap };
    made.push(instance);
    const sent = [];
    // As the real one: what sends tells a number what became of it.
    const sending = ({ send, ...host }) => ({
      ...host,
      send: (...request) =>
        new Promise((resolve, reject) => {
          send(...request, sent.push({ resolve, reject }) - 1);
        }),
    });
    return {
      on_panic: (callback) => (instance.panic = callback),
      connect(config, host) {
        if (config.refuse) throw refusal;
        return instance.connections.push({ config, host: sending(host) }) - 1;
      },
      disconnect: (handle) => instance.disconnected.push(handle),
      run(handle, action, input, context, resolve, reject) {
        const { host } = instance.connections[handle];
        Promise.resolve(answer(action, input, context, host)).then(resolve, reject);
      },
      answered: (number, isGood, told) => sent[number][isGood ? 'resolve' : 'reject'](told),
    };
  };
  return { createInstance, matches: () => true, made };
}

export const manifest = { version: '0', actions: [{ key: 'get' }, { key: 'search' }] };
