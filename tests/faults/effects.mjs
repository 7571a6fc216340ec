// What happens on the wire instead of a valid response.

/** Performs an effect on a request; returns a promise if it takes time. `effect.longestMs` limits an endless one. */
export function perform(effect, incoming, outgoing) {
  return effects[effect.type](effect, incoming.socket, outgoing);
}

/** How long the longest effect lasts if the client never disconnects. */
const longestMs = 20_000;

const effects = {
  reply(effect, _socket, outgoing) {
    const { status, headers = [], body } = effect;
    const kept = headers.filter(([name]) => name.toLowerCase() !== 'content-length');
    const hasBody = status >= 200 && status !== 204 && status !== 205 && status !== 304;
    const length = hasBody ? [['Content-Length', String(Buffer.byteLength(body))]] : [];
    outgoing.writeHead(status, [...kept, ...length].flat());
    outgoing.end(hasBody ? body : undefined);
  },

  reset: (_effect, socket) => void socket.resetAndDestroy(),

  fin: (_effect, socket) => void socket.end(),

  /** Raw bytes, then the end of the connection. */
  raw({ bytes, isReset }, socket) {
    socket.write(bytes, () => (isReset ? socket.resetAndDestroy() : socket.end()));
  },

  /** Raw bytes; the connection stays open, or for `longestMs`. */
  async bytes({ bytes, longestMs: most }, socket) {
    socket.write(bytes);
    if (most === undefined) return;
    await pause(most, socket);
    socket.destroy();
  },

  /** A whole response in small pieces; the connection stays open. */
  async drip({ status, body, pieces, everyMs }, socket, outgoing) {
    const text = Buffer.from(body);
    outgoing.writeHead(status, {
      'Content-Type': 'application/json;charset=UTF-8',
      'Content-Length': text.length,
    });
    const size = Math.max(1, Math.ceil(text.length / pieces));
    for (let at = 0; at < text.length && socket.writable; at += size) {
      await pause(everyMs, socket);
      outgoing.write(text.subarray(at, at + size));
    }
    outgoing.end();
  },

  /** The same piece repeatedly, until the client disconnects. */
  async endless({ start, piece, everyMs, longestMs: most = longestMs }, socket) {
    const end = Date.now() + most;
    socket.write(start);
    while (socket.writable && Date.now() < end) {
      await pause(everyMs, socket);
      if (socket.writable) socket.write(piece);
    }
    socket.destroy();
  },

  /** No response, until the client disconnects. */
  async hang({ longestMs: most = longestMs }, socket) {
    await pause(most, socket);
    socket.destroy();
  },
};

/** The status line and the first headers of a response. */
export const head = (status, reason = 'OK') =>
  `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json;charset=UTF-8\r\n`;

/** Waits for this time, or until the client disconnects. */
function pause(ms, socket) {
  return new Promise((resolve) => {
    if (!socket.writable) return resolve();
    const go = () => {
      clearTimeout(timer);
      socket.off('close', go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    socket.on('close', go);
  });
}
