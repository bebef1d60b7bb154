interface Lockfile {
  packages?: Record<string, { version?: string; optional?: boolean; link?: boolean }>;
}
export function packagesMatch(wanted: Lockfile, installed: Lockfile | null): boolean;
export function ensurePackages(): Promise<void>;
