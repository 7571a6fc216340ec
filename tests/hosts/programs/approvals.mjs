// Runs the example with approvals in the runtime that starts this file, and prints the results.
import { mapStore, playApprovals, variables } from '../../lib/approvals.mjs';
import { createWorker } from '../node_modules/.examples/approval-worker.mjs';
import { cloudflareAccess } from '../node_modules/.examples/approval-worker/cloudflare-access.mjs';

const [text] = globalThis.Deno ? Deno.args : process.argv.slice(2);
const { robin, alex, ID, ...settings } = JSON.parse(text);
const store = mapStore();
const worker = createWorker({ signIn: cloudflareAccess, storeOf: () => store });
const send = (path, init) =>
  worker.fetch(new Request(`https://approvals.example.com${path}`, init), variables(settings));
console.log(JSON.stringify(await playApprovals(send, { robin, alex, ID })));
