// The types of all actions' inputs and outputs. A definition that several actions share becomes one type.
import { isDeepStrictEqual } from 'node:util';
import { Problem } from '../problem.mjs';
import { comment, paragraph } from './comment.mjs';
import { expression, isOpen, members, nameOf, presence } from './expression.mjs';

/**
 * @typedef {{ schema: any, isInput: boolean, base?: string, rules?: string[] }} Definition `rules`: see `presence`
 */

/** `users.search` becomes `UsersSearch`. */
export const typeName = (key) =>
  key
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** Collects the schemas of a manifest by the names of their types. */
export class Definitions {
  /** @type {Map<string, Definition>} */
  #all = new Map();

  /** Adds a schema and the schemas that it refers to. Returns the name of its type. */
  add(name, { $defs = {}, ...schema }, isInput) {
    for (const [inner, definition] of Object.entries($defs)) this.#set(inner, definition, isInput);
    if (schema.$ref) return nameOf(schema.$ref);
    this.#set(name, schema, isInput);
    return name;
  }

  #set(name, schema, isInput) {
    const known = this.#all.get(name);
    if (known && !isDeepStrictEqual(known.schema, schema)) {
      throw new Problem(
        `manifest.json has two different definitions of ${name}: rename one of them.`,
      );
    }
    // A definition of an input may also be used in outputs.
    this.#all.set(name, { schema, isInput: isInput || known?.isInput === true });
  }

  /** Moves the fields that are the same in all inputs with custom fields (the writable fields of users) to a common base type. */
  shareUserFields(name, description) {
    const users = [...this.#all.values()].filter(
      ({ schema, isInput }) => isInput && schema.patternProperties,
    );
    if (users.length < 2) return;
    const [first, ...others] = users;
    const isShared = ([field, property]) =>
      others.every(({ schema }) => isDeepStrictEqual(schema.properties[field], property)) &&
      users.every(({ schema }) => !schema.required?.includes(field));
    const shared = Object.fromEntries(Object.entries(first.schema.properties).filter(isShared));
    const { patternProperties } = first.schema;
    for (const user of users) {
      const { patternProperties: _, ...schema } = user.schema;
      const own = Object.entries(schema.properties).filter(([field]) => !(field in shared));
      user.rules = presence(schema, user.isInput);
      user.schema = { ...schema, properties: Object.fromEntries(own) };
      user.base = name;
    }
    const schema = { type: 'object', description, properties: shared, patternProperties };
    this.#all.set(name, { schema, isInput: true });
  }

  /** All types as TypeScript, in the order in which they were added. */
  text() {
    return [...this.#all].map((entry) => declaration(...entry)).join('\n');
  }
}

/** @param {string} name @param {Definition} definition */
function declaration(name, { schema, isInput, base, rules = presence(schema, isInput) }) {
  const head = comment(paragraph(schema.description), choicesOf(schema));
  const isInterface =
    schema.type === 'object' &&
    !isOpen(schema) &&
    (Object.keys(schema.properties ?? {}).length > 0 || base) &&
    !schema.anyOf;
  if (!isInterface) return `${head}export type ${name} = ${expression(schema, isInput)};\n`;
  const body = `{\n${members(schema, isInput)}\n}`;
  if (rules.length > 0) {
    const parts = [...(base ? [base] : []), body, ...rules.map((rule) => `(${rule})`)];
    return `${head}export type ${name} = ${parts.join(' & ')};\n`;
  }
  return `${head}export interface ${name}${base ? ` extends ${base}` : ''} ${body}\n`;
}

/** The meaning of each constant, as a list. */
function choicesOf({ oneOf = [] }) {
  const rows = oneOf.filter((one) => 'const' in one && one.description);
  return rows.map((one) => `- \`${one.const}\`: ${paragraph(one.description)}`).join('\n');
}
