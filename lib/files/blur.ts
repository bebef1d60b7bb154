/** What Telegram leaves out of a stripped picture: the same JPEG header for all. Height and width go into it. */
const HEADER =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6' +
  '/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAAAAAAD' +
  'ASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKB' +
  'kaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZ' +
  'mqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQF' +
  'BgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5' +
  'OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX' +
  '2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwA=';
const HEIGHT_AT = 164;
const WIDTH_AT = 166;
/** The end of a JPEG. */
const FOOTER = '\xff\xd9';

/**
 * A picture of about 40 pixels as an address for an image, from {@link TelegramFile.blur}; null for what is none.
 * https://core.telegram.org/api/files#stripped-thumbnails
 */
export function blurUrl(blur: string): string | null {
  const stripped = atob(blur);
  if (stripped.length < 4 || stripped.charCodeAt(0) !== 1) return null;
  const header = atob(HEADER);
  const sized =
    header.slice(0, HEIGHT_AT) +
    stripped[1] +
    header.slice(HEIGHT_AT + 1, WIDTH_AT) +
    stripped[2] +
    header.slice(WIDTH_AT + 1);
  return `data:image/jpeg;base64,${btoa(sized + stripped.slice(3) + FOOTER)}`;
}
