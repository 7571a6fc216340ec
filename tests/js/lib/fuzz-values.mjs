// Values for properties: anything, and inputs that are almost right.
import fc from 'fast-check';

const names = ['ID', 'users', 'filters', 'field', 'value', 'changes', 'limit', 'isActive', '__proto__', 'toJSON', 'constructor', 'length', 'then']; // prettier-ignore

const odd = fc.constantFrom(
  undefined,
  null,
  NaN,
  -0,
  Infinity,
  2 ** 53,
  10n,
  Symbol('x'),
  new Date(NaN),
  new Map([['ID', 'u1']]),
  () => 'x',
  new Proxy({}, { get: () => undefined }),
);

/** Any value of JavaScript, also those that JSON doesn't have. */
export const anyValue = fc.oneof(
  { weight: 2, arbitrary: odd },
  { weight: 2, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  {
    weight: 3,
    arbitrary: fc.object({
      key: fc.oneof(fc.constantFrom(...names), fc.string()),
      maxDepth: 2,
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withTypedArray: true,
    }),
  },
  { weight: 2, arbitrary: fc.anything({ maxDepth: 2 }) },
);

const copyOf = (value) => JSON.parse(JSON.stringify(value));

/** The sample of an action's input, with some fields replaced, removed or added; sometimes anything. */
export function inputOf(action) {
  const sample = copyOf(action.sample?.input ?? action.input?.example ?? {});
  const fields = [...new Set([...Object.keys(sample), ...Object.keys(action.input?.properties ?? {}), 'x'])]; // prettier-ignore
  const change = fc.record({
    field: fc.constantFrom(...fields),
    value: fc.oneof(anyValue, fc.constantFrom(...Object.values(sample), 'u1', 1, true, [])),
    isRemoved: fc.boolean(),
  });
  const changed = fc.array(change, { maxLength: 2 }).map((changes) => {
    const input = copyOf(sample);
    for (const { field, value, isRemoved } of changes) {
      if (isRemoved) delete input[field];
      else input[field] = value;
    }
    return input;
  });
  return fc.oneof({ weight: 6, arbitrary: changed }, { weight: 1, arbitrary: anyValue });
}

const user = fc.record(
  {
    ID: fc.constantFrom('u1', 'u2', '', 1, null),
    name: fc.string(),
    emailAddr: fc.constantFrom('jane@acme.com', null),
    isActive: fc.constantFrom(true, false, 'true'),
    lastUpdateDate: fc.constantFrom('2026-07-25T12:20:00:998-0600', 'x'),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  fc.record({ data: fc.oneof(user, fc.array(user, { maxLength: 4 }), fc.jsonValue()) }),
  fc.record({ error: fc.oneof(fc.record({ message: fc.string(), class: fc.string() }), fc.jsonValue()) }), // prettier-ignore
  fc.jsonValue(),
);

/** What the server responds, in turn. */
export const responses = fc.array(
  fc.record({
    status: fc.constantFrom(200, 200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503), // prettier-ignore
    text: fc.oneof(
      { weight: 6, arbitrary: body.map((value) => JSON.stringify(value)) },
      { weight: 1, arbitrary: fc.constantFrom('', '{', '<html>', '\ufeff{}') },
      { weight: 1, arbitrary: fc.string() },
    ),
  }),
  { minLength: 1, maxLength: 4 },
);
