// The fields of a form, as every platform can show them, from an action's schema and the manifest's hints.

/** @typedef {import('../../../js/manifest.d.ts').FullManifestAction} Action */
/** @typedef {import('./types.d.mts').Field} Field */

// Named by the people who made them, so no schema can list them.
const customFields = 'customFields';

/**
 * The fields of an action's form, in their order.
 * @param {Pick<Action, 'input' | 'fields'>} action
 * @returns {Field[]}
 */
export function formOf({ input, fields }) {
  const schema = /** @type {any} */ (input);
  const form = fields.map((field) => {
    const property = resolved(schema.properties[field.name], schema);
    return { help: property.description ?? '', ...kindOf(property, field, schema), ...field };
  });
  if (schema.patternProperties === undefined) return form;
  const help = 'Custom fields, as an object: names begin with "DE:".';
  const custom = { name: customFields, title: 'Custom fields', help, kind: 'json' };
  return [...form, /** @type {Field} */ ({ ...custom, ...plain, advanced: true })];
}

const plain = { required: false, advanced: false, secret: false };

/**
 * The input that a form's values are: what is empty is left out.
 * @param {Pick<Action, 'input' | 'fields'>} action
 * @param {Record<string, any>} values
 */
export function inputOf(action, values) {
  /** @type {Record<string, unknown>} */
  const input = {};
  for (const field of formOf(action)) {
    const value = read(field, values[field.name]);
    if (value === undefined) continue;
    if (field.name === customFields) Object.assign(input, value);
    else input[field.name] = value;
  }
  return input;
}

/**
 * Leaves `$ref`s and the choice of null behind.
 * @param {any} property
 * @param {any} root
 * @returns {any}
 */
function resolved(property, root) {
  const options = property.anyOf ?? property.oneOf ?? property.allOf;
  const real = options?.filter((/** @type {any} */ one) => one.type !== 'null');
  if (real?.length === 1) return { ...resolved(real[0], root), ...withoutOptions(property) };
  if (property.$ref === undefined) return property;
  const { $ref, ...others } = property;
  const name = $ref.slice('#/$defs/'.length);
  return { ...resolved(root.$defs[name], root), ...others };
}

/** @param {any} property */
function withoutOptions({ anyOf, oneOf, allOf, ...others }) {
  return others;
}

/**
 * @param {any} property
 * @param {import('../../../js/manifest.d.ts').FormField} field
 * @param {any} root
 * @returns {Pick<Field, 'kind' | 'options'>}
 */
function kindOf(property, field, root) {
  const options = optionsOf(property);
  if (options) return { kind: 'select', options };
  const types = [property.type].flat().filter((type) => type !== 'null');
  if (types.length !== 1) return { kind: 'json' };
  switch (types[0]) {
    case 'string':
      return { kind: field.secret ? 'secret' : isDate(property) ? 'date' : 'text' };
    case 'boolean':
      return { kind: 'boolean' };
    case 'number':
    case 'integer':
      return { kind: 'number' };
    case 'array': {
      const items = resolved(property.items ?? {}, root);
      const choices = optionsOf(items);
      if (choices) return { kind: 'multiselect', options: choices };
      return { kind: items.type === 'string' ? 'list' : 'json' };
    }
    default:
      return { kind: 'json' };
  }
}

/** @param {any} property */
const isDate = ({ pattern = '' }) => pattern.includes('\\d{4}-\\d{2}-\\d{2}');

/** @param {any} property */
function optionsOf({ enum: values, oneOf }) {
  if (values) return values.filter(isText).map((/** @type {string} */ value) => labelled(value));
  if (oneOf?.every((/** @type {any} */ one) => isText(one.const))) {
    return oneOf.map((/** @type {any} */ one) => labelled(one.const, one.description));
  }
  return undefined;
}

/** @param {unknown} value */
const isText = (value) => typeof value === 'string';

/** @param {string} value @param {string} [help] */
const labelled = (value, help) => ({ value, label: value, ...(help && { help }) });

/**
 * A value as platforms give it, which is often a text.
 * @param {Field} field
 * @param {any} value
 */
function read({ kind }, value) {
  if (value === undefined || value === null || value === '') return undefined;
  switch (kind) {
    case 'number':
      return isText(value) ? Number(value) : value;
    case 'boolean':
      return isText(value) ? value.toLowerCase() === 'true' : value;
    case 'list':
    case 'multiselect': {
      const list = isText(value)
        ? value.split(/[\n,]/).map((/** @type {string} */ one) => one.trim())
        : value;
      const filled = Array.isArray(list) ? list.filter((one) => one !== '') : list;
      return filled?.length === 0 ? undefined : filled;
    }
    case 'json':
      return isText(value) ? parsed(value) : emptied(value);
    default:
      return value instanceof Date ? value.toISOString() : value;
  }
}

/** An editor's empty object or list is nothing. @param {any} value */
const emptied = (value) => (Object.keys(value).length === 0 ? undefined : value);

/** What isn't JSON stays as it is: the plugin says what it should be. @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
