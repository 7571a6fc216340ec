// Which Rust toolchain builds the WebAssembly. Probe results go in, a choice comes out: nothing here
// touches the machine, so that each path can be tested on any machine (probe.mjs looks, prepare.mjs acts).

export const debianPackages = ['rustc-web', 'cargo-web', 'rust-web-src', 'lld-19'];

export const aptCommand = (packages) =>
  `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/**
 * @typedef {object} Probes
 * @property {boolean} installedTarget the active toolchain has the wasm32-unknown-unknown target
 * @property {boolean} rustup rustup is there
 * @property {boolean} rustupMayFetch rustup isn't told to leave the network alone
 * @property {boolean} debianReady Debian's compiler, its sources and wasm-ld are there
 * @property {boolean} apt the machine has apt-get
 * @property {boolean} superuser apt-get may be run as it is
 */

/**
 * @param {Probes} probes
 * @returns {{ use: 'installed' | 'rustup' | 'debian', install?: boolean } | { use: null, message: string }}
 */
export function chooseToolchain(probes) {
  if (probes.installedTarget) return { use: 'installed' };
  if (probes.rustup && probes.rustupMayFetch) return { use: 'rustup', install: true };
  if (probes.debianReady) return { use: 'debian' };
  if (probes.apt && probes.superuser) return { use: 'debian', install: true };
  if (probes.apt) {
    return {
      use: null,
      message: [
        'No Rust toolchain here can build WebAssembly. Either run',
        `    sudo sh -c '${aptCommand(debianPackages)}'`,
        'or, with rustup,',
        '    rustup target add wasm32-unknown-unknown',
        'and then this again.',
      ].join('\n'),
    };
  }
  return {
    use: null,
    message: [
      'No Rust toolchain here can build WebAssembly.',
      probes.rustup
        ? 'rustup is here but RUSTUP_AUTO_INSTALL=0 keeps it from fetching: run'
        : 'Install Rust with rustup (see the Rust website), then run',
      '    rustup target add wasm32-unknown-unknown',
      'and then this again.',
    ].join('\n'),
  };
}
