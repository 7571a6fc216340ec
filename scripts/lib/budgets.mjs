// Compares a size with its budget.

/** One line for each measure that is over budget. */
export function crossed({ name, budget, size }) {
  return ['raw', 'gzip', 'brotli', 'packed']
    .filter((kind) => size[kind] > budget[kind])
    .map(
      (kind) =>
        `${name} has grown to ${size[kind]} bytes (${kind}): its budget is ${budget[kind]}.`,
    );
}
