// The fields of an action's form, from its JSON Schema and from what the manifest adds for forms.
import { convert, isString } from './convert.mjs';

/** @typedef {import('../../../js/manifest.d.ts').FullManifestAction} Action */
/** @typedef {import('./types.d.mts').Field} Field */

// Each tenant names its own custom fields, so no schema can list them.
const customFields = 'customFields';

/**
 * The fields of an action's form in display order.
 * @param {Pick<Action, 'input' | 'fields'>} action
 * @returns {Field[]}
 */
export function formOf(action) {
  if (!action?.input || !action.fields) {
    throw new TypeError(
      "the action must be one of the actions of workfront-actions/manifest, such as actions.find(({ key }) => key === 'get')",
    );
  }
  const { fields } = action;
  const schema = /** @type {any} */ (action.input);
  const form = fields.map((field) => {
    const property = resolve(schema.properties[field.name], schema);
    return { help: property.description ?? '', ...kindOf(property, field, schema), ...field };
  });
  if (schema.patternProperties === undefined) return form;
  const help = 'Custom fields, as an object: names begin with "DE:".';
  const custom = { name: customFields, title: 'Custom fields', help, kind: 'json' };
  return [...form, /** @type {Field} */ ({ ...custom, ...plain, advanced: true })];
}

const plain = { required: false, advanced: false, secret: false };

/**
 * Converts a form's values into an action's input; empty values are left out.
 * @param {Pick<Action, 'input' | 'fields'>} action
 * @param {Record<string, any>} values
 */
export function inputOf(action, values) {
  /** @type {Record<string, unknown>} */
  const input = {};
  for (const field of formOf(action)) {
    const value = convert(field, values[field.name]);
    if (value === undefined) continue;
    if (field.name === customFields) Object.assign(input, value);
    else input[field.name] = value;
  }
  return input;
}

/**
 * Follows `$ref`s, and drops null from a choice of types.
 * @param {any} property
 * @param {any} root
 * @returns {any}
 */
function resolve(property, root) {
  const options = property.anyOf ?? property.oneOf ?? property.allOf;
  const others = options?.filter((/** @type {any} */ one) => one.type !== 'null');
  if (others?.length === 1) return { ...resolve(others[0], root), ...withoutOptions(property) };
  if (property.$ref === undefined) return property;
  const { $ref, ...rest } = property;
  const name = $ref.slice('#/$defs/'.length);
  return { ...resolve(root.$defs[name], root), ...rest };
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
      const items = resolve(property.items ?? {}, root);
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
  if (values) return values.filter(isString).map((/** @type {string} */ value) => toOption(value));
  if (oneOf?.every((/** @type {any} */ one) => isString(one.const))) {
    return oneOf.map((/** @type {any} */ one) => toOption(one.const, one.description));
  }
  return undefined;
}

/** @param {string} value @param {string} [help] */
const toOption = (value, help) => ({ value, label: value, ...(help && { help }) });
