import { timingSafeEqual } from 'node:crypto';
import { parseEvent } from '../../pkg/node/index.mjs';
import { alternate } from '../lib/measure.mjs';

export const about =
  'one event of a user with 37 fields, one of which changed: compare its token in constant time, parse its body, compare ' +
  'its states; 2,000 in sequence, alternating with the same work by hand; one core, medians.';

const token = 'a-long-random-secret';
const signed = { authToken: token, authorization: `Bearer ${token}` };
const repetitions = 2_000;

const state = (isActive) => ({
  ID: 'u1',
  objCode: 'USER',
  isActive,
  ...Object.fromEntries(Array.from({ length: 34 }, (_, at) => [`field${at}`, at])),
});
const body = JSON.stringify({
  eventType: 'UPDATE',
  subscriptionId: 's1',
  eventTime: { epochSecond: 1785003600, nano: 0 },
  newState: state(false),
  oldState: state(true),
});

export async function measure({ report, rounds }) {
  const many = (each) => async () => {
    for (let times = 0; times < repetitions; times += 1) {
      const { changed } = await each();
      if (changed !== 1) throw new Error(`${changed} fields changed`);
    }
  };
  const own = async () => ({
    changed: (await parseEvent(body, signed)).changes.length,
  });
  const times = await alternate(
    { own: many(own), hand: many(async () => byHand()) },
    rounds(15, 5),
  );
  const perSecond = ({ wall }) => Math.round((1_000 * repetitions) / wall).toLocaleString('en');
  report.bar('event-cpu', times.own.cpu / times.hand.cpu);
  report.row(
    'events verified and parsed, a second on one core; by hand',
    `${perSecond(times.own)}; ${perSecond(times.hand)}`,
  );
}

/** The same work, written by hand. */
function byHand() {
  const [actual, expected] = [signed.authorization, `Bearer ${token}`].map((text) =>
    Buffer.from(text),
  );
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected))
    throw new Error('wrong token');
  const { newState, oldState } = JSON.parse(body);
  const keys = new Set([...Object.keys(newState), ...Object.keys(oldState)]);
  const changes = {};
  for (const key of keys) {
    const [from, to] = [oldState[key], newState[key]];
    const isSame =
      from === to ||
      (typeof from === 'object' &&
        typeof to === 'object' &&
        JSON.stringify(from) === JSON.stringify(to));
    if (!isSame) changes[key] = { from, to };
  }
  return { changed: Object.keys(changes).length };
}
