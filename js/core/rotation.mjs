// The newest refresh token of a connection. It survives a broken instance: the next instance must use this token, as the
// first one is no longer valid. Two instances that serve one connection never use the same token.

/** @typedef {(...args: any[]) => Promise<any>} Send */
/** @typedef {import('./instance.mjs').Running} Running */

// The start of a token request's body.
const refreshForm = 'grant_type=refresh_token&';

/** The newest refresh token of a connection. */
export class Rotation {
  /** @type {{ refreshToken: string, isKept: boolean } | undefined} */
  newest;
  /** @type {{ instance: Running, settled: Promise<unknown> } | undefined} The last request for the next token. */
  #pending;
  #tell;

  /** @param {(refreshToken: string, isKept: boolean, from: Running) => void} tell tells the other instances */
  constructor(tell) {
    this.#tell = tell;
  }

  /**
   * @param {string} refreshToken
   * @param {boolean} isKept whether the host has stored it: then its store may have a newer one
   * @param {Running} from
   */
  remember(refreshToken, isKept, from) {
    this.newest = { refreshToken, isKept };
    this.#tell(refreshToken, isKept, from);
  }

  /** Waits for a token request of another instance. */
  async settle() {
    await this.#pending?.settled;
  }

  /**
   * Wraps `send`: remembers the new token of a response, also if the instance that sent the request is broken.
   * @param {Send} send
   * @param {Running} instance
   * @param {((refreshToken: string) => Promise<unknown>) | undefined} onRefreshToken
   * @returns {Send}
   */
  watch(send, instance, onRefreshToken) {
    return (...args) => {
      const body = args[3];
      if (typeof body !== 'string' || !body.startsWith(refreshForm)) return send(...args);
      const other = this.#pending?.instance === instance ? undefined : this.#pending;
      const sent = other ? this.#sendAfter(other.settled, send, args) : send(...args);
      const settled = sent.then(
        ({ json }) => {
          const token = json?.refresh_token;
          if (typeof token !== 'string' || !token) return;
          this.remember(token, false, instance);
          if (!instance.isAlive()) return onRefreshToken?.(token).catch(() => {});
        },
        () => {},
      );
      this.#pending = { instance, settled };
      void settled.then(() => {
        if (this.#pending?.settled === settled) this.#pending = undefined;
      });
      return sent;
    };
  }

  /**
   * Sends a token request after that of another instance, which may have replaced the token in it.
   * @param {Promise<unknown>} settled
   * @param {Send} send
   * @param {any[]} args
   */
  async #sendAfter(settled, send, args) {
    const before = this.newest;
    await settled;
    const form = new URLSearchParams(args[3]);
    if (this.newest && this.newest !== before) form.set('refresh_token', this.newest.refreshToken);
    return send(...args.slice(0, 3), form.toString(), ...args.slice(4));
  }
}
