// The compiler's flags for WebAssembly, chosen for size and start-up time.

// "mvp" excludes reference types and multivalue, which make the glue and the start slower; every supported host has the four
// features below.
const codegen = [
  '-Ctarget-cpu=mvp',
  '-Ctarget-feature=+bulk-memory,+sign-ext,+nontrapping-fptoint,+mutable-globals',
];

// SHA-256 with loops that aren't unrolled: 7 KB smaller, and 24 ms instead of 17 for 4 MB.
const crates = ['--cfg', 'sha2_backend_soft="compact"'];

/** Flags for every crate and std: the same for all builds, so that std is compiled once. */
export function rustFlags(toolchain) {
  // Removes file names and lines from panics, which take some KB. The flag is unstable.
  const unstable = toolchain.buildsStd ? ['-Zlocation-detail=none'] : [];
  return [...codegen, ...unstable, ...crates];
}

/** Arguments for cargo. */
export function cargoFlags(toolchain) {
  const target = ['--target', 'wasm32-unknown-unknown'];
  if (!toolchain.buildsStd) return target;
  return [...target, '-Zbuild-std=std,panic_abort', '-Zbuild-std-features=optimize_for_size'];
}

/** Flags for linking one module. A smaller stack reduces the initial memory of each instance. */
export const linkFlags = ({ stackBytes }) => [
  `-Clink-arg=-zstack-size=${stackBytes}`,
  ...sizeFlags.map((flag) => `-Cllvm-args=${flag}`),
];

// Optimizations for speed that LLVM applies even at its smallest size: 2 % of the module.
const sizeFlags = ['-disable-lsr', '-enable-load-pre=false'];

// Listed one by one: with --all-features, current hosts refuse the module.
const features = ['bulk-memory', 'sign-ext', 'nontrapping-float-to-int', 'mutable-globals'];
// A precompiled std declares these two, and then wasm-bindgen uses the first.
const precompiledStdFeatures = ['reference-types', 'multivalue'];

export function wasmOptFlags(toolchain) {
  const enabled = toolchain.buildsStd ? features : [...features, ...precompiledStdFeatures];
  return [
    '-Oz',
    // Lets wasm-opt fold a small constant into the instruction that adds it to an address. That differs only for an address
    // that wraps around to the first 1,024 bytes, which are the end of the stack.
    '--low-memory-unused',
    '--mvp-features',
    ...enabled.map((feature) => `--enable-${feature}`),
    '--strip-target-features',
    '--strip-producers',
    '--strip-debug',
  ];
}
