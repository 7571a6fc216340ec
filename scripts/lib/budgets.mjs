// Compares measurements with budgets.json.

/** A line for each size that exceeds its budget. */
export function exceededBudgets({ name, budget, size }) {
  return ['raw', 'gzip', 'brotli', 'packed']
    .filter((kind) => size[kind] > budget[kind])
    .map(
      (kind) =>
        `${name} has grown to ${size[kind]} bytes (${kind}): its budget is ${budget[kind]}.`,
    );
}

/**
 * Judges a figure. `bar` is the goal; `limit` must hold until the goal is met, so that the figure can't get worse
 * unnoticed. The default of `limit` is the bar; null means no limit, because another budget covers the figure.
 * @param {{ bar?: number, strict?: boolean, limit?: number | null }} budget `strict`: the figure must be below the bar
 * @param {number} value
 */
export function judge({ bar, strict = false, limit = bar }, value) {
  if (!Number.isFinite(value)) throw new Error(`A figure must be a finite number, but is ${value}`);
  const isMet = bar === undefined ? undefined : strict ? value < bar : value <= bar;
  const exceedsLimit = isMet !== true && limit != null && value > limit;
  return { isMet, exceedsLimit };
}

/** A value with a sensible number of digits. */
export const formatFigure = (value, unit = '') =>
  `${Number.isInteger(value) || value >= 100 ? Math.round(value) : Number(value.toFixed(value < 10 ? 2 : 1))}${unit && ` ${unit}`}`;

/** A measured value: with more digits if it would otherwise look like the bar that it misses. */
export function formatNearBar({ bar, unit }, value) {
  const text = formatFigure(value, unit);
  if (bar === undefined || value <= bar || text !== formatFigure(bar, unit)) return text;
  return `${value.toFixed(4)}${unit ? ` ${unit}` : ''}`;
}

/** The bar of a budget as text, or an empty string. */
export const formatBar = ({ bar, strict, unit }) =>
  bar === undefined ? '' : `${strict ? '<' : '≤'} ${formatFigure(bar, unit)}`;

/** A line for a figure that exceeds its limit. */
export const violation = ({ figure, bar, limit = bar, unit }, value) =>
  `${figure}: must be at most ${formatFigure(limit, unit)}, but is ${formatFigure(value, unit)}.`;
