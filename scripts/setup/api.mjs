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
  if (!id) throw oneMissing('TEZ_API_HASH', 'TEZ_API_ID');
  if (!/^[1-9]\d{0,9}$/.test(id) || Number(id) > 0x7fff_ffff) {
    throw new SetupProblem(`TEZ_API_ID is the number from my.telegram.org, not "${id}".`);
  }
  if (!hash) throw oneMissing('TEZ_API_ID', 'TEZ_API_HASH');
  // The hash is half a secret: it is not said again.
  if (!/^[0-9a-f]{32}$/i.test(hash)) {
    const has = hash.length === 32 ? 'other characters' : `${hash.length} characters`;
    throw new SetupProblem(
      `TEZ_API_HASH is 32 digits and letters from a to f at my.telegram.org; this one has ${has}.`,
    );
  }
  return { id: Number(id), hash: hash.toLowerCase() };
}

/** @param {string} set @param {string} missing */
function oneMissing(set, missing) {
  return new SetupProblem(`${set} is set and ${missing} is missing: set both to build them in, or neither.`);
}
