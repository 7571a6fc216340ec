// A Zapier app: creates, searches and triggers, from the manifest.
import { createPlugin as realCreatePlugin } from 'workfront-actions';
import fullManifest from 'workfront-actions/manifest';
import {
  choicesOf,
  connectionForm,
  connectionOf,
  described,
  descriptionOf,
  formOf,
  inputOf,
  lookForChanges,
  newAuthToken,
  readEvent,
  startEvents,
  stopEvents,
} from './common/index.mjs';

/** @typedef {import('../manifest.d.ts').FullManifestAction} Action */

/** @param {import('./zapier.d.ts').ZapierOptions} options */
export function createZapierApp({
  version,
  platformVersion,
  manifest = fullManifest,
  createPlugin = realCreatePlugin,
}) {
  /**
   * Runs `body` on a connection to the bundle's tenant; failures become what Zapier shows.
   * @template T
   * @param {any} z @param {any} bundle @param {(plugin: any) => Promise<T>} body
   */
  const withPlugin = async (z, bundle, body) => {
    try {
      const plugin = await createPlugin({
        ...connectionOf(manifest, bundle.authData),
        fetch: fetchOf(z),
      });
      try {
        return await body(plugin);
      } finally {
        plugin.close();
      }
    } catch (/** @type {any} */ error) {
      if (error.kind === 'unauthorized') throw new z.errors.ExpiredAuthError(described(error));
      if (error.kind === 'rateLimited') throw new z.errors.ThrottledError(described(error), 60);
      throw new z.errors.Error(described(error), error.kind, error.status);
    }
  };

  /** @type {Record<string, any>} */
  const creates = {};
  /** @type {Record<string, any>} */
  const searches = {};
  /** @type {Record<string, any>} */
  const triggers = {};
  for (const action of manifest.actions) {
    const { key, title, hints, sample } = action;
    const perform = (/** @type {any} */ z, /** @type {any} */ bundle) =>
      withPlugin(z, bundle, (plugin) => plugin.run(key, inputOf(action, bundle.inputData)));
    const operation = {
      inputFields: formOf(action).map((field) => fieldOf(field, choicesKey(field))),
      sample: withID(sample.output),
      outputFields: outputFieldsOf(action),
    };
    const about = {
      key,
      noun: nounOf(action),
      display: { label: title, description: sentence(descriptionOf(action)) },
    };
    if (hints.readOnly) {
      const found = async (/** @type {any} */ z, /** @type {any} */ bundle) => [
        withID(await perform(z, bundle)),
      ];
      searches[key] = { ...about, operation: { ...operation, perform: found } };
    } else {
      creates[key] = { ...about, operation: { ...operation, perform } };
    }
    for (const field of formOf(action)) {
      const name = choicesKey(field);
      if (name !== undefined && !(name in triggers)) {
        triggers[name] = hiddenTrigger(name, /** @type {any} */ (field.choices), withPlugin);
      }
    }
  }
  for (const trigger of manifest.triggers) {
    triggers[trigger.key] =
      trigger.type === 'webhook'
        ? hookTrigger(trigger, sampleOf(manifest, trigger.sampleOf), withPlugin)
        : pollingTrigger(trigger, withPlugin);
  }
  return {
    version,
    platformVersion,
    authentication: authenticationOf(manifest, withPlugin),
    triggers,
    searches,
    creates,
  };
}

/** @param {any} manifest @param {any} withPlugin */
function authenticationOf(manifest, withPlugin) {
  return {
    type: 'custom',
    test: (/** @type {any} */ z, /** @type {any} */ bundle) =>
      withPlugin(z, bundle, (/** @type {any} */ plugin) =>
        plugin.run(manifest.connection.test, {}),
      ),
    connectionLabel: '{{name}} ({{baseUrl}})',
    fields: connectionForm(manifest).map((field) => {
      const { only, ...shown } = field;
      const help = only ? `${shown.help} For: ${only.join(', ')}.` : shown.help;
      return {
        ...fieldOf({ ...shown, help }),
        ...(shown.name === 'privateKey' && { type: 'text' }),
        ...(shown.secret && shown.name !== 'privateKey' && { type: 'password' }),
      };
    }),
  };
}

/** The name of the hidden trigger that gives a field's choices. @param {any} field */
const choicesKey = ({ choices }) =>
  choices && `${choices.action}_${choices.input.object ?? choices.itemsPath}_choices`;

/**
 * @param {import('./common.d.ts').Field} field
 * @param {string} [choices]
 */
function fieldOf({ name, title, help, required, kind, options, placeholder }, choices) {
  const type = {
    number: 'number',
    boolean: 'boolean',
    date: 'datetime',
    secret: 'password',
    json: 'text',
  };
  return {
    key: name,
    label: title,
    ...(help && { helpText: sentence(help) }),
    required,
    type: type[/** @type {keyof typeof type} */ (kind)] ?? 'string',
    ...((kind === 'list' || kind === 'multiselect') && { list: true }),
    ...(options && {
      choices: options.map(({ value, label }) => ({ value, sample: value, label })),
    }),
    ...(choices && { dynamic: `${choices}.id.label` }),
    ...(placeholder && !options && { placeholder }),
  };
}

