import { readFileSync } from 'node:fs';
import { buildLocal, buildRelease, LOCAL_BUILD, RELEASE_BUILD } from '../../scripts/setup/build.mjs';

export { LOCAL_BUILD, RELEASE_BUILD };

/** Builds both extensions from today's source; `npm test` has done so already and says it by `TEZ_BUILT`. */
export async function ensureBuilds(): Promise<void> {
  if (process.env.TEZ_BUILT) return;
  await buildRelease();
  await buildLocal();
}

/** What the tests read of a manifest. */
export interface Manifest {
  manifest_version: number;
  name: string;
  description: string;
  minimum_chrome_version: string;
  permissions: string[];
  host_permissions?: string[];
  optional_permissions?: string[];
  optional_host_permissions?: string[];
  externally_connectable?: unknown;
  background: { service_worker: string; type?: string };
  content_scripts?: { matches: string[] }[];
  web_accessible_resources: { resources: string[]; matches: string[]; use_dynamic_url?: boolean }[];
  content_security_policy: { extension_pages: string };
}

export function readManifest(build: string): Manifest {
  return JSON.parse(readFileSync(`${build}/manifest.json`, 'utf8')) as Manifest;
}

/** A content security policy as directive → sources. */
export function readPolicy(policy: string): Map<string, string[]> {
  return new Map(
    policy.split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(/\s+/);
      return [name, sources];
    }),
  );
}
