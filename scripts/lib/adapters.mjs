// The adapters: each folder of adapters/ with an adapter.json is one. Nothing else lists them.
//   title        the platform's name, with which the names of its tests begin
//   tested       how it is tested, for the README's table of hosts
//   package      the platform's npm package, whose version the table shows
//   installedBy  the folder whose package.json installs it; tests/hosts if there is none
//   peers        packages that users install with this one, and their versions
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

const source = (name) => `adapters/${name}/src/index.mjs`;

/** In the order of their names. */
export const adapters = readdirSync(inRoot('adapters'))
  .filter((name) => existsSync(inRoot('adapters', name, 'adapter.json')))
  .sort()
  .map((name) => ({
    name,
    ...JSON.parse(readFileSync(inRoot('adapters', name, 'adapter.json'), 'utf8')),
  }));

/** Adapters that the package exports; n8n's is only a package of its own. */
export const exportedAdapters = adapters.filter(({ name }) => existsSync(inRoot(source(name))));

/** The source and the types of a folder of adapters/, relative to the root. */
export const partsOf = (name) => ({
  source: source(name),
  types: `adapters/${name}/src/types.d.mts`,
});

/** The test files of all adapters, as absolute paths. */
export const adapterTests = () =>
  adapters.flatMap(({ name }) =>
    readdirSync(inRoot('adapters', name))
      .filter((file) => file.endsWith('.test.mjs'))
      .map((file) => inRoot('adapters', name, file)),
  );
