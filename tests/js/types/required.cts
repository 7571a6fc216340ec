// The same types with `require`. Compiled with Node's module resolution.
import workfront = require('workfront-actions');
import manifest = require('workfront-actions/manifest');
import wasm = require('workfront-actions/module.wasm');
import node = require('workfront-actions/node');

const start = async (): Promise<workfront.User[]> => {
  await workfront.initWasm(wasm);
  const credentials: workfront.Credentials = { type: 'apiKey', apiKey: 'key' };
  const wf = await workfront.createPlugin({ domain: 'acme', credentials });
  const { users } = await wf.search({ filters: [{ field: 'ID', modifier: 'in', value: ['a'] }] });
  // @ts-expect-error a misspelled field
  await wf.update({ ID: 'a', changes: { isActve: 12 } });
  return users;
};
const keys: workfront.ActionId[] = manifest.actions.map(({ key }) => key);
const handler: node.EventHandler = node.toHandler({ authToken: 'token', onEvent: () => {} });
export = { start, keys, handler };
