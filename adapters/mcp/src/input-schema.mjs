// The schema of a tool's input, without what is long and agents rarely write: they pass plans on, a mapping is a document that a
// person wrote, and the conditions of a scope are those of search, whose tool describes them. The plugin checks all of it.

const shortened = /** @type {Record<string, object>} */ ({
  '#/$defs/Plan': { type: 'object' },
  '#/$defs/Mapping': { type: 'object' },
});

/** The conditions of a scope. */
const conditions = {
  type: 'array',
  items: {
    type: 'object',
    properties: { field: { type: 'string' }, modifier: { type: 'string' }, value: {} },
    required: ['field'],
  },
};

// A choice of more values than this is a list of the values alone.
const describedChoices = 12;
// In characters. The plugin checks them, and its errors say what is wrong.
const longestPattern = 40;

/** @param {any} input the action's schema */
export const inputSchemaOf = (input) => withoutForms(withoutLong(input));

/** The schema without what is for forms (`x-…`, titles) and without long patterns, and long choices without descriptions. @param {any} schema @returns {any} */
function withoutForms(schema) {
  if (Array.isArray(schema)) return schema.map(withoutForms);
  if (schema === null || typeof schema !== 'object') return schema;
  const { oneOf, ...rest } = withoutNull(schema);
  const isKept = (/** @type {[string, any]} */ [name, value]) =>
    !name.startsWith('x-') &&
    !(name === 'title' && typeof value === 'string') &&
    !(name === 'pattern' && value.length > longestPattern);
  const kept = Object.entries(rest).filter(isKept);
  const short = Object.fromEntries(kept.map(([name, value]) => [name, withoutForms(value)]));
  if (oneOf === undefined) return short;
  const isLong = oneOf.length > describedChoices;
  const values = oneOf.map((/** @type {any} */ one) => one.const);
  const isChoice = values.every((/** @type {unknown} */ value) => typeof value === 'string');
  return isLong && isChoice
    ? { ...short, type: 'string', enum: values }
    : { ...short, oneOf: withoutForms(oneOf) };
}

/** A field that may be left out needn't be null. Its own description takes precedence over that of its type. @param {any} schema */
function withoutNull({ anyOf, ...rest }) {
  if (!Array.isArray(anyOf)) return { ...rest, ...(anyOf !== undefined && { anyOf }) };
  const others = anyOf.filter(({ type }) => type !== 'null');
  return others.length === 1 ? { ...others[0], ...rest } : { ...rest, anyOf: others };
}

/** @param {any} input */
function withoutLong({ $defs = {}, properties = {}, ...rest }) {
  const short = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, shortOf(name, schema)]),
  );
  const used = usedDefinitions(short, $defs);
  return {
    ...rest,
    properties: short,
    ...(Object.keys(used).length > 0 && { $defs: used }),
  };
}

/** @param {string} name @param {any} schema */
const shortOf = (name, schema) =>
  name === 'scope' ? { ...conditions, description: schema.description } : withShortRefs(schema);

/** The schema with short ones in place of references to long ones. @param {any} schema @returns {any} */
function withShortRefs(schema) {
  if (Array.isArray(schema)) return schema.map(withShortRefs);
  if (schema === null || typeof schema !== 'object') return schema;
  const { $ref, ...rest } = schema;
  if (shortened[$ref]) return { ...shortened[$ref], ...rest };
  return Object.fromEntries(
    Object.entries(schema).map(([name, part]) => [name, withShortRefs(part)]),
  );
}

/** The definitions that a schema refers to, and those that these refer to. @param {unknown} schema @param {Record<string, unknown>} all */
function usedDefinitions(schema, all) {
  /** @type {Record<string, unknown>} */
  const used = {};
  const add = (/** @type {unknown} */ part) => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/\$defs\/([^"]+)"/g)) {
      if (name in used) continue;
      used[name] = all[name];
      add(all[name]);
    }
  };
  add(schema);
  return used;
}
