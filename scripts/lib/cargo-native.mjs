// The cargo for native builds: the active toolchain's, or else Debian's.
import { Problem } from './problem.mjs';
import { capture } from './run.mjs';

// On CI a Cargo.lock that lags behind Cargo.toml is an error; at a desk, cargo brings it up to date.
export const locked = process.env.CI ? ['--locked'] : [];

export const debianCargo = '/usr/bin/cargo';

let found;

export function nativeCargo() {
  found ??= ['cargo', debianCargo].find((cargo) => capture(cargo, ['--version']) !== null);
  if (!found) throw new Problem('cargo is missing: install Rust, then run this again.');
  return found;
}
