// The check of a crate's layers: each violation is added to a small crate, and must be reported.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { cyclesOf } from '../../scripts/lib/layers/cycles.mjs';
import { listedOrderOf, orderOf, layerOf } from '../../scripts/lib/layers/order.mjs';
import { rustViolations } from '../../scripts/lib/layers/rust.mjs';

const ORDER = ['base', 'services/first', 'services/second', 'top_layer'];
const CRATE = {
  'lib.rs': 'pub mod base; pub mod services; mod top_layer;\npub use base::Value;',
  'base/mod.rs': 'mod value;\nmod other;\npub use value::Value;\npub use other::Other;',
  'base/value.rs':
    'pub struct Value;\n// crate::top_layer in a comment, and "crate::top_layer" in a string\n',
  'base/other.rs': 'use super::Value;\npub struct Other(Value);',
  'services/mod.rs': 'pub mod first;\npub mod second;',
  'services/first.rs': 'use crate::base::{Other, Value};\npub fn first(_: Other, _: Value) {}',
  'services/second.rs': 'use super::first;\npub fn second() { first::first }',
  'top_layer.rs': 'use crate::services::{first::first, second};\nfn top() { second::second() }',
};

/** The violations of the crate with these files added or replaced. */
function violationsWith(files) {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  try {
    for (const [file, text] of Object.entries({ ...CRATE, ...files })) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return rustViolations(folder, ORDER);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a crate in order has no violations', () => {
  assert.deepEqual(violationsWith({}), []);
});

test('glob imports that keep the order have no violations', () => {
  const planted = {
    'services/second.rs':
      'use super::*;\npub fn second() { first::first }\nmod tests { use super::*; }',
    'top_layer.rs':
      'use crate::services::*;\nuse other_crate::prelude::*;\nfn top() { second::second() }',
  };
  assert.deepEqual(violationsWith(planted), []);
});

