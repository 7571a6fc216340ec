// Plans, decisions and receipts in Cloudflare's D1. Its writes are atomic and its reads see them, unlike those of KV: a rejection
// counts at once, and a plan is applied once. Create the table first:
//   CREATE TABLE approvals (key TEXT PRIMARY KEY, value TEXT NOT NULL)

/**
 * @typedef {object} Statement
 * @property {(...values: string[]) => Statement} bind
 * @property {() => Promise<any>} first
 * @property {() => Promise<{ results: any[] }>} all
 * @property {() => Promise<{ meta: { changes: number } }>} run
 */

/** @param {{ prepare(sql: string): Statement }} db */
export const d1Store = (db) => ({
  /** @param {string} key @returns {Promise<string | null>} */
  async get(key) {
    const row = await db.prepare('SELECT value FROM approvals WHERE key = ?1').bind(key).first();
    return row?.value ?? null;
  },
  /** Whether the key was absent. @param {string} key @param {string} value */
  async putIfAbsent(key, value) {
    const insert = 'INSERT OR IGNORE INTO approvals (key, value) VALUES (?1, ?2)';
    const { meta } = await db.prepare(insert).bind(key, value).run();
    return meta.changes > 0;
  },
  /** The values whose keys begin with a prefix that ends with a colon. @param {string} prefix @returns {Promise<string[]>} */
  async list(prefix) {
    const select = 'SELECT value FROM approvals WHERE key > ?1 AND key < ?2 ORDER BY key';
    // ';' is the character after ':'.
    const end = prefix.replace(/:$/, ';');
    const { results } = await db.prepare(select).bind(prefix, end).all();
    return results.map(({ value }) => value);
  },
});
