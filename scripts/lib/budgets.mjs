// Compares what was measured with budgets.json.

/** One line for each measure that is over budget. */
export function crossed({ name, budget, size }) {
  return ['raw', 'gzip', 'brotli', 'packed']
    .filter((kind) => size[kind] > budget[kind])
    .map(
      (kind) =>
        `${name} has grown to ${size[kind]} bytes (${kind}): its budget is ${budget[kind]}.`,
    );
}

/**
 * What a figure is worth. `bar` is what it must reach, and stays; `limit` is what holds until it does, so that it can't
 * get worse unnoticed: the bar itself unless one is given, none where it is null (another budget holds it).
 * @param {{ bar?: number, strict?: boolean, limit?: number | null }} budget `strict`: the bar itself is too much
 * @param {number} value
 */
export function judge({ bar, strict = false, limit = bar }, value) {
  if (!Number.isFinite(value)) throw new Error(`A figure is a number, not ${value}`);
  const isMet = bar === undefined ? undefined : strict ? value < bar : value <= bar;
  const isCrossed = isMet !== true && limit != null && value > limit;
  return { isMet, isCrossed };
}

/** A value as it is read: as exact as its size deserves. */
export const spelt = (value, unit = '') =>
  `${Number.isInteger(value) || value >= 100 ? Math.round(value) : Number(value.toFixed(value < 10 ? 2 : 1))}${unit && ` ${unit}`}`;

/** A measured value beside its bar: one that misses it by little isn't spelt like it. */
export function speltBeside({ bar, unit }, value) {
  const text = spelt(value, unit);
  if (bar === undefined || value <= bar || text !== spelt(bar, unit)) return text;
  return `${value.toFixed(4)}${unit ? ` ${unit}` : ''}`;
}

/** The bar of a budget in words, or nothing. */
export const barOf = ({ bar, strict, unit }) =>
  bar === undefined ? '' : `${strict ? '<' : '≤'} ${spelt(bar, unit)}`;

/** A line for a figure past its limit. */
export const complaint = ({ figure, bar, limit = bar, unit }, value) =>
  `${figure}: ${spelt(value, unit)}, and its limit is ${spelt(limit, unit)}.`;
