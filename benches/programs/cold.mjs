// Import, start, first call: how long it takes in a fresh process, in milliseconds.
const [what, url, apiKey] = process.argv.slice(2);
const began = performance.now();
if (what === 'workfront-actions') {
  const { createPlugin } = await import('../../js/entries/node.mjs');
  const wf = await createPlugin({ baseUrl: url, credentials: { type: 'apiKey', apiKey } });
  await wf.count({});
} else if (what === 'workfront-api, import only') {
  await import('workfront-api');
} else {
  await import('./empty.mjs');
}
console.log(performance.now() - began);
process.exit(0);
