// The schema of a tool's input. A plan is any object in it: agents pass plans on and write none, and its schema is long.

const plan = '#/$defs/Plan';

/** @param {any} input the action's schema */
export function inputSchemaOf(input) {
  const { $defs = {}, properties = {}, ...rest } = input;
  const isPlan = (/** @type {any} */ schema) => schema.$ref === plan;
  if (!Object.values(properties).some(isPlan)) return input;
  const short = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      isPlan(schema) ? { type: 'object', description: schema.description } : schema,
    ]),
  );
  const used = usedDefinitions(short, $defs);
  return {
    ...rest,
    properties: short,
    ...(Object.keys(used).length > 0 && { $defs: used }),
  };
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
