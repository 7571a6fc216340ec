// Checks of users that were read: the types of index.d.ts pass, others are reported.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from 'workfront-actions/manifest';
import { checkUsers } from '../../js/core/check-users.mjs';
import { seeded } from './lib/seeded.mjs';

// The source of the types as well.
const definitions = manifest.actions.find(({ key }) => key === 'search').output.$defs;
const { properties } = definitions.User;
const typesIn = ({ type = [], anyOf = [], $ref }) => [
  ...[type].flat(),
  ...anyOf.flatMap(typesIn),
  ...($ref ? typesIn(definitions[$ref.replace('#/$defs/', '')]) : []),
];
const typesOf = (name) => typesIn(properties[name]);
const typed = Object.keys(properties).filter((name) => name !== 'ID' && typesOf(name).length > 0);

const samples = {
  string: ['', 'true', '7'],
  boolean: [true, false],
  number: [0, 1, -0.5],
  array: [[], ['a'], [{ ID: 'a' }]],
  object: [{}, { name: 'x' }],
};
/** The error for a page with these users. */
function refusal(users, action = 'search') {
  try {
    checkUsers(action, { users });
  } catch (error) {
    return error;
  }
  return undefined;
}

test('each field accepts its documented types and null, and no other type', () => {
  assert.ok(typed.length > 80, String(typed.length));
  for (const name of ['name', 'isAdmin', 'loginCount', 'lastLoginDate', 'entryDate', 'manager']) {
    assert.ok(typed.includes(name), name);
  }
  for (const name of typed) {
    const types = typesOf(name);
    assert.ok(types.includes('null'), name);
    for (const [type, values] of Object.entries(samples)) {
      for (const value of [...values, null]) {
        const error = refusal([{ ID: 'a', [name]: value }]);
        const isRight = value === null || types.includes(type);
        assert.equal(error === undefined, isRight, `${name}: ${JSON.stringify(value)}`);
        if (isRight) continue;
        const [expected] = /(?<=must be ).*(?= but is )/.exec(error.message);
        assert.deepEqual([...expected.split(' or '), 'null'].sort(), types.toSorted());
      }
    }
  }
});

test('a mismatch names field, types and user, but not the value', () => {
  const users = [{ ID: 'a1' }, { ID: 'b2', title: 'x', isActive: 'secret@example.com' }];
  const error = refusal(users);
  assert.equal(error.name, 'WorkfrontError');
  assert.deepEqual(error.toJSON(), {
    name: 'WorkfrontError',
    kind: 'unexpectedResponse',
    message: 'users[1].isActive: must be boolean but is string (user b2)',
    action: 'search',
    fields: ['users[1].isActive'],
    ID: 'b2',
    retryable: false,
    hint: "Leave the field out of 'fields', and please report this message.",
  });
  assert.ok(!`${error.stack} ${JSON.stringify(error)}`.includes('secret'));
});

test('of several mismatches the first user’s is reported, and its ID before its other fields', () => {
  const wrong = [{ ID: 'a' }, { title: 1, ID: 'b' }, { ID: 'c', title: 1 }];
  assert.deepEqual(refusal(wrong).fields, ['users[1].title']);
  assert.deepEqual(refusal([{ title: 1, ID: 7 }]).fields, ['users[0].ID']);
});

test('each user is an object with an ID', () => {
  const found = [
    [{}, 'undefined'],
    [{ ID: null }, 'null'],
    [{ ID: 7 }, 'number'],
    [{ ID: {} }, 'object'],
    [null, 'undefined'],
    ['text', 'undefined'],
    [7, 'undefined'],
    [[], 'undefined'],
    [[{ ID: 'a' }], 'undefined'],
  ];
  for (const [user, what] of found) {
    const error = refusal([{ ID: 'a' }, user]);
    assert.equal(
      error?.message,
      `users[1].ID: must be string but is ${what}`,
      JSON.stringify(user),
    );
    assert.equal('ID' in error, false);
  }
});

test('fields without a documented type may have any value', () => {
  const user = JSON.parse(`{
    "ID": "", "DE:Boxes": ["a"], "DE:Number": 7, "DE:isActive": "x", "avatarSize": 7, "unheardOf": { "title": 7 },
    "accessLevel": { "name": "Standard" }, "manager": null, "name": "Jane", "isAdmin": false, "loginCount": 3,
    "toString": 7, "__proto__": { "title": 7 }, "0": 0, "": [] }`);
  assert.equal(refusal([user]), undefined);
});

test('fields with several possible types may have any of them', () => {
  for (const rate of [12.5, '12.50', null]) {
    assert.equal(refusal([{ ID: 'a', costPerHour: rate, billingPerHour: rate }]), undefined);
  }
  for (const webDAVProfile of [['ALL', 'CUR'], 'ALL', [], null]) {
    assert.equal(refusal([{ ID: 'a', webDAVProfile }]), undefined);
  }
});

test('users of reads are checked, those of writes are not: the write has happened', () => {
  const user = { ID: 'a', isActive: 'true' };
  assert.deepEqual(refusal([user], 'changes').action, 'changes');
  assert.throws(() => checkUsers('get', { user }), {
    message: 'user.isActive: must be boolean but is string (user a)',
    fields: ['user.isActive'],
    ID: 'a',
  });
  for (const action of ['create', 'update', 'deactivate', 'reactivate', 'provision']) {
    assert.equal(checkUsers(action, { user }), undefined, action);
  }
  for (const output of [undefined, null, {}, { data: [user] }, { users: [] }]) {
    assert.equal(checkUsers('call', output), undefined);
  }
});

test('random pages pass unchanged, and are refused if one value has another type', () => {
  const random = seeded(1);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const fitting = (name) => pick(typesOf(name).flatMap((type) => samples[type] ?? [null]));
  const other = { 'DE:Any': 7, avatarSize: 40, accessRow: { ID: 'l' }, later: [null] };
  const user = (at) => {
    const entries = typed.filter(() => random() < 0.4).map((name) => [name, fitting(name)]);
    const more = Object.entries(other).filter(() => random() < 0.5);
    const fields = [...entries, ...more, ['ID', `u${at}`]].sort(() => random() - 0.5);
    return Object.freeze(Object.fromEntries(fields));
  };
  for (let round = 0; round < 300; round += 1) {
    const page = Object.freeze(
      Array.from({ length: 1 + Math.floor(random() * 20) }, (_, at) => user(at)),
    );
    const before = JSON.stringify(page);
    assert.equal(refusal(page), undefined, before);
    assert.equal(JSON.stringify(page), before);

    const name = pick(typed);
    const wrong = Object.keys(samples).filter((type) => !typesOf(name).includes(type));
    const at = Math.floor(random() * page.length);
    const changed = page.with(at, { ...page[at], [name]: pick(samples[pick(wrong)]) });
    const { kind, fields, ID } = refusal(changed) ?? {};
    assert.deepEqual(
      [kind, fields, ID],
      ['unexpectedResponse', [`users[${at}].${name}`], `u${at}`],
    );
  }
});
