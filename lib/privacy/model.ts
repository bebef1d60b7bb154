/** Shortest passphrase that is taken, in characters. */
export const MIN_PASSPHRASE = 8;
