// Runs cargo for the wasm target with the toolchain and flags of this project.
import { cargoFlags, rustFlags } from './flags.mjs';
import { wasmTarget } from './paths.mjs';

const separator = '\x1f';

/** The environment of every cargo call for wasm. It overrides the user's flags, which would change the build. */
export function wasmEnv(toolchain) {
  return {
    ...toolchain.env,
    CARGO_TARGET_DIR: wasmTarget,
    CARGO_ENCODED_RUSTFLAGS: rustFlags(toolchain).join(separator),
  };
}

/** Arguments: `rustc -p x` becomes `rustc --target … -p x`. */
export function wasmArgs(toolchain, [command, ...rest]) {
  return [command, ...cargoFlags(toolchain), ...rest];
}
