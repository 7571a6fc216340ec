/** Where to connect to; without the brackets that an IPv6 address has in a URL. @param {URL} url */
export const addressOf = ({ protocol, hostname, port }) => ({
  host: hostname.replace(/^\[|\]$/g, ''),
  port: Number(port) || (protocol === 'https:' ? 443 : 80),
});
