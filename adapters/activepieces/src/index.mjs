// An Activepieces piece: actions, dropdowns and triggers, from the manifest.
// @ts-ignore: its types exist only where it is installed.
import * as framework from '@activepieces/pieces-framework';
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

const { createAction, createPiece, createTrigger, PieceAuth, Property, TriggerStrategy } =
  /** @type {any} */ (framework).default ?? framework;

const logoUrl = 'https://cdn.activepieces.com/pieces/adobe.png';

/** @param {import('./types.d.mts').ActivepiecesOptions} [options] */
export function createWorkfrontPiece({
  manifest = fullManifest,
  createPlugin = defaultCreatePlugin,
  options: extraOptions = {},
} = {}) {
  /**
   * Runs `body` with a plugin for this connection; an error's message says what to do next.
   * @template Result
   * @param {any} auth @param {(plugin: any) => Promise<Result>} body
   */
  const call = async (auth, body) => {
    const options = { ...connectionOf(manifest, auth?.props ?? auth), ...extraOptions };
    try {
      return await withPlugin(createPlugin, options, body);
    } catch (error) {
      throw new Error(described(error), { cause: error });
    }
  };
  const auth = authOf(manifest, call);
  const piece = { auth, call };
  return createPiece({
    displayName: 'Adobe Workfront users',
    description: 'Manage the users of Adobe Workfront.',
    auth,
    logoUrl,
    authors: [],
    minimumSupportedRelease: '0.30.0',
    actions: manifest.actions.map((action) => actionOf(action, piece)),
    triggers: manifest.triggers.map((trigger) =>
      trigger.type === 'webhook'
        ? webhookTrigger(trigger, sampleOf(manifest, trigger.sampleOf), piece)
        : pollingTrigger(trigger, piece),
    ),
  });
}

/** @param {any} manifest @param {any} call */
function authOf(manifest, call) {
  const props = wholeConnectionForm(manifest).map((field) => [field.name, property(field)]);
  return PieceAuth.CustomAuth({
    description: 'Your Workfront domain, one type of credential, and its values.',
    required: true,
    props: Object.fromEntries(props),
    validate: async (/** @type {any} */ { auth: values }) => {
      try {
        await call(values, (/** @type {any} */ plugin) => plugin.run(manifest.connection.test, {}));
        return { valid: true };
      } catch (/** @type {any} */ error) {
        return { valid: false, error: error.message };
      }
    },
  });
}

/** @param {any} action @param {any} piece */
function actionOf(action, piece) {
  const { key, title, hints } = action;
  const props = formOf(action).map((field) => [field.name, property(field, piece)]);
  return createAction({
    name: key,
    displayName: title,
    description: descriptionOf(action),
    aiMetadata: { description: descriptionOf(action), idempotent: hints.idempotent },
    auth: piece.auth,
    props: Object.fromEntries(props),
    run: (/** @type {any} */ context) =>
      piece.call(context.auth, (/** @type {any} */ plugin) =>
        plugin.run(key, inputOf(action, context.propsValue)),
      ),
  });
}

/** @param {any} field @param {any} [piece] for fields whose choices come from the tenant */
function property(field, piece) {
  const { title: displayName, help: description, required, kind, options, placeholder } = field;
  const shown = { displayName, description, required, ...(placeholder && { placeholder }) };
  if (field.choices && piece) return dropdown(field, shown, piece);
  switch (kind) {
    case 'select':
      return Property.StaticDropdown({ ...shown, options: { options } });
    case 'multiselect':
      return Property.StaticMultiSelectDropdown({ ...shown, options: { options } });
    case 'list':
      return Property.Array(shown);
    case 'boolean':
      // Three states: the builder stores `false` for a checkbox that nobody has touched.
      return Property.StaticDropdown({ ...shown, options: { options: booleanOptions(required) } });
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

/** @param {boolean} required */
const booleanOptions = (required) => [
  ...(required ? [] : [{ label: 'Not set', value: '' }]),
  { label: 'Yes', value: true },
  { label: 'No', value: false },
];

/** @param {any} field @param {any} shown @param {any} piece */
function dropdown({ kind, choices }, shown, { auth, call }) {
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
      const options = await call(values, (/** @type {any} */ plugin) =>
        choicesOf(plugin, choices, searchValue ?? ''),
      );
      return { disabled: false, options };
    },
  });
}

/** @param {any} trigger @param {any} sample @param {any} piece */
function webhookTrigger({ key, title, description, input }, sample, { auth, call }) {
  const { events, transitions } = input.properties;
  const list = (
    /** @type {any} */ { title: displayName, description: help, items, default: defaultValue },
  ) =>
    Property.StaticMultiSelectDropdown({
      displayName,
      description: help,
      required: false,
      ...(defaultValue && { defaultValue }),
      options: {
        options: items.enum.map((/** @type {string} */ value) => ({ value, label: value })),
      },
    });
  const tokenKey = `${key}Token`;
  return createTrigger({
    name: key,
    displayName: title,
    description,
    auth,
    props: { events: list(events), transitions: list(transitions) },
    type: TriggerStrategy.WEBHOOK,
    sampleData: sample,
    onEnable: (/** @type {any} */ context) =>
      call(context.auth, async (/** @type {any} */ plugin) => {
        const authToken = newAuthToken();
        const selected = context.propsValue.events ?? [];
        await startEvents(plugin, {
          url: context.webhookUrl,
          authToken,
          events: selected.length > 0 ? selected : events.default,
        });
        await context.store.put(tokenKey, authToken);
      }),
    onDisable: (/** @type {any} */ context) =>
      call(context.auth, async (/** @type {any} */ plugin) => {
        const authToken = await context.store.get(tokenKey);
        if (!authToken) return;
        await stopEvents(plugin, { url: context.webhookUrl, authToken });
        await context.store.delete(tokenKey);
      }),
    run: (/** @type {any} */ context) =>
      call(context.auth, async (/** @type {any} */ plugin) => {
        const { body, headers = {} } = context.payload;
        const event = await readEvent(plugin, {
          body,
          authorization: headers.authorization ?? headers.Authorization,
          authToken: await context.store.get(tokenKey),
          transitions: context.propsValue.transitions ?? [],
        });
        return event ? [event] : [];
      }),
  });
}

/** @param {any} trigger @param {any} piece */
function pollingTrigger({ key, title, description, sample }, { auth, call }) {
  const cursorKey = `${key}Cursor`;
  const poll = async (/** @type {any} */ context) =>
    call(context.auth, async (/** @type {any} */ plugin) => {
      const { users, cursor } = await lookForChanges(plugin, {
        cursor: (await context.store.get(cursorKey)) ?? undefined,
        ...(context.propsValue.fields?.length > 0 && { fields: context.propsValue.fields }),
      });
      await context.store.put(cursorKey, cursor);
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
    onEnable: async (/** @type {any} */ context) => void (await poll(context)),
    onDisable: (/** @type {any} */ context) => context.store.delete(cursorKey),
    run: poll,
  });
}
