// Which proxy the environment names for a URL, as curl and most programs read it.

/**
 * @param {URL} url
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {URL | undefined}
 */
export function proxyFor(url, env = process.env) {
  const named = (/** @type {string} */ name) => env[name] || env[name.toUpperCase()];
  // Upper-case HTTP_PROXY can be set by a request in CGI programs.
  const own =
    url.protocol === 'https:'
      ? named('https_proxy')
      : env.http_proxy || (!env.REQUEST_METHOD && env.HTTP_PROXY);
  const proxy = own || named('all_proxy');
  if (!proxy || isExcepted(url, named('no_proxy') ?? '')) return undefined;
  try {
    const address = new URL(proxy.includes('://') ? proxy : `http://${proxy}`);
    return /^https?:$/.test(address.protocol) ? address : undefined;
  } catch {
    return undefined;
  }
}

/** @param {URL} url @param {string} list hosts and domains, with commas between */
function isExcepted(url, list) {
  const { host, port } = addressOf(url);
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true;
    const [, name = '', wanted] = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    const domain = name.replace(/^\*?\./, '');
    const fits = host === domain || host.endsWith(`.${domain}`);
    return domain !== '' && fits && Number(wanted ?? port) === port;
  });
}

/** Where to connect to; without the brackets that an IPv6 address has in URLs. @param {URL} url */
export const addressOf = ({ protocol, hostname, port }) => ({
  host: hostname.replace(/^\[|\]$/g, ''),
  port: Number(port) || (protocol === 'https:' ? 443 : 80),
});

/** @param {URL} proxy @returns {Record<string, string>} */
export function authorization({ username, password }) {
  if (username === '') return {};
  const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(words).toString('base64')}` };
}
