// Sends the tenant's events to the receiver, and requests that are not events.
import { once } from 'node:events';
import { connect } from 'node:net';

/** The token of the subscription. */
export const authToken = 'a-token-of-the-soak';

const intervalMs = 50;

/** Delivers events in one round after the other, until `stop`. */
export function startDeliveries(sandbox, { is, pick }) {
  const counts = { delivered: 0, refusedEvents: 0 };
  let url;
  let round;
  const deliver = async () => {
    for (const { status } of await sandbox.deliver()) {
      if (status >= 200 && status < 300) counts.delivered += 1;
      else counts.refusedEvents += 1;
    }
    if (url && is(0.3)) await pick(disturbances)(url);
  };
  const timer = setInterval(() => {
    round ??= deliver()
      .catch(() => {})
      .finally(() => (round = undefined));
  }, intervalMs);
  return {
    counts,
    disturb: (receiver) => (url = receiver),
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}

const headers = { authorization: `Bearer ${authToken}`, 'content-type': 'application/json' };
const send = (body, more) => async (url) => {
  const response = await fetch(url, { method: 'POST', headers, body, ...more });
  await response.text();
};

const disturbances = [
  send('{}'),
  send('{"eventType":'),
  send('{}', { headers: {} }),
  send(undefined, { method: 'GET' }),
  /** A body that ends in the middle. */
  async (url) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    const head = `POST / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${authToken}\r\nContent-Length: 100\r\n\r\n`;
    socket.write(`${head}{"eventType"`, () => socket.resetAndDestroy());
    await once(socket, 'close');
  },
];
