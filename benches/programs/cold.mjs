// Measures import, start and first call in a fresh process of Node, Deno or Bun, in milliseconds; and the CPU time in Node.
const [what, url, apiKey] = globalThis.Deno?.args ?? process.argv.slice(2);
// Each runtime imports the entry that the package exports for it.
const isNode = globalThis.Deno === undefined && globalThis.Bun === undefined;
const entry = isNode ? '../../pkg/node/index.mjs' : '../../js/entries/default.mjs';

const cpu = isNode ? process.cpuUsage() : undefined;
const began = performance.now();
if (what === 'first call') {
  const { createPlugin } = await import(entry);
  const wf = await createPlugin({ baseUrl: url, credentials: { type: 'apiKey', apiKey } });
  await wf.count({});
} else if (what === 'import') {
  await import(entry);
} else if (what === 'workfront-api') {
  await import('workfront-api');
} else {
  await import('./empty.mjs');
}
const ms = performance.now() - began;
const { user = 0, system = 0 } = isNode ? process.cpuUsage(cpu) : {};
console.log(JSON.stringify({ ms, cpu: (user + system) / 1000 }));
if (isNode) process.exit(0);
else globalThis.Deno?.exit(0);
