import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindgenVersion, chooseToolchain } from '../../scripts/lib/wasm-toolchain.mjs';

const bare = {
  installedTarget: false,
  rustup: false,
  rustupMayFetch: true,
  debianReady: false,
  apt: false,
  superuser: false,
};

test('an installed target is used first', () => {
  const probes = { ...bare, installedTarget: true, rustup: true, debianReady: true };
  assert.deepEqual(chooseToolchain(probes), { use: 'installed' });
});

test('rustup adds the target if downloads are allowed', () => {
  const probes = { ...bare, rustup: true, apt: true, superuser: true };
  assert.deepEqual(chooseToolchain(probes), { use: 'rustup', install: true });
});

test('rustup isn’t used if downloads are forbidden', () => {
  const probes = { ...bare, rustup: true, rustupMayFetch: false };
  assert.deepEqual(chooseToolchain({ ...probes, debianReady: true }), { use: 'debian' });
  assert.deepEqual(chooseToolchain({ ...probes, apt: true, superuser: true }), {
    use: 'debian',
    install: true,
  });
  assert.match(chooseToolchain(probes).message, /RUSTUP_AUTO_INSTALL=0/);
});

test("Debian's packages are installed by root only; others get the command", () => {
  assert.deepEqual(chooseToolchain({ ...bare, apt: true, superuser: true }), {
    use: 'debian',
    install: true,
  });
  const choice = chooseToolchain({ ...bare, apt: true });
  assert.equal(choice.use, null);
  assert.match(choice.message, /sudo sh -c 'apt-get update && apt-get install .*rustc-web/);
});

test('without any of them, the message says what to do', () => {
  const choice = chooseToolchain(bare);
  assert.equal(choice.use, null);
  assert.match(choice.message, /Install Rust with rustup/);
  assert.match(choice.message, /rustup target add wasm32-unknown-unknown/);
});

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
