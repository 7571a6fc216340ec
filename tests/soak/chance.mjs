// Seeded random choices.
import { seeded } from '../js/lib/seeded.mjs';

/** @param {number} seed */
export function chance(seed) {
  const random = seeded(seed);
  const below = (count) => Math.floor(random() * count);
  return {
    random,
    /** A whole number from 0 up to `count`, excluded. */
    below,
    /** True with this probability. */
    is: (probability) => random() < probability,
    pick: (list) => list[below(list.length)],
    /** A new array in another order. */
    shuffled(list) {
      const all = list.slice();
      for (let at = all.length - 1; at > 0; at -= 1) {
        const other = below(at + 1);
        [all[at], all[other]] = [all[other], all[at]];
      }
      return all;
    },
  };
}
