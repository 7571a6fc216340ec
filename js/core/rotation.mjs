// The newest refresh token of a connection. It survives a broken instance: the next instance must use this token, as the
// first one is no longer valid.

/** @typedef {(...args: any[]) => Promise<any>} Send */

// The start of a token request's body.
const refreshForm = 'grant_type=refresh_token&';

/** The newest refresh token of a connection. */
export class Rotation {
  /** @type {{ refreshToken: string, isKept: boolean } | undefined} */
  newest;
  /** @type {Promise<unknown> | undefined} The running request for the next token. */
  #pending;

  /**
   * @param {string} refreshToken
   * @param {boolean} isKept whether the host has stored it: then its store may have a newer one
   */
  remember(refreshToken, isKept) {
    this.newest = { refreshToken, isKept };
  }

  /** Waits for a token request of a broken instance. */
  async settle() {
    await this.#pending;
  }

  /**
   * Wraps `send`: remembers the new token of a response, also if the instance that sent the request is broken.
   * @param {Send} send
   * @param {() => boolean} isAlive
   * @param {((refreshToken: string) => Promise<unknown>) | undefined} onRefreshToken
   * @returns {Send}
   */
  watch(send, isAlive, onRefreshToken) {
    return (...args) => {
      const sent = send(...args);
      const body = args[3];
      if (typeof body !== 'string' || !body.startsWith(refreshForm)) return sent;
      const pending = sent.then(
        ({ json }) => {
          const token = json?.refresh_token;
          if (typeof token !== 'string' || !token) return;
          this.remember(token, false);
          if (!isAlive()) return onRefreshToken?.(token).catch(() => {});
        },
        () => {},
      );
      this.#pending = pending;
      return sent;
    };
  }
}
