// The most memory that this process has had, in MB.
import { readFileSync } from 'node:fs';

/**
 * Linux keeps a mark for each address space (VmHWM). `maxRSS` isn't it: a child's begins at what its parent had when it
 * was forked, so that small programs all seem as large as who started them.
 */
export function peakMemory() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024;
  const told = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  if (told === undefined) throw new Error('/proc/self/status has no VmHWM');
  return Number(told) / 1024;
}
