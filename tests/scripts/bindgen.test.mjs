import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindgenVersion } from '../../scripts/lib/bindgen.mjs';

test("the command line's version is the crate's", () => {
  const lock = `[[package]]
name = "wasm-bindgen-futures"
version = "0.4.80"

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
`;
  assert.equal(bindgenVersion(lock), '0.2.130');
  assert.throws(() => bindgenVersion(''), /Cargo\.lock has no wasm-bindgen/);
});
