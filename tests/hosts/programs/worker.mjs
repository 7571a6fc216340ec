// The scenario as an edge function.
import { createPlugin } from 'workfront-actions';
import { play } from '../scenario.mjs';

const worker = {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    const wf = await createPlugin({
      baseUrl: searchParams.get('url'),
      credentials: { type: 'apiKey', apiKey: searchParams.get('apiKey') },
    });
    return Response.json(await play((action, input) => wf.run(action, input)));
  },
};

export default worker;
