import { timingSafeEqual } from 'node:crypto';
import { parseEvent } from '../../pkg/node/index.mjs';
import { alternate } from '../lib/measure.mjs';

export const about =
  'one event of a user with 37 fields, of which one changed: its token compared in constant time, its body parsed, its ' +
  'states compared; 2,000 one after the other, in turns with the same by hand; one core, medians.';

const token = 'a-long-random-secret';
const signed = { authToken: token, authorization: `Bearer ${token}` };
const times2000 = 2_000;

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
    for (let times = 0; times < times2000; times += 1) {
      const { changed } = await each();
      if (changed !== 1) throw new Error(`${changed} fields changed`);
    }
  };
  const own = async () => ({
    changed: (await parseEvent(body, signed)).changes.length,
  });
  const times = await alternate(
    { own: many(own), floor: many(async () => byHand()) },
    rounds(15, 5),
  );
  const aSecond = ({ wall }) => Math.round((1_000 * times2000) / wall).toLocaleString('en');
  report.bar('event-cpu', times.own.cpu / times.floor.cpu);
  report.row(
    'events verified and parsed, a second on one core; by hand',
    `${aSecond(times.own)}; ${aSecond(times.floor)}`,
  );
}

/** As a careful person writes it. */
function byHand() {
  const [given, wanted] = [signed.authorization, `Bearer ${token}`].map((text) =>
    Buffer.from(text),
  );
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new Error('not ours');
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
