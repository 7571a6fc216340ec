// Hosts that are never reached through a proxy: this machine, and the entries of NO_PROXY, as curl reads them.
import ipaddr from 'ipaddr.js';

/**
 * @param {string} host without brackets
 * @param {number} port
 * @param {string} list hosts, domains, addresses and CIDR blocks, separated by commas or spaces
 */
export function bypassesProxy(host, port, list) {
  const name = withoutDot(host.toLowerCase());
  const address = addressOf(name);
  if (address ? isOwnAddress(address) : /(^|\.)localhost$/.test(name)) return true;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === '*') return true;
      const { text, port: entryPort = port } = parseEntry(entry);
      if (entryPort !== port) return false;
      return address ? includes(text, address) : isWithin(name, text);
    });
}

/** @typedef {ipaddr.IPv4 | ipaddr.IPv6} Address */

/** Parses an address; an IPv4 address in IPv6 (`::ffff:127.0.0.1`) becomes that IPv4 address. @param {string} text @returns {Address | undefined} */
const addressOf = (text) => (ipaddr.isValid(text) ? ipaddr.process(text) : undefined);

/** Loopback, or the unspecified address, which reaches this machine as well. @param {Address} address */
const isOwnAddress = (address) => ['loopback', 'unspecified'].includes(address.range());

/**
 * Splits an entry into its host and its port; most programs support ports, curl doesn't.
 * @param {string} entry `host`, `host:port`, `::1`, `[::1]`, `[::1]:port`, `10.0.0.0/8`
 */
function parseEntry(entry) {
  const bracketed = /^\[(.*)\](?::(\d+))?(\/\d+)?$/.exec(entry);
  if (bracketed) return { text: bracketed[1] + (bracketed[3] ?? ''), port: toPort(bracketed[2]) };
  // More than one colon: an IPv6 address without brackets.
  const [, text = entry, port] = /^([^:]*):(\d+)$/.exec(entry) ?? [];
  return { text, port: toPort(port) };
}

/** @param {string | undefined} digits */
const toPort = (digits) => (digits === undefined ? undefined : Number(digits));

/** Whether an entry is this address, or a block that contains it. @param {string} text @param {Address} address */
function includes(text, address) {
  if (!text.includes('/')) return addressOf(text)?.toString() === address.toString();
  if (!ipaddr.isValidCIDR(text)) return false;
  const [block, bits] = ipaddr.parseCIDR(text);
  return block.kind() === address.kind() && address.match(block, bits);
}

/** Whether a host is this domain or below it; a leading dot or `*.` makes no difference. @param {string} name @param {string} text */
function isWithin(name, text) {
  const domain = withoutDot(text.replace(/^\*?\./, ''));
  return domain !== '' && (name === domain || name.endsWith(`.${domain}`));
}

/** @param {string} name */
const withoutDot = (name) => name.replace(/\.$/, '');
