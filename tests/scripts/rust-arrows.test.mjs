// The check of the arrows between the rooms of a crate refuses what is planted.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { circlesOf } from '../../scripts/lib/arrows/circles.mjs';
import { listedOrderOf, orderOf, roomOf } from '../../scripts/lib/arrows/order.mjs';
import { rustViolations } from '../../scripts/lib/arrows/rust.mjs';

const ORDER = ['ground', 'services/first', 'services/second', 'roof'];
const HOUSE = {
  'lib.rs': 'pub mod ground; pub mod services; mod roof;\npub use ground::Value;',
  'ground/mod.rs': 'mod value;\nmod other;\npub use value::Value;\npub use other::Other;',
  'ground/value.rs':
    'pub struct Value;\n// crate::roof in a comment, and "crate::roof" in a string\n',
  'ground/other.rs': 'use super::Value;\npub struct Other(Value);',
  'services/mod.rs': 'pub mod first;\npub mod second;',
  'services/first.rs': 'use crate::ground::{Other, Value};\npub fn first(_: Other, _: Value) {}',
  'services/second.rs': 'use super::first;\npub fn second() { first::first }',
  'roof.rs': 'use crate::services::{first::first, second};\nfn top() { second::second() }',
};

/** The violations of the house with these files in place of its own. */
function violationsWith(planted) {
  const folder = mkdtempSync(join(tmpdir(), 'arrows-'));
  try {
    for (const [file, text] of Object.entries({ ...HOUSE, ...planted })) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return rustViolations(folder, ORDER);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a house in order has no violations', () => {
  assert.deepEqual(violationsWith({}), []);
});

test('imports of everything that keep the order have no violations', () => {
  const planted = {
    'services/second.rs':
      'use super::*;\npub fn second() { first::first }\nmod tests { use super::*; }',
    'roof.rs':
      'use crate::services::*;\nuse other_crate::prelude::*;\nfn top() { second::second() }',
  };
  assert.deepEqual(violationsWith(planted), []);
});

