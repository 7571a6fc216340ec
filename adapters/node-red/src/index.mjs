// Node-RED's nodes: a tenant (the credential), an action, and events. The manifest also describes the editor's forms.
import { createPlugin as defaultCreatePlugin } from 'workfront-actions';
import fullManifest from 'workfront-actions/manifest';
import {
  choicesOf,
  connectionForm,
  connectionOf,
  described,
  descriptionOf,
  formOf,
  inputOf,
  newAuthToken,
  readEvent,
  startEvents,
  stopEvents,
} from '../../common/src/index.mjs';
import { planStoreOf } from './plan-store.mjs';

// The longest body of an event that Workfront sends, in characters.
const maxBodyLength = 1_048_576;

/**
 * Registers the nodes.
 * @param {any} RED
 * @param {import('./types.d.mts').NodeRedOptions} [options]
 */
export function registerNodes(
  RED,
  { manifest = fullManifest, createPlugin = defaultCreatePlugin } = {},
) {
  const form = connectionForm(manifest);
  const credentials = form.map(({ name, secret }) => [
    name,
    { type: secret ? 'password' : 'text' },
  ]);

  /** @this {any} @param {any} config */
  function Tenant(config) {
    const node = this;
    RED.nodes.createNode(node, config);
    /** @type {Promise<any> | undefined} */
    let connecting;
    node.plugin = () => {
      connecting ??= createPlugin({
        ...connectionOf(manifest, node.credentials ?? {}),
        planStore: planStoreOf(node.context().global),
      });
      connecting.catch(() => (connecting = undefined));
      return connecting;
    };
    node.on('close', () => connecting?.then((plugin) => plugin.close()).catch(() => {}));
  }
  RED.nodes.registerType('workfront-tenant', Tenant, {
    credentials: Object.fromEntries(credentials),
  });

  /** @this {any} @param {any} config */
  function Action(config) {
    const node = this;
    RED.nodes.createNode(node, config);
    const tenant = RED.nodes.getNode(config.tenant);
    const controller = new AbortController();
    node.on(
      'input',
      async (/** @type {any} */ message, /** @type {any} */ send, /** @type {any} */ done) => {
        try {
          const key = message.action ?? config.action;
          const action = manifest.actions.find((one) => one.key === key);
          if (!tenant) throw new Error('tenant must be set: select a Workfront tenant in the node');
          if (!action) throw new Error(`action must be the id of an action but is '${key}'`);
          const values = { ...config.values, ...(isObject(message.payload) && message.payload) };
          node.status({ fill: 'blue', shape: 'dot', text: action.title });
          const plugin = await tenant.plugin();
          const output = await plugin.run(key, inputOf(action, values), {
            signal: controller.signal,
            onProgress: (/** @type {any} */ progress) =>
              node.status({
                fill: 'blue',
                shape: 'dot',
                text: `${progress.done} of ${progress.total}`,
              }),
          });
          node.status({});
          send({ ...message, payload: output });
          done();
        } catch (/** @type {any} */ error) {
          node.status({ fill: 'red', shape: 'ring', text: error.kind ?? 'failed' });
          // Node-RED uses `error` itself.
          message.workfrontError = error.toJSON?.() ?? { message: error.message };
          done(described(error));
        }
      },
    );
    node.on('close', () => controller.abort());
  }
  RED.nodes.registerType('workfront-action', Action);

  /** @this {any} @param {any} config */
  function EventIn(config) {
    const node = this;
    RED.nodes.createNode(node, config);
    const tenant = RED.nodes.getNode(config.tenant);
    // Without a token among the node's credentials, each start makes a new one and renews the subscriptions.
    const authToken = node.credentials?.authToken || newAuthToken();
    const path = `/workfront-events/${config.path || node.id}`;
    const url = config.baseUrl && `${config.baseUrl.replace(/\/$/, '')}${path}`;
    const route = async (/** @type {any} */ request, /** @type {any} */ response) => {
      try {
        const plugin = await tenant.plugin();
        const body = await bodyOf(request);
        if (body.trim() === '') return response.sendStatus(200);
        const { authorization } = request.headers;
        const event = await readEvent(plugin, {
          body,
          authorization,
          authToken,
          transitions: config.transitions,
        });
        response.sendStatus(200);
        if (event) node.send({ payload: event, topic: event.type });
      } catch (/** @type {any} */ error) {
        const isUnauthorized = error.kind === 'unauthorized';
        response.sendStatus(isUnauthorized ? 401 : error.kind === 'validation' ? 200 : 500);
        if (!isUnauthorized && error.kind !== 'validation') node.error(described(error));
      }
    };
    RED.httpNode.post(path, route);
    const events = config.events?.length > 0 ? config.events : defaultEvents(manifest);
    const starting =
      tenant && url
        ? tenant
            .plugin()
            .then((/** @type {any} */ plugin) => startEvents(plugin, { url, authToken, events }))
            .then(() => node.status({ fill: 'green', shape: 'dot', text: 'subscribed' }))
            .catch((/** @type {any} */ error) => {
              node.status({ fill: 'red', shape: 'ring', text: error.kind ?? 'failed' });
              node.error(described(error));
            })
        : Promise.resolve(node.status({ fill: 'yellow', shape: 'ring', text: 'no tenant or URL' }));
    node.on('close', async (/** @type {boolean} */ removed, /** @type {() => void} */ done) => {
      const { stack } = RED.httpNode._router ?? RED.httpNode.router;
      const at = stack.findIndex((/** @type {any} */ layer) => layer.route?.path === path);
      if (at >= 0) stack.splice(at, 1);
      await starting;
      // A restart keeps the subscriptions; deleting the node removes them.
      if (removed && tenant && url) {
        const plugin = await tenant.plugin().catch(() => undefined);
        (await plugin) && (await stopEvents(await plugin, { url, authToken }).catch(() => {}));
      }
      done();
    });
  }
  RED.nodes.registerType('workfront-event-in', EventIn, {
    credentials: { authToken: { type: 'password' } },
  });

  // Data for the editor: the fields of the forms, and the choices of a field.
  const allowed = RED.auth.needsPermission('flows.read');
  RED.httpAdmin.get(
    '/workfront-actions/forms',
    allowed,
    (/** @type {any} */ _, /** @type {any} */ response) => {
      const actions = manifest.actions.map((action) => {
        const { key, title, group } = action;
        return { key, title, description: descriptionOf(action), group, fields: formOf(action) };
      });
      const [webhook] = manifest.triggers.filter(({ type }) => type === 'webhook');
      response.json({ connection: form, actions, events: webhook?.input.properties });
    },
  );
  RED.httpAdmin.get(
    '/workfront-actions/:tenant/choices/:action/:field',
    allowed,
    async (/** @type {any} */ { params, query }, /** @type {any} */ response) => {
      try {
        const action = manifest.actions.find(({ key }) => key === params.action);
        const field = action?.fields.find(({ name }) => name === params.field);
        const tenant = RED.nodes.getNode(params.tenant);
        if (!field?.choices || !tenant)
          return response
            .status(404)
            .json({ message: 'The tenant is not deployed: deploy it first.' });
        response.json(await choicesOf(await tenant.plugin(), field.choices, query.typed ?? ''));
      } catch (error) {
        response.status(502).json({ message: described(error) });
      }
    },
  );
  RED.httpAdmin.post(
    '/workfront-actions/:tenant/test',
    RED.auth.needsPermission('flows.write'),
    async (/** @type {any} */ { params }, /** @type {any} */ response) => {
      try {
        const plugin = await RED.nodes.getNode(params.tenant).plugin();
        response.json(await plugin.run(manifest.connection.test, {}));
      } catch (error) {
        response.status(502).json({ message: described(error) });
      }
    },
  );
}

/** The events of a node in which none is selected. @param {any} manifest */
const defaultEvents = ({ triggers }) =>
  triggers.find((/** @type {any} */ { type }) => type === 'webhook').input.properties.events
    .default;

/** @param {unknown} value */
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The body as text, also if Node-RED has parsed it already. @param {any} request */
async function bodyOf(request) {
  if (request.body !== undefined && Object.keys(request.body).length > 0) {
    return JSON.stringify(request.body);
  }
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of request) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxBodyLength) {
      throw Object.assign(new Error('The body is larger than 1 MB'), { kind: 'validation' });
    }
  }
  return text + decoder.decode();
}
