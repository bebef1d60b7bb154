/** Bytes of a file that a page asks for, both ends included. */
export interface ByteRange {
  from: number;
  to: number;
}

/**
 * Reads a `Range` header. null: the whole file is meant; `invalid`: none of it is asked for. Of several ranges none is
 * answered: the whole is. https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
export function readRange(header: string | null, size: number): ByteRange | null | 'invalid' {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') {
    const count = Math.min(Number(last), size);
    return count === 0 ? 'invalid' : { from: size - count, to: size - 1 };
  }
  const from = Number(first);
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from >= size || to < from ? 'invalid' : { from, to };
}
