// Faults of connections: lost, truncated in each framing, slow, endless.
import { head } from '../effects.mjs';
import { page, reply, workfrontError } from './replies.mjs';

const whole = ({ genuine }) =>
  genuine?.body || '{"data":{"ID":"0123456789abcdef0123456789abcdef"}}';
/** The part of a body that arrives: never all of it. */
const part = (details) => {
  const body = whole(details);
  return body.slice(0, Math.min(30, Math.max(1, body.length - 2)));
};
const chunk = (text) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const raw = (bytes, isReset = false) => ({ type: 'raw', bytes, isReset });

const lost = [
  { name: 'reset', isCore: true, effect: () => ({ type: 'reset' }) },
  { name: 'FIN without a response', isCore: true, effect: () => ({ type: 'fin' }) },
  { name: 'reset within the status line', effect: () => raw('HTTP/1.1 20', true) },
  { name: 'FIN within the headers', effect: () => raw(`${head(200)}X-Part`) },
  { name: 'not HTTP', effect: () => raw('SSH-2.0-OpenSSH_9.6\r\n') },
  { name: 'status 000', effect: () => raw('HTTP/1.1 000 None\r\nContent-Length: 0\r\n\r\n') },
  {
    name: 'no response',
    isCore: true,
    hangs: true,
    effect: () => ({ type: 'hang' }),
  },
  {
    name: 'head without a body',
    hangs: true,
    effect: () => ({ type: 'bytes', bytes: `${head(200)}Content-Length: 20\r\n\r\n` }),
  },
];

const cut = [
  {
    name: 'cut, Content-Length',
    isCore: true,
    effect: (details) =>
      raw(`${head(200)}Content-Length: ${whole(details).length}\r\n\r\n${part(details)}`),
  },
  {
    name: 'cut, Content-Length, reset',
    effect: (details) =>
      raw(`${head(200)}Content-Length: ${whole(details).length}\r\n\r\n${part(details)}`, true),
  },
  {
    name: 'cut, chunked',
    isCore: true,
    effect: (details) =>
      raw(`${head(200)}Transfer-Encoding: chunked\r\n\r\n${chunk(part(details))}`),
  },
  {
    name: 'cut within a chunk',
    effect: (details) =>
      raw(`${head(200)}Transfer-Encoding: chunked\r\n\r\nfff\r\n${part(details)}`),
  },
  {
    name: 'cut, all chunks but the last',
    effect: (details) =>
      raw(`${head(200)}Transfer-Encoding: chunked\r\n\r\n${chunk(whole(details))}`),
  },
  {
    name: 'cut, until close',
    isCore: true,
    effect: (details) => raw(`${head(200)}Connection: close\r\n\r\n${part(details)}`),
  },
  {
    name: 'cut, until close, reset',
    effect: (details) => raw(`${head(200)}Connection: close\r\n\r\n${part(details)}`, true),
  },
  {
    name: 'cut before the first byte',
    effect: () => raw(`${head(200)}Content-Length: 200\r\n\r\n`),
  },
  {
    name: 'broken JSON of the right length',
    effect: (details) => reply(200, part(details)),
  },
  {
    name: 'not the encoding that it says',
    effect: () =>
      reply(200, 'no gzip', [
        ['Content-Type', 'application/json'],
        ['Content-Encoding', 'gzip'],
      ]),
  },
  {
    name: '422 in an encoding that it is not',
    refuses: 'http',
    effect: () =>
      reply(422, workfrontError('Refused'), [
        ['Content-Type', 'application/json'],
        ['Content-Encoding', 'gzip'],
      ]),
  },
  {
    name: '422 cut, Content-Length',
    refuses: 'http',
    effect: () => raw(`${head(422, 'Invalid')}Content-Length: 300\r\n\r\n{"error":{"message":"Inv`),
  },
  {
    name: '500 cut, chunked',
    effect: () => raw(`${head(500, 'Failed')}Transfer-Encoding: chunked\r\n\r\n${chunk('{"err')}`),
  },
  {
    name: 'chunked on HTTP/1.0',
    effect: (details) =>
      raw(
        `${head(200).replace('1.1', '1.0')}Transfer-Encoding: chunked\r\n\r\n${chunk(part(details))}0\r\n\r\n`,
      ),
  },
];

const slow = [
  {
    name: 'drip that ends in time',
    isHarmless: true,
    needsWork: true,
    effect: ({ genuine }) => ({ type: 'drip', ...genuine, pieces: 8, everyMs: 2 }),
  },
  {
    name: 'drip past the limit',
    hangs: true,
    isCore: true,
    effect: (details) => ({
      ...{ type: 'endless', start: `${head(200)}Content-Length: 100000\r\n\r\n${part(details)}` },
      ...{ piece: ' ', everyMs: 20 },
    }),
  },
  {
    name: 'endless body',
    hangs: true,
    effect: (details) => ({
      ...{ type: 'endless', start: `${head(200)}Connection: close\r\n\r\n${part(details)}` },
      ...{ piece: 'x'.repeat(16_384), everyMs: 5 },
    }),
  },
  {
    name: 'endless chunks',
    hangs: true,
    effect: () => ({
      ...{ type: 'endless', start: `${head(200)}Transfer-Encoding: chunked\r\n\r\n` },
      ...{ piece: chunk(' '.repeat(16_384)), everyMs: 5 },
    }),
  },
  {
    name: 'endless headers',
    hangs: true,
    effect: () => ({
      ...{
        type: 'endless',
        start: head(200),
        piece: `X-More: ${'y'.repeat(200)}\r\n`,
        everyMs: 20,
      },
    }),
  },
  {
    name: 'endless page of an error',
    hangs: true,
    effect: () => ({
      ...{
        type: 'endless',
        start: `${head(502, 'Bad Gateway')}Connection: close\r\n\r\n${page(502)}`,
      },
      ...{ piece: '<p>', everyMs: 20 },
    }),
  },
];

/** The work is done after the client has stopped waiting for the response. */
const late = [
  { name: 'reset, and done later', effect: () => ({ type: 'reset' }) },
  { name: '502, and done later', effect: () => reply(502, page(502)) },
  { name: '503 empty, and done later', effect: () => reply(503, '', []) },
].map((fault) => ({ ...fault, when: 'later', onlyWrites: true }));

const group = (name, faults) => faults.map((fault) => ({ group: name, ...fault }));

export const connection = [
  ...group('lost', lost),
  ...group('cut', cut),
  ...group('slow', slow),
  ...group('late', late),
];
