// An instance whose behaviour a test writes down, for what the facade does on its own.

const refusal = { kind: 'validation', message: 'refused', fields: ['refuse'] };

/** `createInstance` whose instances run `answer(action, input, context, host)`; `made` lists them. */
export function fakeInstances(answer) {
  const made = [];
  const createInstance = (_module, onTrap) => {
    const instance = { connections: [], disconnected: [], onTrap };
    made.push(instance);
    return {
      on_panic: (callback) => (instance.panic = callback),
      connect(config, host) {
        if (config.refuse) throw refusal;
        return instance.connections.push({ config, host }) - 1;
      },
      disconnect: (handle) => instance.disconnected.push(handle),
      run: (handle, action, input, context) =>
        Promise.resolve(answer(action, input, context, instance.connections[handle].host)),
    };
  };
  return { createInstance, matches: () => true, made };
}

export const manifest = { version: '0', actions: [{ key: 'get' }, { key: 'search' }] };
