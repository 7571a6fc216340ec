// The order of the rooms in JavaScript: each imports only what stands below it. docs/architecture.md explains it.

// An import by a relative path; one by the package's own name, as its users write it, is of another type.
const byPath = { dependencyTypes: ['local'] };

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'No file reaches itself through its imports.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-is-below',
      comment:
        'core, the same for every host, imports what is generated and built, and nothing else.',
      severity: 'error',
      from: { path: '^js/core/' },
      to: { pathNot: '^(js/core|js/generated|pkg)/' },
    },
    {
      name: 'generated-imports-nothing',
      severity: 'error',
      from: { path: '^js/generated/' },
      to: { pathNot: '^js/generated/' },
    },
    {
      name: 'node-is-for-its-entry',
      comment: 'Node’s transport is above core; only entries import it.',
      severity: 'error',
      from: { path: '^(js|adapters)/', pathNot: '^js/(node|entries)/' },
      to: { path: '^js/node/' },
    },
    {
      name: 'node-uses-core',
      severity: 'error',
      from: { path: '^js/node/' },
      to: { path: '^(js|pkg|adapters)/', pathNot: '^js/(node|core)/' },
    },
    {
      name: 'entries-are-the-surface',
      comment: 'An entry puts core, Node’s transport and the built module together.',
      severity: 'error',
      from: { path: '^js/entries/' },
      to: { path: '^(js|pkg|adapters)/', pathNot: '^(js/(core|node|generated)|pkg)/' },
    },
    {
      name: 'node-http-uses-the-public-surface',
      comment:
        'The handler for Node’s servers calls the package by its name, and checks its options as core does.',
      severity: 'error',
      from: { path: '^js/node-http/' },
      to: { path: '^(js|pkg|adapters)/', pathNot: '^js/(node-http|core)/', ...byPath },
    },
    {
      name: 'sandbox-stands-alone',
      comment:
        'The sandbox shares no code with the plugin, so that they can’t share a misreading of Workfront.',
      severity: 'error',
      from: { path: '^js/sandbox/' },
      to: { path: '^(js|pkg|adapters)/', pathNot: '^(js|pkg)/sandbox/' },
    },
    {
      name: 'commands-use-the-public-surface',
      comment: 'The commands import the package by the names that its users have.',
      severity: 'error',
      from: { path: '^js/cli(\\.mjs$|/)' },
      to: { path: '^(js|pkg|adapters)/', pathNot: '^js/cli/', ...byPath },
    },
    {
      name: 'adapters-use-the-public-surface',
      comment: 'An adapter imports the package by the names that its users have.',
      severity: 'error',
      from: { path: '^adapters/', pathNot: '\\.test\\.mjs$' },
      to: { path: '^(js|pkg)/', ...byPath },
    },
    {
      name: 'no-adapter-in-another',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^adapters/[^/]+/', pathNot: '^adapters/(common|$1)/' },
    },
    {
      name: 'only-the-package-is-published',
      comment: 'What is published imports no script, no bench and no test.',
      severity: 'error',
      from: { path: '^(js|adapters)/', pathNot: '\\.test\\.mjs$' },
      to: { path: '^(scripts|benches|tests|examples)/' },
    },
    {
      name: 'scripts-are-below-benches',
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
