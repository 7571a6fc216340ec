// The scenario as an edge function.
import { play } from '../scenario.mjs';
import { pluginOf } from './plugin-of.mjs';

const worker = {
  async fetch(request) {
    const wf = await pluginOf(request);
    return Response.json(await play((action, input) => wf.run(action, input)));
  },
};

export default worker;
