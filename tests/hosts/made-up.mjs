// A made-up action: adapters must offer it without an edit.
import manifest from 'workfront-actions/manifest';

export const madeUp = {
  key: 'greet',
  title: 'Greet a user',
  description: 'Says hello.',
  requests: { least: 0, most: 0, text: 'Costs no request.' },
  group: 'Users',
  hints: { readOnly: false, destructive: false, idempotent: true },
  fields: [
    { name: 'times', title: 'Times', required: true, advanced: false, secret: false },
    { name: 'tone', title: 'Tone', required: false, advanced: true, secret: false },
  ],
  input: {
    type: 'object',
    properties: {
      times: { type: 'integer', description: 'How often.' },
      tone: { enum: ['warm', 'cool'], description: 'How.' },
    },
    required: ['times'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { greeting: { type: 'string', description: 'What was said.' } },
    required: ['greeting'],
    additionalProperties: false,
  },
  sample: { input: { times: 2 }, output: { greeting: 'Hello! Hello!' } },
  errors: ['validation'],
};

/** The manifest, with the made-up action. */
export const withMadeUp = { ...manifest, actions: [...manifest.actions, madeUp] };

/** Plugins with the made-up action. */
export const createPlugin = async () => ({
  run: async (action, input) => ({ greeting: Array(input.times).fill('Hello!').join(' '), action }),
  close() {},
});
