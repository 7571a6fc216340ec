// The compiler's flags for WebAssembly, chosen for size and start-up; docs say what each one gained.

// "mvp" leaves out reference types and multivalue, which make the glue and the start-up slower;
// the four features that are named run everywhere that the package runs.
const codegen = [
  '-Ctarget-cpu=mvp',
  '-Ctarget-feature=+bulk-memory,+sign-ext,+nontrapping-fptoint,+mutable-globals',
];

/** Flags for every crate, std's included: one set for all builds, so that std is compiled once. */
export function rustFlags(toolchain) {
  // Needs an unstable flag: without it, panics carry their file names and lines (some KB).
  return toolchain.buildsStd ? [...codegen, '-Zlocation-detail=none'] : codegen;
}

/** Arguments for cargo. */
export function cargoFlags(toolchain) {
  const target = ['--target', 'wasm32-unknown-unknown'];
  if (!toolchain.buildsStd) return target;
  return [...target, '-Zbuild-std=std,panic_abort', '-Zbuild-std-features=optimize_for_size'];
}

/** Flags for linking one module. A smaller stack is less initial memory for each instance. */
export const linkFlags = ({ stackBytes }) => [
  `-Clink-arg=-zstack-size=${stackBytes}`,
  ...sizeFlags.map((flag) => `-Cllvm-args=${flag}`),
];

// What LLVM does for speed although it is told to make code small: 2 % of the module.
const sizeFlags = ['-disable-lsr', '-enable-load-pre=false'];

// Named one by one: --all-features writes modules that today's hosts refuse.
const features = ['bulk-memory', 'sign-ext', 'nontrapping-float-to-int', 'mutable-globals'];
// A precompiled std declares these two, and wasm-bindgen then uses the first.
const precompiledStdFeatures = ['reference-types', 'multivalue'];

export function wasmOptFlags(toolchain) {
  const enabled = toolchain.buildsStd ? features : [...features, ...precompiledStdFeatures];
  return [
    '-Oz',
    // Lets it take a small number into the instruction that adds it to an address. Only an address that wraps around to
    // the first 1,024 bytes would tell the difference, and there is the far end of the stack.
    '--low-memory-unused',
    '--mvp-features',
    ...enabled.map((feature) => `--enable-${feature}`),
    '--strip-target-features',
    '--strip-producers',
    '--strip-debug',
  ];
}