/** @param {string} name @param {any} choices @param {any} withPlugin */
const hiddenTrigger = (name, choices, withPlugin) => ({
  key: name,
  noun: 'Choice',
  display: { label: 'Choices', description: 'Gives the choices of a field.', hidden: true },
  operation: {
    perform: (/** @type {any} */ z, /** @type {any} */ bundle) =>
      withPlugin(z, bundle, async (/** @type {any} */ plugin) => {
        const found = await choicesOf(plugin, choices);
        return found.map(({ value, label }) => ({ id: value, label }));
      }),
    sample: { id: 'a-choice', label: 'A choice' },
  },
});

/** @param {any} trigger @param {any} sample @param {any} withPlugin */
function hookTrigger({ key, title, description, input }, sample, withPlugin) {
  const fields = Object.entries(input.properties).map(([name, /** @type {any} */ property]) => ({
    key: name,
    label: property.title,
    helpText: property.description,
    required: false,
    list: true,
    choices: Object.fromEntries(property.items.enum.map((/** @type {string} */ one) => [one, one])),
  }));
  const eventsOf = (/** @type {any} */ { events = [] }) =>
    events.length > 0 ? events : input.properties.events.default;
  return {
    key,
    noun: 'Event',
    display: { label: title, description: sentence(description) },
    operation: {
      type: 'hook',
      inputFields: fields,
      performSubscribe: (/** @type {any} */ z, /** @type {any} */ bundle) =>
        withPlugin(z, bundle, async (/** @type {any} */ plugin) => {
          const wanted = { url: bundle.targetUrl, authToken: newAuthToken() };
          await startEvents(plugin, { ...wanted, events: eventsOf(bundle.inputData) });
          return wanted;
        }),
      performUnsubscribe: (/** @type {any} */ z, /** @type {any} */ bundle) =>
        withPlugin(z, bundle, async (/** @type {any} */ plugin) => {
          await stopEvents(plugin, bundle.subscribeData);
          return {};
        }),
      perform: (/** @type {any} */ z, /** @type {any} */ bundle) =>
        withPlugin(z, bundle, async (/** @type {any} */ plugin) => {
          const { headers = {}, content } = bundle.rawRequest ?? {};
          const authorization = headers['Http-Authorization'] ?? headers.authorization;
          const { authToken } = bundle.subscribeData;
          const { transitions } = bundle.inputData;
          const body = content ?? bundle.cleanedRequest;
          const event = await readEvent(plugin, { body, authorization, authToken, transitions });
          return event ? [event] : [];
        }),
      performList: () => Promise.resolve([sample]),
      sample,
    },
  };
}

/** Zapier remembers what it has seen, by `id`, so each look may go back further than Zapier waits. */
const lookBackMs = 86_400_000;

/** @param {any} trigger @param {any} withPlugin */
const pollingTrigger = ({ key, title, description, dedupeKey, sample }, withPlugin) => ({
  key,
  noun: 'User',
  display: { label: title, description: sentence(description) },
  operation: {
    perform: (/** @type {any} */ z, /** @type {any} */ bundle) =>
      withPlugin(z, bundle, async (/** @type {any} */ plugin) => {
        const since = new Date(Date.now() - lookBackMs).toISOString();
        const { users } = await lookForChanges(plugin, { since });
        const id = (/** @type {any} */ user) =>
          dedupeKey.map((/** @type {string} */ name) => user[name]).join(':');
        return users.map((/** @type {any} */ user) => ({ id: id(user), ...user })).reverse();
      }),
    sample: { id: 'id', ...sample },
  },
});

/** @param {any} manifest @param {string} key */
const sampleOf = (manifest, key) =>
  manifest.actions.find((/** @type {any} */ one) => one.key === key).sample.output;

/** The first level of an output. @param {Action} action */
function outputFieldsOf({ output }) {
  const properties = /** @type {any} */ (output).properties ?? {};
  return Object.entries(properties).map(([key, /** @type {any} */ property]) => ({
    key,
    ...(property.description && { label: property.description.split(/[.;:]/)[0] }),
  }));
}

/** What Zapier tells repetitions by. @param {any} output */
const withID = (output) => ({
  id: output.id ?? output.ID ?? output.user?.ID ?? 'result',
  ...output,
});

/** @param {Action} action */
const nounOf = ({ group }) => (group === 'Events' ? 'Subscription' : 'User');

/** Zapier wants a sentence, with neither blanks at its ends nor too much of it. @param {string} text */
const sentence = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);

/**
 * Zapier's own way out, so that requests show in its monitoring.
 * @param {any} z
 */
const fetchOf = (z) => async (/** @type {string} */ url, /** @type {any} */ init) => {
  const { method, headers, body, signal } = init;
  const request = {
    url,
    method,
    headers,
    body,
    signal,
    redirect: 'manual',
    skipThrowForStatus: true,
  };
  const answer = await z.request(request);
  return {
    status: answer.status,
    headers: { get: (/** @type {string} */ name) => answer.getHeader(name) ?? null },
    text: async () => answer.content,
  };
};