for (const [name, files, expected] of [
  [
    'an import of a higher layer',
    { 'base/value.rs': '\nuse crate::top_layer::top;\npub struct Value;' },
    'base/value.rs:2: crate::top_layer::top is in a higher layer (top_layer.rs)',
  ],
  [
    'an import by super::super',
    { 'base/value.rs': 'use super::super::top_layer;\npub struct Value;' },
    'base/value.rs:1: super::super::top_layer is in a higher layer (top_layer.rs)',
  ],
  [
    'a path without an import',
    { 'base/other.rs': 'pub struct Other(crate::services::first::Thing);' },
    'base/other.rs:1: crate::services::first::Thing is in a higher layer (services/first.rs)',
  ],
  [
    'a re-export of a higher layer',
    { 'base/mod.rs': 'mod value;\npub use value::Value;\npub use crate::top_layer::top;' },
    'base/mod.rs:3: crate::top_layer::top is in a higher layer (top_layer.rs)',
  ],
  [
    'a name that is re-exported from a higher layer',
    {
      'lib.rs': 'pub mod base; pub mod services; mod top_layer;\npub use top_layer::Top;',
      'base/value.rs': 'use crate::Top;\npub struct Value;',
    },
    'base/value.rs:1: crate::Top is in a higher layer (top_layer.rs)',
  ],
  [
    'a service that uses a later one',
    {
      'services/first.rs': 'use super::second::second;\npub fn first() {}',
      'services/second.rs': '',
    },
    'services/first.rs:1: super::second::second is in a higher layer (services/second.rs)',
  ],
  [
    'an import inside an inline module',
    { 'base/value.rs': 'pub struct Value;\nmod tests {\n  use super::super::super::top_layer;\n}' },
    'base/value.rs:3: super::super::super::top_layer is in a higher layer (top_layer.rs)',
  ],
  [
    'an import by self::super',
    { 'base/value.rs': 'use self::super::super::top_layer;\npub struct Value;' },
    'base/value.rs:1: super::super::top_layer is in a higher layer (top_layer.rs)',
  ],
  [
    'an import in a macro, by $crate',
    { 'base/value.rs': 'macro_rules! m { () => { use $crate::top_layer::{self as r}; } }' },
    'base/value.rs:1: crate::top_layer is in a higher layer (top_layer.rs)',
  ],
  [
    'a path in an attribute',
    {
      'base/value.rs':
        '#[serde(\n  serialize_with = "crate::top_layer::top"\n)]\npub struct Value;',
    },
    'base/value.rs:2: crate::top_layer::top is in a higher layer (top_layer.rs)',
  ],
  [
    'a glob import of a higher layer',
    { 'base/value.rs': 'use crate::top_layer::*;\npub struct Value;' },
    'base/value.rs:1: crate::top_layer is in a higher layer (top_layer.rs)',
  ],
  [
    'a module of a higher layer, by a glob import of the parent',
    { 'services/first.rs': 'use super::*;\npub fn first() { second::second() }' },
    'services/first.rs:1: super::second is in a higher layer (services/second.rs)',
  ],
  [
    'a re-exported name, by a glob import',
    {
      'services/mod.rs': 'pub mod first;\npub mod second;\npub use second::Second;',
      'services/first.rs': 'use crate::services::*;\npub fn first(_: Second) {}',
    },
    'services/first.rs:1: crate::services::Second is in a higher layer (services/second.rs)',
  ],
  [
    'a glob re-export',
    { 'services/mod.rs': 'pub mod first;\npub mod second;\npub use second::*;' },
    'services/mod.rs:3: a re-export with * hides what it exports',
  ],
  [
    'a module of a file with another name',
    { 'base/value.rs': '#[path = "../top_layer.rs"]\nmod top;' },
    'base/value.rs:1: #[path] gives a file another name',
  ],
  [
    'a file that is included',
    { 'base/value.rs': 'include!("../top_layer.rs");' },
    'base/value.rs:1: include! puts a file into another',
  ],
  [
    'the crate by another name',
    { 'lib.rs': 'extern crate self as other;\npub mod base; pub mod services; mod top_layer;' },
    'lib.rs:1: extern crate self gives the crate another name',
  ],
  [
    'macros without a path',
    { 'lib.rs': '#[macro_use]\nmod top_layer;\npub mod base; pub mod services;' },
    'lib.rs:1: #[macro_use] makes macros visible without a path',
  ],
  ['a file in no layer', { 'unlisted.rs': '' }, 'unlisted.rs: is in no layer of the order'],
  [
    'a cycle in one layer',
    { 'base/value.rs': 'use super::Other;\npub struct Value;' },
    'dependency cycle between these files: base/other.rs, base/value.rs',
  ],
]) {
  test(`${name} is reported`, () => {
    const violations = violationsWith(files);
    assert.ok(violations.includes(expected), violations.join('\n'));
  });
}

test('cycles of three files are found, and a chain is not a cycle', () => {
  const graph = (text) => new Map(text.split(' ').map(([from, ...to]) => [from, new Set(to)]));
  assert.deepEqual(cyclesOf(graph('ab bc c')), []);
  assert.deepEqual(cyclesOf(graph('ab bc ca d')), [['a', 'b', 'c']]);
});

test('the order is read from a table', () => {
  const text =
    '<!-- order src -->\n| layer | holds |\n| --- | --- |\n| `a/` | x |\n| `b/c.rs` | y |\n<!-- /order -->';
  assert.deepEqual(orderOf(text, 'src'), ['a', 'b/c']);
  assert.throws(() => orderOf(text, 'sandbox'), /no order/);
  const list = '//! # Order of the modules\n//!\n//! - `a`: x\n//! - `b`: y\npub mod a;';
  assert.deepEqual(listedOrderOf(list), ['a', 'b']);
  assert.throws(() => listedOrderOf('pub mod a;'), /no order/);
  assert.equal(layerOf(['a', 'a/b'], 'a/b/c.rs'), 'a/b');
});
