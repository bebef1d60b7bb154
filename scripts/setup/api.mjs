import { SetupProblem } from './problem.mjs';

/**
 * The API id and hash that whoever builds the extension builds in, from the environment; null leaves the question to the
 * user. Throws a SetupProblem for what cannot be one: https://core.telegram.org/api/obtaining_api_id
 *
 * @param {Record<string, string | undefined>} env
 * @returns {{ id: number, hash: string } | null}
 */
export function builtInApi({ TEZ_API_ID: id, TEZ_API_HASH: hash }) {
  if (!id && !hash) return null;
  if (!id || !/^[1-9]\d{0,9}$/.test(id) || Number(id) > 0x7fff_ffff) {
    throw new SetupProblem(`TEZ_API_ID is the number from my.telegram.org, not "${id ?? ''}".`);
  }
  // The hash is half a secret: it is not said again.
  if (!hash || !/^[0-9a-f]{32}$/i.test(hash)) {
    throw new SetupProblem('TEZ_API_HASH is the 32 letters and digits that my.telegram.org shows beside the id.');
  }
  return { id: Number(id), hash: hash.toLowerCase() };
}
