// Runs the scenario in the runtime that starts this file, and prints the results.
import { createPlugin, WorkfrontError } from 'workfront-actions';
import { play } from '../scenario.mjs';

const [baseUrl, apiKey] = globalThis.Deno ? Deno.args : process.argv.slice(2);
const wf = await createPlugin({ baseUrl, credentials: { type: 'apiKey', apiKey } });
const results = await play((action, input) => wf.run(action, input));
const failure = await wf.get({}).catch((error) => error);
if (!(failure instanceof WorkfrontError)) throw new Error('no WorkfrontError');
wf.close();
console.log(JSON.stringify(results));
