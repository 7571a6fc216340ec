// An Activepieces piece: actions, dropdowns and triggers, from the manifest.
// @ts-ignore: its types are there only where it is installed.
import * as framework from '@activepieces/pieces-framework';
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

const { createAction, createPiece, createTrigger, PieceAuth, Property, TriggerStrategy } =
  /** @type {any} */ (framework).default ?? framework;

const logoUrl = 'https://cdn.activepieces.com/pieces/adobe.png';

/** @param {import('./activepieces.d.ts').ActivepiecesOptions} [options] */
export function createWorkfrontPiece({
  manifest = fullManifest,
  createPlugin = realCreatePlugin,
  options: more = {},
} = {}) {
  /**
   * Runs `body` on a connection; failures are told with what to do next.
   * @template T
   * @param {any} auth @param {(plugin: any) => Promise<T>} body
   */
  const withPlugin = async (auth, body) => {
    try {
      const plugin = await createPlugin({
        ...connectionOf(manifest, auth?.props ?? auth),
        ...more,
      });
      try {
        return await body(plugin);
      } finally {
        plugin.close();
      }
    } catch (error) {
      throw new Error(described(error), { cause: error });
    }
  };
  const auth = authOf(manifest, withPlugin);
  const make = { auth, withPlugin };
  return createPiece({
    displayName: 'Adobe Workfront users',
    description: 'The whole life of an Adobe Workfront user.',
    auth,
    logoUrl,
    authors: [],
    minimumSupportedRelease: '0.30.0',
    actions: manifest.actions.map((action) => actionOf(action, make)),
    triggers: manifest.triggers.map((trigger) =>
      trigger.type === 'webhook'
        ? webhookTrigger(trigger, sampleOf(manifest, trigger.sampleOf), make)
        : pollingTrigger(trigger, make),
    ),
  });
}

/** @param {any} manifest @param {any} withPlugin */
function authOf(manifest, withPlugin) {
  const props = connectionForm(manifest).map(({ only, ...field }) => {
    const help = only ? `${field.help} For: ${only.join(', ')}.` : field.help;
    return [field.name, property({ ...field, help })];
  });
  return PieceAuth.CustomAuth({
    description: 'Your Workfront domain, and one kind of credential with its values.',
    required: true,
    props: Object.fromEntries(props),
    validate: async (/** @type {any} */ { auth: values }) => {
      try {
        await withPlugin(values, (/** @type {any} */ plugin) =>
          plugin.run(manifest.connection.test, {}),
        );
        return { valid: true };
      } catch (/** @type {any} */ error) {
        return { valid: false, error: error.message };
      }
    },
  });
}

/** @param {any} action @param {any} make */
function actionOf(action, { auth, withPlugin }) {
  const { key, title } = action;
  const props = formOf(action).map((field) => [field.name, property(field, { auth, withPlugin })]);
  return createAction({
    name: key,
    displayName: title,
    description: descriptionOf(action),
    auth,
    props: Object.fromEntries(props),
    run: (/** @type {any} */ context) =>
      withPlugin(context.auth, (/** @type {any} */ plugin) =>
        plugin.run(key, inputOf(action, context.propsValue)),
      ),
  });
}

/** @param {any} field @param {any} [make] */
function property(field, make) {
  const { title: displayName, help: description, required, kind, options, placeholder } = field;
  const shown = { displayName, description, required, ...(placeholder && { placeholder }) };
  if (field.choices && make) return dropdown(field, shown, make);
  switch (kind) {
    case 'select':
      return Property.StaticDropdown({ ...shown, options: { options } });
    case 'multiselect':
      return Property.StaticMultiSelectDropdown({ ...shown, options: { options } });
    case 'list':
      return Property.Array(shown);
    case 'boolean':
      return Property.Checkbox(shown);
    case 'number':
      return Property.Number(shown);
    case 'date':
      return Property.DateTime(shown);
    case 'json':
      return Property.Json(shown);
    case 'secret':
      return PieceAuth.SecretText(shown);
    default:
      return Property.ShortText(shown);
  }
}

