// The form of a connection, flat: which kind of credential, and the values of all kinds.

/** @typedef {import('../../../js/manifest.d.ts').FullManifest} FullManifest */
/** @typedef {import('./types.d.mts').Field} Field */

/**
 * The fields, in their order: where to, which kind, and its values. `only` names the kinds that a field belongs to.
 * @param {FullManifest} manifest
 * @returns {(Field & { only?: string[] })[]}
 */
export function connectionForm({ connection }) {
  const { options, credentials } = connection;
  const kind = {
    ...plain('type', 'Credential', 'How to sign in.'),
    required: true,
    kind: /** @type {const} */ ('select'),
    options: credentials.map(({ type, title, description }) => ({
      value: type,
      label: title,
      help: description,
    })),
  };
  /** @type {Map<string, Field & { only: string[] }>} */
  const values = new Map();
  for (const { type, fields } of credentials) {
    for (const { name, title, description, secret } of fields) {
      const known = values.get(name);
      if (known) known.only.push(type);
      else {
        const shape = { ...plain(name, title, description), secret, only: [type] };
        values.set(name, { ...shape, kind: secret ? 'secret' : 'text' });
      }
    }
  }
  const places = options.map(({ name, title, description, placeholder, choices = [] }) => ({
    ...plain(name, title, description),
    placeholder,
    advanced: name !== 'domain',
    ...(choices.length > 0
      ? {
          kind: /** @type {const} */ ('select'),
          options: choices.map((value) => ({ value, label: value })),
        }
      : { kind: /** @type {const} */ ('text') }),
  }));
  return [...places, kind, ...values.values()];
}

/**
 * The options of a connection that a form's values are; the values of other kinds of credential are left out.
 * @param {FullManifest} manifest
 * @param {Record<string, any>} values
 * @returns {any}
 */
export function connectionOf({ connection }, values) {
  const given = (/** @type {string} */ name) => {
    const value = values[name];
    const text = typeof value === 'string' ? value.trim() : value;
    return text === undefined || text === null || text === '' ? [] : [[name, text]];
  };
  const { type } = values;
  const kind = connection.credentials.find((one) => one.type === type);
  const credentials = (kind?.fields ?? []).flatMap(({ name }) => given(name));
  return {
    ...Object.fromEntries(connection.options.flatMap(({ name }) => given(name))),
    credentials: { type, ...Object.fromEntries(credentials) },
  };
}

/** @param {string} name @param {string} title @param {string} help */
const plain = (name, title, help) => ({
  name,
  title,
  help,
  required: false,
  advanced: false,
  secret: false,
});
