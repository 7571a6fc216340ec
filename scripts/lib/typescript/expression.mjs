// The TypeScript type of a JSON Schema. Supports only the keywords that the manifest uses.
import { Problem } from '../problem.mjs';
import { comment, paragraph } from './comment.mjs';

/** The pattern of the names of custom fields, in JSON Schema and as a key in TypeScript. */
const customPattern = '^DE:.';
const customKey = '[label: `DE:${string}`]';

// Keywords without an effect on the type: annotations, and constraints that a type can't express.
const ignored = new Set([
  'description',
  'title',
  'default',
  'format',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'minProperties',
  'propertyNames',
  'writeOnly',
]);
const known = new Set([
  ...['$ref', 'allOf', 'anyOf', 'oneOf', 'const', 'enum', 'type', 'items'],
  ...['properties', 'required', 'patternProperties', 'additionalProperties'],
]);

/**
 * The type of a value that matches the schema. Arrays of inputs are `readonly`, and optional fields of inputs may be
 * undefined, which counts as left out.
 * @param {any} schema
 * @param {boolean} isInput
 * @returns {string}
 */
export function expression(schema, isInput) {
  const unknown = Object.keys(schema).find((key) => !ignored.has(key) && !known.has(key));
  if (unknown) throw new Problem(`no TypeScript type is known for the keyword ${unknown}.`);
  if ('const' in schema) return literal(schema.const);
  if (schema.enum) return schema.enum.map(literal).join(' | ');
  if (schema.$ref) return nameOf(schema.$ref);
  const options = optionsOf(schema);
  if (options) return union(options.map((one) => expression(one, isInput)));
  if (schema.type === undefined) return anyValue(isInput);
  return union([schema.type].flat().map((type) => ofType(type, schema, isInput)));
}

/** The body of an interface: its properties, each with its comment. */
export function members(schema, isInput) {
  const required = new Set(schema.required);
  const lines = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const type = expression(property, isInput);
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : literal(name);
    return `${comment(paragraph(property.description))}${member(key, type, required.has(name), isInput)}`;
  });
  const custom = schema.patternProperties?.[customPattern];
  if (custom) {
    const type = union([expression(custom, isInput), 'undefined']);
    lines.push(`${comment(paragraph(custom.description))}${customKey}: ${type};`);
  }
  return lines.join('\n');
}

const member = (key, type, isRequired, isInput) =>
  isRequired ? `${key}: ${type};` : `${key}?: ${isInput ? union([type, 'undefined']) : type};`;

export const nameOf = (ref) => ref.slice('#/$defs/'.length);

/** Whether the schema only says which fields go together. */
const isRule = ({ type, $ref, const: value, enum: values }) =>
  [type, $ref, value, values].every((keyword) => keyword === undefined);

/**
 * The rules of an object that say which of its fields are set, each as a union: `{ ID: string; user?: null } | …`. Validators
 * alone check other rules: as types they would be unreadable.
 * @param {any} schema
 * @param {boolean} isInput
 * @returns {string[]}
 */
export const presence = ({ allOf = [], properties = {} }, isInput) =>
  allOf
    .map(({ anyOf, oneOf }) => anyOf ?? oneOf)
    .filter(Boolean)
    .map((branches) => union(branches.map((branch) => branchOf(branch, properties, isInput))));

/** The fields that a branch of a rule requires, and those that it excludes. */
function branchOf({ required = [], properties }, all, isInput) {
  const isSet = (/** @type {[string, any]} */ [name]) => required.includes(name);
  const rules = Object.entries(properties);
  const sorted = [...rules.filter(isSet), ...rules.filter((one) => !isSet(one))];
  const lines = sorted.map(([name, rule]) => {
    const isRequired = required.includes(name);
    const isPlain = 'const' in rule || rule.enum || rule.type === 'null';
    const type = isPlain ? expression(rule, isInput) : withoutNull(expression(all[name], isInput));
    return member(name, type, isRequired, isInput);
  });
  return `{\n${lines.join('\n')}\n}`;
}

const withoutNull = (/** @type {string} */ type) => type.replace(/ \| null$/, '');

/** Whether an object may have any fields, and the schema names none. */
export const isOpen = ({ properties = {}, patternProperties, additionalProperties }) =>
  Object.keys(properties).length === 0 && !patternProperties && additionalProperties !== false;

function optionsOf({ anyOf, oneOf, allOf }) {
  const options = anyOf ?? oneOf ?? allOf?.filter((one) => !isRule(one));
  if (options === undefined || options.length === 0) return undefined;
  if (options === allOf && options.length > 1) {
    throw new Problem('allOf with several schemas is not supported.');
  }
  return options;
}

function ofType(type, schema, isInput) {
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return type;
    case 'integer':
      return 'number';
    case 'array':
      return arrayOf(schema.items ?? {}, isInput);
    case 'object':
      return objectOf(schema, isInput);
    default:
      throw new Problem(`no TypeScript type is known for the type ${type}.`);
  }
}

function arrayOf(items, isInput) {
  const type = expression(items, isInput);
  const item = /^[\w.]+$/.test(type) ? type : `(${type})`;
  return `${isInput ? 'readonly ' : ''}${item}[]`;
}

function objectOf(schema, isInput) {
  if (isOpen(schema)) {
    const values = schema.additionalProperties;
    const type = typeof values === 'object' ? expression(values, isInput) : anyValue(isInput);
    return isInput
      ? `{ readonly [name: string]: ${union([type, 'undefined'])} }`
      : `{ [name: string]: ${type} }`;
  }
  const body = members(schema, isInput);
  return body === '' ? 'Record<string, never>' : `{\n${body}\n}`;
}

const anyValue = (isInput) => (isInput ? 'JsonInput' : 'Json');

/** @param {string[]} types */
const union = (types) => [...new Set(types)].join(' | ');

const literal = (value) => JSON.stringify(value);
