// An edge function that makes a plugin for each request, as edge functions should.
import { createPlugin } from 'workfront-actions';

const worker = {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    const wf = await createPlugin({
      baseUrl: searchParams.get('url'),
      credentials: { type: 'apiKey', apiKey: searchParams.get('apiKey') },
    });
    const counts = [];
    for (let times = 0; times < 3; times += 1) counts.push((await wf.count({})).count);
    return Response.json(counts);
  },
};

export default worker;