/** @param {any} field @param {any} shown @param {any} make */
function dropdown({ kind, choices }, shown, { auth, withPlugin }) {
  const Dropdown = kind === 'list' ? Property.MultiSelectDropdown : Property.Dropdown;
  return Dropdown({
    ...shown,
    auth,
    refreshers: ['auth'],
    refreshOnSearch: choices.search !== undefined,
    options: async (
      /** @type {any} */ { auth: values },
      /** @type {any} */ { searchValue } = {},
    ) => {
      if (!values) return { disabled: true, placeholder: 'Connect your tenant first', options: [] };
      const options = await withPlugin(values, (/** @type {any} */ plugin) =>
        choicesOf(plugin, choices, searchValue ?? ''),
      );
      return { disabled: false, options };
    },
  });
}

/** @param {any} trigger @param {any} sample @param {any} make */
function webhookTrigger({ key, title, description, input }, sample, { auth, withPlugin }) {
  const { events, transitions } = input.properties;
  const list = (
    /** @type {any} */ { title: displayName, description: help, items, default: usual },
  ) =>
    Property.StaticMultiSelectDropdown({
      displayName,
      description: help,
      required: false,
      ...(usual && { defaultValue: usual }),
      options: {
        options: items.enum.map((/** @type {string} */ value) => ({ value, label: value })),
      },
    });
  const stored = `${key}Token`;
  return createTrigger({
    name: key,
    displayName: title,
    description,
    auth,
    props: { events: list(events), transitions: list(transitions) },
    type: TriggerStrategy.WEBHOOK,
    sampleData: sample,
    onEnable: (/** @type {any} */ context) =>
      withPlugin(context.auth, async (/** @type {any} */ plugin) => {
        const authToken = newAuthToken();
        const chosen = context.propsValue.events ?? [];
        await startEvents(plugin, {
          url: context.webhookUrl,
          authToken,
          events: chosen.length > 0 ? chosen : events.default,
        });
        await context.store.put(stored, authToken);
      }),
    onDisable: (/** @type {any} */ context) =>
      withPlugin(context.auth, async (/** @type {any} */ plugin) => {
        const authToken = await context.store.get(stored);
        if (!authToken) return;
        await stopEvents(plugin, { url: context.webhookUrl, authToken });
        await context.store.delete(stored);
      }),
    run: (/** @type {any} */ context) =>
      withPlugin(context.auth, async (/** @type {any} */ plugin) => {
        const { body, headers = {} } = context.payload;
        const event = await readEvent(plugin, {
          body,
          authorization: headers.authorization ?? headers.Authorization,
          authToken: await context.store.get(stored),
          transitions: context.propsValue.transitions ?? [],
        });
        return event ? [event] : [];
      }),
  });
}

/** @param {any} trigger @param {any} make */
function pollingTrigger({ key, title, description, sample }, { auth, withPlugin }) {
  const stored = `${key}Cursor`;
  const look = async (/** @type {any} */ context) =>
    withPlugin(context.auth, async (/** @type {any} */ plugin) => {
      const { users, cursor } = await lookForChanges(plugin, {
        cursor: (await context.store.get(stored)) ?? undefined,
        ...(context.propsValue.fields?.length > 0 && { fields: context.propsValue.fields }),
      });
      await context.store.put(stored, cursor);
      return users;
    });
  return createTrigger({
    name: key,
    displayName: title,
    description,
    auth,
    props: {
      fields: Property.Array({
        displayName: 'Fields',
        description: 'Which fields to read.',
        required: false,
      }),
    },
    type: TriggerStrategy.POLLING,
    sampleData: sample,
    onEnable: async (/** @type {any} */ context) => void (await look(context)),
    onDisable: (/** @type {any} */ context) => context.store.delete(stored),
    run: look,
  });
}

/** @param {any} manifest @param {string} key */
const sampleOf = (manifest, key) =>
  manifest.actions.find((/** @type {any} */ one) => one.key === key).sample.output;
