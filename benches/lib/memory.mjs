// The peak memory of this process, in MB.
import { readFileSync } from 'node:fs';

/**
 * Linux records the peak of each address space (VmHWM). `maxRSS` differs: a child's starts at its parent's value, so that
 * small programs all seem as large as their parent.
 */
export function peakMemory() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024;
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  if (peak === undefined) throw new Error('/proc/self/status has no VmHWM');
  return Number(peak) / 1024;
}
