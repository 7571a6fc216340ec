// A workflow platform of your own: its steps, their forms and their execution come from the manifest.
import { createPlugin } from 'workfront-actions';
import {
  choicesOf,
  connectionForm,
  connectionOf,
  formOf,
  inputOf,
} from 'workfront-actions/adapters';
import manifest from 'workfront-actions/manifest';

/** The form of a connection, filled in once per tenant. */
export const connection = connectionForm(manifest);

/** @param {Record<string, unknown>} values @param {import('workfront-actions').HostFetch} [fetch] of the platform */
export const connect = (values, fetch) =>
  createPlugin({ ...connectionOf(manifest, values), ...(fetch && { fetch }) });

export const steps = manifest.actions.map((action) => ({
  id: action.key,
  title: action.title,
  form: formOf(action),
  needsConfirmation: action.hints.destructive,
  /** @param {import('workfront-actions').Plugin} wf @param {string} name @param {string} [typed] */
  choices: (wf, name, typed) => {
    const choices = action.fields.find((field) => field.name === name)?.choices;
    return choices ? choicesOf(wf, choices, typed) : Promise.resolve([]);
  },
  /** @param {import('workfront-actions').Plugin} wf @param {Record<string, unknown>} values */
  run: (wf, values) => wf.run(action.key, /** @type {any} */ (inputOf(action, values))),
}));
