// A fake instance, for tests of the facade alone.

const refusal = { kind: 'validation', message: 'refused', fields: ['refuse'] };

/** `createInstance` whose instances run `respond(action, input, context, host)`; `made` lists them. */
export function fakeInstances(respond) {
  const made = [];
  const createInstance = (_module, onTrap) => {
    const instance = { connections: [], disconnected: [], onTrap };
    made.push(instance);
    return {
      on_panic: (callback) => (instance.panic = callback),
      share_parts: () => {},
      connect(config, host) {
        if (config.refuse) throw refusal;
        return instance.connections.push({ config, host }) - 1;
      },
      disconnect: (handle) => instance.disconnected.push(handle),
      run: (handle, action, input, context) =>
        Promise.resolve(respond(action, input, context, instance.connections[handle].host)),
    };
  };
  return { createInstance, matches: () => true, made };
}

export const manifest = { version: '0', actions: [{ key: 'get' }, { key: 'search' }] };
