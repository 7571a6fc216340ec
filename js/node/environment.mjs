// The environment variable that names the proxy, without regard to NO_PROXY.

/**
 * @param {string} protocol of the URL to be requested
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function proxyVariable(protocol, env = process.env) {
  const specific =
    protocol === 'https:'
      ? env.https_proxy || env.HTTPS_PROXY
      : // A request's `Proxy` header sets HTTP_PROXY in CGI programs.
        env.http_proxy || (!env.REQUEST_METHOD && env.HTTP_PROXY);
  return specific || env.all_proxy || env.ALL_PROXY || undefined;
}
