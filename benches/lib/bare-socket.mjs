// Sends the same bytes over a bare socket, and reads only the length of the response: no client can be faster.
import { connect } from 'node:net';
import { once } from 'node:events';
import { written } from '../peers.mjs';

/** @param {{ url: string, apiKey: string }} tenant @param {string} ID whose title is written */
export async function bareWriter({ url, apiKey }, ID) {
  const { hostname, port, host } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  let onResponse = () => {};
  let left = 0;
  socket.on('data', (chunk) => {
    if (left === 0) {
      const text = chunk.latin1Slice(0, chunk.length);
      const end = text.indexOf('\r\n\r\n') + 4;
      left = Number(/content-length: (\d+)/i.exec(text)[1]) + end;
    }
    left -= chunk.length;
    if (left === 0) onResponse();
  });
  const head = `PUT /attask/api/v18.0/user/${ID}?fields=${written} HTTP/1.1\r\nhost: ${host}\r\napiKey: ${apiKey}\r\naccept: application/json\r\ncontent-type: application/json\r\n`;
  return (title) =>
    new Promise((resolve) => {
      onResponse = resolve;
      const body = JSON.stringify({ title });
      socket.write(`${head}content-length: ${body.length}\r\n\r\n${body}`);
    });
}
