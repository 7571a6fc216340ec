// A genuine response, altered: other IDs, other types, other orders. `needsWork` marks responses that are true.
import { fabricated } from './fabricated.mjs';
import { reply } from './replies.mjs';

/** The response's JSON: the tenant's, or what it would have been. */
function source({ request, genuine, world }) {
  if (!genuine) return fabricated(request, world);
  try {
    return JSON.parse(genuine.body);
  } catch {
    return genuine.body;
  }
}

/** A fault that changes the objects in a response, one by one. */
const eachObject = (change) => (details) => {
  const { value, rewrap } = unwrapped(source(details));
  const one = (object, at) =>
    object && typeof object === 'object' && !Array.isArray(object)
      ? change(object, details, at)
      : object;
  return rewrap(Array.isArray(value) ? value.map(one) : one(value, 0));
};

/** A fault that changes the list in a response; a response without one stays. */
const list = (change) => (details) => {
  const { value, rewrap } = unwrapped(source(details));
  return rewrap(Array.isArray(value) ? change(value, details) : value);
};

/** The value of `data` or `subscriptions`, and a function that puts another in its place. */
function unwrapped(body) {
  for (const key of ['data', 'subscriptions']) {
    if (body && typeof body === 'object' && key in body) {
      return { value: body[key], rewrap: (value) => ({ ...body, [key]: value }) };
    }
  }
  return { value: body, rewrap: (value) => value };
}

const otherPerson = (id, world) => {
  const people = world.state().people.filter((user) => user.ID !== id);
  return people.at(-1);
};
const idOf = (object) => ('ID' in object ? 'ID' : 'id');

const objects = {
  'another ID': (object, { world }) => ({
    ...object,
    [idOf(object)]: otherPerson(object.ID, world).ID,
  }),
  'another person': (object, { world }) => {
    const other = otherPerson(object.ID, world);
    const known = Object.keys(object).map((key) => [key, key in other ? other[key] : object[key]]);
    return { ...Object.fromEntries(known), ID: other.ID };
  },
  'the ID alone': (object) => ({ [idOf(object)]: object[idOf(object)] }),
  'no ID': ({ ID: _, id: __, ...rest }) => rest,
  'other values': (object, { request }) => {
    const fields = request.isWrite ? request.writes : ['isActive', 'title'];
    const known = fields.filter((field) => field in object && !/^id$|email/i.test(field));
    const others = known.map((field) => [field, otherValue(object[field])]);
    return { ...object, ...Object.fromEntries(others) };
  },
  'an ID that is a number': (object) => ({ ...object, [idOf(object)]: 4711 }),
  'an ID that is null': (object) => ({ ...object, [idOf(object)]: null }),
  'fields of other types': (object) =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, otherType(key, value)])),
  'fields that are null': (object) =>
    Object.fromEntries(
      Object.entries(object).map(([key, value]) => [key, /^id$/i.test(key) ? value : null]),
    ),
  'an empty object': () => ({}),
  null: () => null,
  'a string': () => 'ok',
  success: () => ({ success: true }),
  'no success': () => ({ success: false }),
  'an error inside': (object) => ({ ...object, error: { message: 'Refused' } }),
};

function otherValue(value) {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'string' ? `Not ${value}` : 'Other';
}

function otherType(key, value) {
  if (/^id$/i.test(key)) return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return { value };
  if (typeof value === 'number') return [value];
  return 'text';
}

const lists = {
  'the other order': (items) => items.toReversed(),
  'one item fewer': (items) => items.slice(0, -1),
  'the first item missing': (items) => items.slice(1),
  'the first item twice': (items) => [...items.slice(0, 1), ...items],
  'an additional user': (items, { world }) => [...items, otherPerson(items[0]?.ID, world)],
  'an error instead of the first': (items) => [
    { error: { class: 'com.attask.common.ValidationException', message: 'Refused' } },
    ...items.slice(1),
  ],
  '3,000 items': (items) => Array.from({ length: 3000 }, (_, at) => items[at % items.length] ?? {}),
  'as an object': (items) => ({ ...items }),
};

const text = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** The same key twice: `JSON.parse` keeps the last value, which is true here. */
function doubled(details) {
  const { value, rewrap } = unwrapped(source(details));
  const mark = '"doubled":0';
  const one = (object) => ({ doubled: 0, ...object });
  const body = JSON.stringify(rewrap(Array.isArray(value) ? value.map(one) : one(value)));
  return body.replaceAll(mark, '"isActive":null,"ID":"x"');
}

/** Faults whose unchanged parts still confirm the work, although it was not done. */
const partial = [
  ...['200 with the other order', '200 with one item fewer', '200 with the first item missing'],
  '200 with an error instead of the first',
];

const altered = (name, body, more) => ({
  name,
  group: 'altered',
  effect(details) {
    const { request, genuine } = details;
    const changed = text(body(details));
    // Without anything to alter, it looks like success.
    request.isFabricated =
      !genuine && (partial.includes(name) || changed === text(source(details)));
    return reply(genuine?.status ?? 200, changed);
  },
  ...more,
});

const core = ['another ID', 'another person', 'the ID alone', 'other values', 'no success'];

/** A full page of users who don't exist, the same for every page. */
function fullPage({ request }) {
  const parameters = new URLSearchParams(request.query);
  const size = Number(parameters.get('$$LIMIT') ?? parameters.get('limit') ?? 100);
  const isEvents = request.path === '/subscriptions';
  const rows = Array.from({ length: size }, (_, at) => {
    const id = (0xbad0000 + at).toString(16).padStart(32, '0');
    const person = { ID: id, name: `User ${at}`, emailAddr: `user${at}@example.com` };
    return isEvents
      ? { id, objCode: 'USER', eventType: 'CREATE', url: 'https://example.net/other' }
      : { ...person, isActive: true, lastUpdateDate: '2026-11-02T10:00:00:000+0000' };
  });
  return isEvents ? { subscriptions: rows, meta: { page_count: 1e6 } } : { data: rows };
}

export const alterations = [
  ...Object.entries(objects).map(([name, change]) =>
    altered(`200 with ${name}`, eachObject(change), { isCore: core.includes(name) }),
  ),
  ...Object.entries(lists).map(([name, change]) =>
    altered(`200 with ${name}`, list(change), { isForLists: true, isCore: true }),
  ),
  altered('200 within another envelope', (details) => ({ data: source(details) })),
  altered('200 without the envelope', (details) => unwrapped(source(details)).value),
  altered('200 with data and an error', (details) => ({
    ...source(details),
    error: { message: 'Refused', class: 'com.attask.common.ValidationException' },
  })),
  altered('200 with duplicate keys', doubled, { needsWork: true, isHarmless: true }),
  altered('200 with a byte order mark', (details) => `\ufeff${text(source(details))}`, {
    needsWork: true,
    isHarmless: true,
  }),
  altered(
    '200 in a list',
    ({ ...details }) => ({ data: [unwrapped(source(details)).value].flat() }),
    {
      needsWork: true,
    },
  ),
  altered('200 with the same full page', fullPage, {
    isForLists: true,
    onlyReads: true,
    isCore: true,
  }),
  altered('200 although nothing was done', source, { onlyBefore: true, onlyWrites: true }),
];
