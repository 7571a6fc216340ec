// The same call by hand.
const worker = {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    const answer = await fetch(`${searchParams.get('url')}/attask/api/v18.0/user/count`, {
      headers: { apiKey: searchParams.get('apiKey'), accept: 'application/json' },
    });
    const { data, error } = await answer.json();
    if (!answer.ok || error) throw new Error(error?.message ?? `${answer.status}`);
    return Response.json(data);
  },
};

export default worker;
