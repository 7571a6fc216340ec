// A page that loads the module itself.
import { createPlugin, initWasm } from 'workfront-actions';
import { play } from '../scenario.mjs';

initWasm(fetch('/elsewhere/module.wasm'));
const wf = await createPlugin({
  baseUrl: location.origin,
  credentials: { type: 'apiKey', apiKey: new URLSearchParams(location.search).get('apiKey') },
});
globalThis.ready = true;
globalThis.playScenario = () => play((action, input) => wf.run(action, input));
