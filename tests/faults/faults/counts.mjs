// A genuine response to a count, with another number.
import { reply } from './replies.mjs';

const altered = (name, change) => ({
  name: `200 with ${name}`,
  group: 'altered',
  isForCounts: true,
  isCore: true,
  effect({ genuine }) {
    const body = JSON.parse(genuine.body);
    // A later request of the call isn't a count.
    if (typeof body.data?.count !== 'number') return reply(genuine.status, genuine.body);
    const count = change(body.data.count);
    return reply(genuine.status, JSON.stringify({ ...body, data: { ...body.data, count } }));
  },
});

export const counts = [
  altered('a smaller count', (count) => count - 1),
  altered('a larger count', (count) => count + 1),
  altered('a count that is larger by pages', (count) => count + 5000),
  altered('a fraction as the count', (count) => count + 0.5),
  altered('a negative count', () => -1),
  altered('a count that is a string', (count) => String(count)),
];
