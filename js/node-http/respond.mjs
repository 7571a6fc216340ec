// Sends a response of the Fetch API with node:http, Express or Fastify.

/**
 * @param {any} outgoing
 * @param {Response} response
 * @returns {Promise<unknown>} Fastify's reply, which an asynchronous handler of Fastify returns
 */
export async function send(outgoing, response) {
  const text = await response.text();
  const headers = Object.fromEntries(response.headers);
  // The rest of a body that wasn't read is not waited for.
  const message = (outgoing.raw ?? outgoing).req;
  if (message?.complete === false) headers.connection = 'close';
  if (isReply(outgoing)) {
    if (!outgoing.sent) outgoing.code(response.status).headers(headers).send(text);
    return outgoing;
  }
  if (outgoing.headersSent || outgoing.destroyed) return undefined;
  outgoing.writeHead(response.status, headers);
  await new Promise((resolve) => {
    // The client may have closed the connection.
    outgoing.once('close', resolve);
    outgoing.end(text, resolve);
  });
  return undefined;
}

/** Whether this is Fastify's. @param {any} outgoing */
const isReply = (outgoing) =>
  typeof outgoing.raw === 'object' && typeof outgoing.code === 'function';
