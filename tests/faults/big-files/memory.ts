import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** How often it is looked which processes there are, ms. What they took at most they know themselves. */
const LOOK_EVERY = 500;
const KIB = 1024;

/** Peak memory of processes, bytes. */
export interface Peak {
  /** Those of extensions: the worker's and its pages'. `grew` is what they took at most beyond what they had before. */
  extension: { most: number; grew: number };
  /** The browser's own, which keeps the database. */
  browser: { most: number; grew: number };
}

/**
 * Watches what the browser of a process, and its extension, take at most, until `end`. By Linux's own count of the resident
 * memory, so no peak falls between two looks; null elsewhere.
 */
export function watchMemory(browser: number): { end(): Peak | null } {
  if (process.platform !== 'linux') return { end: () => null };
  const before = new Map<number, number>();
  const most = new Map<number, number>();
  const look = (): void => {
    for (const pid of [browser, ...extensionsOf(browser)]) {
      const known = statusOf(pid);
      if (!known) continue;
      if (!before.has(pid)) {
        before.set(pid, known.now);
        forgetPeak(pid);
      }
      most.set(pid, Math.max(most.get(pid) ?? 0, statusOf(pid)?.most ?? 0));
    }
  };
  look();
  const timer = setInterval(look, LOOK_EVERY);
  const sum = (pids: number[]) => ({
    most: pids.reduce((all, pid) => all + (most.get(pid) ?? 0), 0),
    grew: pids.reduce((all, pid) => all + (most.get(pid) ?? 0) - (before.get(pid) ?? 0), 0),
  });
  return {
    end() {
      clearInterval(timer);
      look();
      return { extension: sum([...most.keys()].filter((pid) => pid !== browser)), browser: sum([browser]) };
    },
  };
}

/** Resident now and at most, bytes; null for a process that is gone. */
function statusOf(pid: number): { now: number; most: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * KIB;
    return { now: of('VmRSS'), most: of('VmHWM') };
  } catch {
    return null;
  }
}

/** From now on the most it took is counted anew. */
function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** Processes of a browser in which extensions run. */
function extensionsOf(browser: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((it) => /^\d+$/.test(it))) {
    try {
      // The name, in brackets, may have spaces.
      const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      parents.set(Number(name), Number(parent));
    } catch {
      // It is gone.
    }
  }
  const isOurs = (pid: number | undefined): boolean => pid === browser || (pid ? isOurs(parents.get(pid)) : false);
  return [...parents.keys()].filter((pid) => isOurs(pid) && commandOf(pid).includes('--extension-process'));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
