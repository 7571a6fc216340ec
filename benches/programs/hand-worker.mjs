// The same call without the package.
const worker = {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    const response = await fetch(`${searchParams.get('url')}/attask/api/v18.0/user/count`, {
      headers: { apiKey: searchParams.get('apiKey'), accept: 'application/json' },
    });
    const { data, error } = await response.json();
    if (!response.ok || error) throw new Error(error?.message ?? `${response.status}`);
    return Response.json(data);
  },
};

export default worker;
