// Every 4xx in three forms, 429 and 503 with every Retry-After, 5xx and 3xx.
import { strangerUrl } from '../stranger.mjs';
import { html, json, page, refusal, reply, workfrontError } from './replies.mjs';

const refusals = [
  ...[
    400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421,
  ],
  ...[422, 423, 424, 425, 426, 428, 429, 431, 451, 499],
];
/** Statuses that are also tried on all later requests. */
const common = [400, 401, 403, 404, 409, 422, 429];

const inEachForm = refusals.flatMap((status) => {
  // 408 says that the request wasn't read in time, 499 that the client disconnected: neither comes from Workfront.
  const isOwn = ![408, 499].includes(status);
  const isCore = common.includes(status);
  return [
    {
      name: `${status} JSON`,
      group: 'status',
      refuses: isOwn ? 'workfront' : 'http',
      isCore,
      effect: ({ request }) => reply(status, refusal(status, request)),
    },
    {
      name: `${status} HTML`,
      group: 'status',
      refuses: 'http',
      isCore,
      effect: () => reply(status, page(status), html),
    },
    {
      name: `${status} empty`,
      group: 'status',
      refuses: 'http',
      effect: () => reply(status, '', []),
    },
  ];
});

const otherWords = {
  name: '404 JSON about something else',
  group: 'status',
  refuses: 'http',
  isCore: true,
  effect: () => reply(404, workfrontError('No such endpoint', 'com.attask.RoutingException')),
};

const future =
  (ms) =>
  ({ now }) =>
    new Date(now() + ms).toUTCString();
const longest = 'Fri, 31 Dec 9999 23:59:59 GMT';
/** A `Retry-After`, and the wait in milliseconds that it requests: from, to; undefined if it is invalid. */
const retryAfters = [
  ['2', [2000, 2000]],
  ['0', [0, 0]],
  ['60', [60_000, 60_000]],
  ['61', [61_000, 61_000]],
  ['7200', [7_200_000, 7_200_000]],
  ['4294967295', [4_294_967_295_000, 4_294_967_295_000]],
  ['99999999999999999999', [1e20, 1e24]],
  ['-5', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['', undefined],
  ['a date in 5 s', [2000, 6000], future(5_000)],
  ['a date in 2 h', [7_100_000, 7_300_000], future(7_200_000)],
  ['a date in the past', [0, 0], future(-60_000)],
  ['the year 9999', [1e13, 1e15], () => longest],
  ['an invalid date', undefined, () => 'Fri, 99 Foo 2026 25:61:61 GMT'],
];

const withRetryAfter = [429, 503].flatMap((status) =>
  retryAfters.map(([name, requestedWait, value = () => name]) => ({
    name: `${status}, Retry-After: ${name || 'empty'}`,
    group: 'Retry-After',
    refuses: status === 429 ? 'workfront' : undefined,
    onlyBefore: true,
    requestedWait,
    effect: ({ request, world }) =>
      reply(status, status === 429 ? refusal(429, request) : page(503), [
        ...(status === 429 ? json : html),
        ['Retry-After', value(world)],
      ]),
  })),
);

const failures = [
  ...[500, 501, 502, 503, 504, 507, 520, 599].map((status) => ({
    name: `${status} HTML`,
    isCore: [502, 504].includes(status),
    effect: () => reply(status, page(status), html),
  })),
  ...[500, 502, 503].map((status) => ({
    name: `${status} JSON`,
    isCore: status === 500,
    effect: () => reply(status, workfrontError('Unexpected error', 'java.lang.RuntimeException')),
  })),
  ...[500, 503, 504].map((status) => ({
    name: `${status} empty`,
    effect: () => reply(status, '', []),
  })),
].map((fault) => ({ group: '5xx', ...fault }));

const redirects = [
  ...[301, 302, 303, 307, 308].map((status) => ({
    name: `${status} to a sign-in page`,
    isCore: status === 302,
    effect: ({ world }) => reply(status, '', [['Location', strangerUrl(world.secrets)]]),
  })),
  {
    name: '302 to itself',
    effect: ({ request }) => reply(302, '', [['Location', request.path]]),
  },
  { name: '302 without Location', effect: () => reply(302, '', []) },
  { name: '300 HTML', effect: () => reply(300, page(300), html) },
  { name: '304', effect: () => reply(304, '', []) },
].map((fault) => ({ group: '3xx', ...fault }));

export const statuses = [...inEachForm, otherWords, ...withRetryAfter, ...failures, ...redirects];