for (const [name, planted, expected] of [
  [
    'an import of a room above',
    { 'ground/value.rs': '\nuse crate::roof::top;\npub struct Value;' },
    'ground/value.rs:2: crate::roof::top is in a room above (roof.rs)',
  ],
  [
    'an import by super::super',
    { 'ground/value.rs': 'use super::super::roof;\npub struct Value;' },
    'ground/value.rs:1: super::super::roof is in a room above (roof.rs)',
  ],
  [
    'a path without an import',
    { 'ground/other.rs': 'pub struct Other(crate::services::first::Thing);' },
    'ground/other.rs:1: crate::services::first::Thing is in a room above (services/first.rs)',
  ],
  [
    'a re-export of a room above',
    { 'ground/mod.rs': 'mod value;\npub use value::Value;\npub use crate::roof::top;' },
    'ground/mod.rs:3: crate::roof::top is in a room above (roof.rs)',
  ],
  [
    'a name that is re-exported from a room above',
    {
      'lib.rs': 'pub mod ground; pub mod services; mod roof;\npub use roof::Top;',
      'ground/value.rs': 'use crate::Top;\npub struct Value;',
    },
    'ground/value.rs:1: crate::Top is in a room above (roof.rs)',
  ],
  [
    'a service that uses a later one',
    {
      'services/first.rs': 'use super::second::second;\npub fn first() {}',
      'services/second.rs': '',
    },
    'services/first.rs:1: super::second::second is in a room above (services/second.rs)',
  ],
  [
    'an import inside a module in braces',
    { 'ground/value.rs': 'pub struct Value;\nmod tests {\n  use super::super::super::roof;\n}' },
    'ground/value.rs:3: super::super::super::roof is in a room above (roof.rs)',
  ],
  [
    'an import by self::super',
    { 'ground/value.rs': 'use self::super::super::roof;\npub struct Value;' },
    'ground/value.rs:1: super::super::roof is in a room above (roof.rs)',
  ],
  [
    'an import in a macro, by $crate',
    { 'ground/value.rs': 'macro_rules! m { () => { use $crate::roof::{self as r}; } }' },
    'ground/value.rs:1: crate::roof is in a room above (roof.rs)',
  ],
  [
    'a path in an attribute',
    { 'ground/value.rs': '#[serde(\n  serialize_with = "crate::roof::top"\n)]\npub struct Value;' },
    'ground/value.rs:2: crate::roof::top is in a room above (roof.rs)',
  ],
  [
    'an import of everything in a room above',
    { 'ground/value.rs': 'use crate::roof::*;\npub struct Value;' },
    'ground/value.rs:1: crate::roof is in a room above (roof.rs)',
  ],
  [
    'a module above, by an import of everything beside it',
    { 'services/first.rs': 'use super::*;\npub fn first() { second::second() }' },
    'services/first.rs:1: super::second is in a room above (services/second.rs)',
  ],
  [
    'a re-exported name, by an import of everything',
    {
      'services/mod.rs': 'pub mod first;\npub mod second;\npub use second::Second;',
      'services/first.rs': 'use crate::services::*;\npub fn first(_: Second) {}',
    },
    'services/first.rs:1: crate::services::Second is in a room above (services/second.rs)',
  ],
  [
    'a re-export of everything',
    { 'services/mod.rs': 'pub mod first;\npub mod second;\npub use second::*;' },
    'services/mod.rs:3: a re-export with * hides what it exports',
  ],
  [
    'a module of a file with another name',
    { 'ground/value.rs': '#[path = "../roof.rs"]\nmod top;' },
    'ground/value.rs:1: #[path] gives a file another name',
  ],
  [
    'a file that is included',
    { 'ground/value.rs': 'include!("../roof.rs");' },
    'ground/value.rs:1: include! puts a file into another',
  ],
  [
    'the crate by another name',
    { 'lib.rs': 'extern crate self as house;\npub mod ground; pub mod services; mod roof;' },
    'lib.rs:1: extern crate self gives the crate another name',
  ],
  [
    'macros without a path',
    { 'lib.rs': '#[macro_use]\nmod roof;\npub mod ground; pub mod services;' },
    'lib.rs:1: #[macro_use] makes macros visible without a path',
  ],
  ['a file in no room', { 'attic.rs': '' }, 'attic.rs: is in no room of the order'],
  [
    'a circle in one room',
    { 'ground/value.rs': 'use super::Other;\npub struct Value;' },
    'these files use each other in a circle: ground/other.rs, ground/value.rs',
  ],
]) {
  test(`${name} is refused`, () => {
    const violations = violationsWith(planted);
    assert.ok(violations.includes(expected), violations.join('\n'));
  });
}

test('circles of three are found, and a chain is none', () => {
  const graph = (text) => new Map(text.split(' ').map(([from, ...to]) => [from, new Set(to)]));
  assert.deepEqual(circlesOf(graph('ab bc c')), []);
  assert.deepEqual(circlesOf(graph('ab bc ca d')), [['a', 'b', 'c']]);
});

test('the order is read from a table', () => {
  const text =
    '<!-- order src -->\n| room | holds |\n| --- | --- |\n| `a/` | x |\n| `b/c.rs` | y |\n<!-- /order -->';
  assert.deepEqual(orderOf(text, 'src'), ['a', 'b/c']);
  assert.throws(() => orderOf(text, 'sandbox'), /no order/);
  const list = '//! # Order of the modules\n//!\n//! - `a`: x\n//! - `b`: y\npub mod a;';
  assert.deepEqual(listedOrderOf(list), ['a', 'b']);
  assert.throws(() => listedOrderOf('pub mod a;'), /no order/);
  assert.equal(roomOf(['a', 'a/b'], 'a/b/c.rs'), 'a/b');
});
