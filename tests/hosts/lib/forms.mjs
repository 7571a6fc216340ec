// Forms that nobody has touched: what is sent must be what was filled in, and nothing else.
import assert from 'node:assert/strict';
import manifest from 'workfront-actions/manifest';

/** The values that a person has to fill in: those of the required fields, from the action's sample. */
export const filledIn = ({ fields, sample }) =>
  Object.fromEntries(
    fields.filter(({ required }) => required).map(({ name }) => [name, sample.input[name]]),
  );

/** A value as a form that only knows strings stores it. */
export const asText = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** A connection of which only the address, the type and the values of that type are filled in. */
export const connections = manifest.connection.credentials.map(({ type, fields }) => ({
  values: {
    domain: 'acme',
    type,
    ...Object.fromEntries(
      fields.filter(({ required }) => required).map(({ name }) => [name, name]),
    ),
  },
  options: {
    domain: 'acme',
    credentials: {
      type,
      ...Object.fromEntries(
        fields.filter(({ required }) => required).map(({ name }) => [name, name]),
      ),
    },
  },
}));

/** Plugins that record their options, and what is run with which input. */
export function recording() {
  const runs = [];
  const opened = [];
  const createPlugin = async ({ fetch, ...options }) => {
    opened.push(options);
    return {
      run: async (action, input) => {
        runs.push([action, input]);
        return {};
      },
      close() {},
    };
  };
  return { runs, opened, createPlugin };
}

/**
 * Runs every action with `run(action, filled)`, which fills in the required fields of a form, or nothing, and checks the inputs
 * that arrive at the plugin.
 */
export async function checkActions(runs, run) {
  for (const action of manifest.actions) {
    for (const filled of [filledIn(action), {}]) {
      runs.length = 0;
      await run(action, filled);
      assert.deepEqual(runs, [[action.key, filled]], `${action.key} gets what was filled in`);
    }
  }
}

/** Sets each boolean to yes and to no with `run(action, filled, name, value)`, and checks that nothing else is sent. */
export async function checkBooleans(runs, run) {
  let count = 0;
  for (const action of manifest.actions) {
    const isBoolean = ({ name }) =>
      [action.input.properties[name]?.type].flat().includes('boolean');
    for (const { name } of action.fields.filter(isBoolean)) {
      for (const value of [true, false]) {
        runs.length = 0;
        const filled = filledIn(action);
        await run(action, filled, name, value);
        assert.deepEqual(runs, [[action.key, { ...filled, [name]: value }]], `${name}: ${value}`);
        count += 1;
      }
    }
  }
  assert.ok(count > 20, `${count} booleans were set`);
}
