/** The host and port of a URL, without the brackets of an IPv6 address. @param {URL} url */
export const addressOf = ({ protocol, hostname, port }) => ({
  host: hostname.replace(/^\[|\]$/g, ''),
  port: Number(port) || (protocol === 'https:' ? 443 : 80),
});
