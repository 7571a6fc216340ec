// A worker that makes one call for its first request.
import { createPlugin } from 'workfront-actions';

const worker = {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    const wf = await createPlugin({
      baseUrl: searchParams.get('url'),
      credentials: { type: 'apiKey', apiKey: searchParams.get('apiKey') },
    });
    return Response.json(await wf.count({}));
  },
};

export default worker;
