// An edge function that makes several calls per request.
import { pluginOf } from './plugin-of.mjs';

const worker = {
  async fetch(request) {
    const wf = await pluginOf(request);
    const counts = [];
    for (let times = 0; times < 3; times += 1) counts.push((await wf.count({})).count);
    return Response.json(counts);
  },
};

export default worker;
