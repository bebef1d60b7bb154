/** A PDF of one page that says what it is, so that a preview has something to show. */

const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').replace(/[\\()]/g, '\\$&');

/** @param size bytes to fill up to, with a comment */
export function madePdf(title: string, lines: number, size: number): Buffer {
  const rows = Array.from(
    { length: lines },
    (_, i) => `Position ${i + 1}: ${(i * 7 + 3) % 40} pcs, ${(i * 13 + 5) % 900}.00 EUR`,
  );
  const show = (text: string, size: number, down: number): string =>
    `/F1 ${size} Tf 0 -${down} Td (${printable(text)}) Tj`;
  const content = `BT 60 800 Td ${show(title, 20, 20)} ${rows.map((row) => show(row, 11, 24)).join(' ')} ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj${object}endobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const end = (at: number): string =>
    `xref\n0 6\n0000000000 65535 f \n${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`;
  // The place of the table is written out, so a longer file may have a longer number.
  const filler = Math.max(0, size - text.length - end(size).length);
  if (filler > 2) text += `%${' '.repeat(filler - 2)}\n`;
  const whole = text + end(text.length);
  return Buffer.from(whole.padEnd(size, '\n'), 'latin1');
}
