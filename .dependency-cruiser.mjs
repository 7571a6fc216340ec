// The import rules of all JavaScript. docs/architecture.md explains them. They are about imports at run time: the type
// imports of JSDoc comments, such as import('../x.mjs').X, are not checked.

// Imports by a relative path. An import by the package's own name, as its users write it, has another type.
const byPath = { dependencyTypes: ['local'] };

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'No file imports itself through other files.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-imports-only-generated-code',
      comment:
        'core is the same for every host: it imports only itself and generated files. Entries pass it what is built.',
      severity: 'error',
      from: { path: '^js/core/' },
      to: { pathNot: '^js/(core|generated)/' },
    },
    {
      name: 'generated-imports-nothing',
      severity: 'error',
      from: { path: '^js/generated/' },
      to: { pathNot: '^js/generated/' },
    },
    {
      name: 'only-entries-import-node',
      comment: 'Only entries import Node’s transport.',
      severity: 'error',
      from: { path: '^(js|adapters)/', pathNot: '^js/(node|entries)/' },
      to: { path: '^js/node/' },
    },
    {
      name: 'node-imports-only-core',
      severity: 'error',
      from: { path: '^js/node/' },
      to: { path: '^(js|pkg|adapters)/', pathNot: '^js/(node|core)/' },
    },
    {
      name: 'entries-import-only-core-and-node',
      comment: 'An entry combines core, Node’s transport and the built module.',
      severity: 'error',
      from: { path: '^js/entries/' },
      to: { path: '^(js|pkg|adapters)/', pathNot: '^(js/(core|node|generated)|pkg)/' },
    },
    {
      name: 'node-http-imports-the-public-api',
      comment:
        'The handler for Node’s servers calls the package by its name, and checks its options as core does.',
      severity: 'error',
      from: { path: '^js/node-http/' },
      to: { path: '^(js|pkg|adapters)/', pathNot: '^js/(node-http|core)/', ...byPath },
    },
    {
      name: 'csv-imports-only-generated-code',
      comment:
        'Reading files needs no connection and no WebAssembly: it imports generated fields and its libraries.',
      severity: 'error',
      from: { path: '^js/csv/' },
      // What the build writes is not resolved before it has run.
      to: { pathNot: '^js/(csv|generated)/|pkg/csv/' },
    },
    {
      name: 'sandbox-imports-only-itself',
      comment:
        'The sandbox shares no code with the plugin, so that both can’t make the same mistake about Workfront.',
      severity: 'error',
      from: { path: '^js/sandbox/' },
      to: { path: '^(js|pkg|adapters)/', pathNot: '^(js|pkg)/sandbox/' },
    },
    {
      name: 'commands-import-the-public-api',
      comment: 'The commands import the package by the names that its users have.',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^(js|pkg|adapters)/', ...byPath },
    },
    {
      name: 'adapters-import-the-public-api',
      comment: 'An adapter imports the package by the names that its users have.',
      severity: 'error',
      from: { path: '^adapters/', pathNot: '\\.test\\.mjs$' },
      to: { path: '^(js|pkg)/', ...byPath },
    },
    {
      name: 'js-is-below-adapters-and-commands',
      comment: 'What every host loads imports no adapter and no command, by any name.',
      severity: 'error',
      from: { path: '^js/' },
      to: { path: '^(adapters|cli)/' },
    },
    {
      name: 'no-adapter-imports-another',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^adapters/[^/]+/', pathNot: '^adapters/(common|$1)/' },
    },
    {
      name: 'no-adapter-imports-another-by-name',
      comment:
        'An adapter with a package.json of its own has the package as a dependency: its name is not resolved here.',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: {
        path: '^workfront-actions/',
        pathNot: '^workfront-actions/(adapters|manifest|node|sandbox|sandbox/server|$1)$',
      },
    },
    {
      name: 'imports-are-resolved',
      comment:
        'A file, or a name of this package, exists; only what the build writes may be missing.',
      severity: 'error',
      from: { path: '^(js|cli)/' },
      to: {
        couldNotResolve: true,
        path: '^(\\.|workfront-actions/)',
        pathNot: '^\\.\\./\\.\\./pkg/',
      },
    },
    {
      name: 'published-files-import-no-tools',
      comment: 'Published files import no scripts, benches or tests.',
      severity: 'error',
      from: { path: '^(js|cli|adapters)/', pathNot: '\\.test\\.mjs$' },
      to: { path: '^(scripts|benches|tests|examples)/' },
    },
    {
      name: 'scripts-import-no-benches',
      severity: 'error',
      from: { path: '^scripts/' },
      to: { path: '^(benches|tests|examples)/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^tests/|\\.test\\.mjs$' },
      to: { path: '^tests/|\\.test\\.mjs$' },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/|^pkg/' },
    exclude: { path: '(^|/)node_modules/|^adapters/n8n/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
