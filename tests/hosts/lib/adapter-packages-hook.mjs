// Resolves the packages that files of adapters/ import as if the files were in tests/hosts.
const adapters = new URL('../../../adapters/', import.meta.url).href;
const hosts = new URL('../package.json', import.meta.url).href;

/** @type {import('node:module').ResolveHook} */
export function resolve(specifier, context, next) {
  const isPackage = !/^(\.|\/|[a-z]+:)/.test(specifier);
  const isOfAdapter = context.parentURL?.startsWith(adapters) === true;
  return next(specifier, isPackage && isOfAdapter ? { ...context, parentURL: hosts } : context);
}
