// The form of a connection as a flat list: the credential's type, and the fields of all types.
import { convert } from './convert.mjs';

/** @typedef {import('../../../js/manifest.d.ts').FullManifest} FullManifest */
/** @typedef {import('../../../js/manifest.d.ts').ConnectionOption} Option */
/** @typedef {import('./types.d.mts').Field} Field */

/**
 * The fields in display order: the address, the credential's type, and its values. `only` lists the credential types
 * that use a field; `multiline` fields have several lines.
 * @param {FullManifest} manifest
 * @returns {(Field & { only?: string[], multiline?: boolean })[]}
 */
export function connectionForm(manifest) {
  const { connection } = checked(manifest, 'connectionForm');
  const { credentials } = connection;
  const options = connection.options.filter(({ form }) => form);
  const typeField = {
    ...plain('type', 'Credential', 'How to sign in.'),
    required: true,
    kind: /** @type {const} */ ('select'),
    options: credentials.map(({ type, title, description }) => ({
      value: type,
      label: title,
      help: description,
    })),
  };
  /** @type {Map<string, Field & { only: string[], multiline?: boolean }>} */
  const values = new Map();
  for (const { type, fields } of credentials) {
    for (const { name, title, description, secret, multiline } of fields) {
      const known = values.get(name);
      if (known) known.only.push(type);
      else {
        const shape = { ...plain(name, title, description), secret, only: [type] };
        values.set(name, {
          ...shape,
          ...(multiline && { multiline }),
          kind: secret ? 'secret' : 'text',
        });
      }
    }
  }
  const optionFields = options.map((option) => ({
    ...plain(option.name, option.title, option.description),
    placeholder: option.placeholder,
    advanced: option.name !== 'domain',
    ...kindOf(option),
    ...(option.secret && { secret: true, kind: /** @type {const} */ ('secret') }),
    ...(option.multiline && { multiline: true }),
  }));
  return [...optionFields, typeField, ...values.values()];
}

/**
 * Converts a form's values into the options of a connection; the values of other credential types are left out.
 * @param {FullManifest} manifest
 * @param {Record<string, any>} values
 * @returns {any}
 */
export function connectionOf(manifest, values) {
  const { connection } = checked(manifest, 'connectionOf');
  const entryOf = (/** @type {string} */ name, /** @type {Pick<Field, 'kind'>} */ field) => {
    const value = values[name];
    const converted = convert(field, typeof value === 'string' ? value.trim() : value);
    return converted === undefined ? [] : [[name, converted]];
  };
  const { type } = values;
  const credential = connection.credentials.find((one) => one.type === type);
  const credentials = (credential?.fields ?? []).flatMap(({ name }) =>
    entryOf(name, { kind: 'text' }),
  );
  return {
    ...Object.fromEntries(
      connection.options.flatMap((option) =>
        option.form ? entryOf(option.name, kindOf(option)) : [],
      ),
    ),
    credentials: { type, ...Object.fromEntries(credentials) },
  };
}

/**
 * The control of an option, from its type in TypeScript.
 * @param {Option} option
 * @returns {Pick<Field, 'kind' | 'options'>}
 */
function kindOf({ type, choices = [] }) {
  if (choices.length > 0) {
    return { kind: 'select', options: choices.map((value) => ({ value, label: value })) };
  }
  if (type === 'number' || type === 'boolean') return { kind: type };
  if (/string\[\]/.test(type)) return { kind: 'list' };
  return { kind: /string/.test(type) ? 'text' : 'json' };
}

/** @param {FullManifest} manifest @param {string} name of the function, for the error */
function checked(manifest, name) {
  if (manifest?.connection?.credentials) return manifest;
  throw new TypeError(`${name}: the manifest must be that of workfront-actions/manifest`);
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
