// The cargo of native builds: the active toolchain's, or else Debian's.
import { Problem } from './problem.mjs';
import { capture } from './run.mjs';

// In CI an outdated Cargo.lock is an error; on a developer's machine cargo updates it.
export const locked = process.env.CI ? ['--locked'] : [];

export const debianCargo = '/usr/bin/cargo';

let found;

export function nativeCargo() {
  found ??= ['cargo', debianCargo].find((cargo) => capture(cargo, ['--version']) !== null);
  if (!found) throw new Problem('cargo is missing: install Rust, then run this again.');
  return found;
}
