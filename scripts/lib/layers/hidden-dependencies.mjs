// Forms of Rust that hide dependencies: a path then doesn't show which file it leads to. No file may have them.

const FORMS = [
  [/#\s*\[\s*(?:cfg_attr\s*\([^\]]*,\s*)?path\s*=/g, '#[path] gives a file another name'],
  [/#\s*\[\s*macro_use\b/g, '#[macro_use] makes macros visible without a path'],
  [/\binclude\s*!/g, 'include! puts a file into another'],
  [/\bextern\s+crate\s+self\b/g, 'extern crate self gives the crate another name'],
];

/**
 * The places that hide dependencies, and the reasons.
 *
 * @param {import('./rust-modules.mjs').Source} source
 * @returns {{ at: number, reason: string }[]}
 */
export function hiddenDependencies({ code, imports }) {
  const forms = FORMS.flatMap(([pattern, reason]) =>
    [...code.matchAll(pattern)].map((found) => ({ at: found.index, reason })),
  );
  const globs = imports.filter(({ isPublic, name }) => isPublic && name === '*');
  const reason = 'a re-export with * hides what it exports';
  return [...forms, ...globs.map(({ at }) => ({ at, reason }))];
}
