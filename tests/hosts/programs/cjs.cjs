// The same as esm.mjs, with require().
const { createPlugin, WorkfrontError } = require('workfront-actions');

async function main() {
  const { play } = await import('../scenario.mjs');
  const [baseUrl, apiKey] = process.argv.slice(2);
  const wf = await createPlugin({ baseUrl, credentials: { type: 'apiKey', apiKey } });
  const results = await play((action, input) => wf.run(action, input));
  const failure = await wf.get({}).catch((error) => error);
  if (!(failure instanceof WorkfrontError)) throw new Error('no WorkfrontError');
  wf.close();
  console.log(JSON.stringify(results));
}

main();
