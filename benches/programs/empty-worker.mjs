// A worker that makes one request, and needs nothing for it.
const worker = {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    const answer = await fetch(`${searchParams.get('url')}/attask/api/v18.0/user/count`, {
      headers: { apiKey: searchParams.get('apiKey') },
    });
    return Response.json((await answer.json()).data);
  },
};

export default worker;
