// A Zapier app: creates, searches and triggers, from the manifest.
import { createPlugin as defaultCreatePlugin } from 'workfront-actions';
import fullManifest from 'workfront-actions/manifest';
import {
  choicesOf,
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
} from '../../common/src/index.mjs';
import { sampleOf, wholeConnectionForm } from '../../common/src/manifest.mjs';
import { withPlugin } from '../../common/src/with-plugin.mjs';

/** @typedef {import('../../../js/manifest.d.ts').FullManifestAction} Action */

/** @param {import('./types.d.mts').ZapierOptions} options */
export function createZapierApp({
  version,
  platformVersion,
  manifest = fullManifest,
  createPlugin = defaultCreatePlugin,
}) {
  /**
   * Runs `body` with a plugin for the bundle's connection; errors become Zapier's own.
   * @template Result
   * @param {any} z @param {any} bundle @param {(plugin: any) => Promise<Result>} body
   */
  const call = async (z, bundle, body) => {
    const options = { ...connectionOf(manifest, bundle.authData), fetch: fetchOf(z) };
    try {
      return await withPlugin(createPlugin, options, body);
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
      call(z, bundle, (plugin) => plugin.run(key, inputOf(action, bundle.inputData)));
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
      const search = async (/** @type {any} */ z, /** @type {any} */ bundle) => [
        withID(await perform(z, bundle)),
      ];
      searches[key] = { ...about, operation: { ...operation, perform: search } };
    } else {
      creates[key] = { ...about, operation: { ...operation, perform } };
    }
    for (const field of formOf(action)) {
      const name = choicesKey(field);
      if (name !== undefined && !(name in triggers)) {
        triggers[name] = hiddenTrigger(name, /** @type {any} */ (field.choices), call);
      }
    }
  }
  for (const trigger of manifest.triggers) {
    triggers[trigger.key] =
      trigger.type === 'webhook'
        ? hookTrigger(trigger, sampleOf(manifest, trigger.sampleOf), call)
        : pollingTrigger(trigger, call);
  }
  return {
    version,
    platformVersion,
    authentication: authenticationOf(manifest, call),
    triggers,
    searches,
    creates,
  };
}

/** @param {any} manifest @param {any} call */
function authenticationOf(manifest, call) {
  return {
    type: 'custom',
    test: (/** @type {any} */ z, /** @type {any} */ bundle) =>
      call(z, bundle, (/** @type {any} */ plugin) => plugin.run(manifest.connection.test, {})),
    connectionLabel: '{{name}} ({{baseUrl}})',
    fields: wholeConnectionForm(manifest).map((field) => ({
      ...fieldOf(field),
      ...(field.multiline && { type: 'text' }),
      ...(field.secret && !field.multiline && { type: 'password' }),
    })),
  };
}

/** The name of the hidden trigger that lists a field's choices. @param {any} field */
const choicesKey = ({ choices }) =>
  choices && `${choices.action}_${choices.input.object ?? choices.itemsPath}_choices`;

/**
 * @param {import('../../common/src/types.d.mts').Field} field
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

/** @param {string} name @param {any} choices @param {any} call */
const hiddenTrigger = (name, choices, call) => ({
  key: name,
  noun: 'Choice',
  display: { label: 'Choices', description: 'Lists the choices of a field.', hidden: true },
  operation: {
    perform: (/** @type {any} */ z, /** @type {any} */ bundle) =>
      call(z, bundle, async (/** @type {any} */ plugin) => {
        const options = await choicesOf(plugin, choices);
        return options.map(({ value, label }) => ({ id: value, label }));
      }),
    sample: { id: 'a-choice', label: 'A choice' },
  },
});

/** @param {any} trigger @param {any} sample @param {any} call */
function hookTrigger({ key, title, description, input }, sample, call) {
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
        call(z, bundle, async (/** @type {any} */ plugin) => {
          const subscription = { url: bundle.targetUrl, authToken: newAuthToken() };
          await startEvents(plugin, { ...subscription, events: eventsOf(bundle.inputData) });
          return subscription;
        }),
      performUnsubscribe: (/** @type {any} */ z, /** @type {any} */ bundle) =>
        call(z, bundle, async (/** @type {any} */ plugin) => {
          await stopEvents(plugin, bundle.subscribeData);
          return {};
        }),
      perform: (/** @type {any} */ z, /** @type {any} */ bundle) =>
        call(z, bundle, async (/** @type {any} */ plugin) => {
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

/** Zapier deduplicates by `id`, so each poll may overlap the one before. */
const lookBackMs = 86_400_000;

/** @param {any} trigger @param {any} call */
const pollingTrigger = ({ key, title, description, dedupeKey, sample }, call) => ({
  key,
  noun: 'User',
  display: { label: title, description: sentence(description) },
  operation: {
    perform: (/** @type {any} */ z, /** @type {any} */ bundle) =>
      call(z, bundle, async (/** @type {any} */ plugin) => {
        const since = new Date(Date.now() - lookBackMs).toISOString();
        const { users } = await lookForChanges(plugin, { since });
        const id = (/** @type {any} */ user) =>
          dedupeKey.map((/** @type {string} */ name) => user[name]).join(':');
        return users.map((/** @type {any} */ user) => ({ id: id(user), ...user })).reverse();
      }),
    sample: { id: 'id', ...sample },
  },
});

/** The top-level fields of an action's output. @param {Action} action */
function outputFieldsOf({ output }) {
  const properties = /** @type {any} */ (output).properties ?? {};
  return Object.entries(properties).map(([key, /** @type {any} */ property]) => ({
    key,
    ...(property.description && { label: property.description.split(/[.;:]/)[0] }),
  }));
}

/** Adds the `id` by which Zapier recognizes duplicates. @param {any} output */
const withID = (output) => ({
  id: output.id ?? output.ID ?? output.user?.ID ?? 'result',
  ...output,
});

/** @param {Action} action */
const nounOf = ({ group }) => (group === 'Events' ? 'Subscription' : 'User');

/** Zapier requires descriptions to end like a sentence. @param {string} text */
const sentence = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);

/**
 * A fetch over Zapier's HTTP client, so that requests show in its monitoring.
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
  const response = await z.request(request);
  return {
    status: response.status,
    headers: { get: (/** @type {string} */ name) => response.getHeader(name) ?? null },
    text: async () => response.content,
  };
};
