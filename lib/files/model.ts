/** Files as Telegram keeps them. https://core.telegram.org/api/files */

/** Where a file lies at Telegram. Ids are 64-bit numbers in decimal, since they do not fit a JavaScript number. */
export interface FileLocation {
  is: 'photo' | 'document';
  /** Data centre. */
  dc: number;
  id: string;
  accessHash: string;
  /** Of a photo: the letter of its largest size, which is the original. */
  size?: string;
  /** Base64; expires after hours or days, and is renewed by asking for the message again. */
  reference: string;
}

/** A smaller picture of a photo, a video or a document: its name at Telegram (`s`, `m`, `x`, `y`…) and its size in pixels. */
export interface PictureSize {
  type: string;
  width: number;
  height: number;
  /** Bytes. */
  size: number;
}

/** A file with what Telegram tells of it. */
export interface TelegramFile {
  at: FileLocation;
  /** Bytes of the original (of a photo: of its largest size). */
  size: number;
  mime: string;
  /** As its sender named it; photos and voice notes have none. */
  name?: string;
  width?: number;
  height?: number;
  /** Seconds. */
  duration?: number;
  title?: string;
  performer?: string;
  /**
   * Telegram's stripped picture of about 40 pixels, base64, to be shown at once: a JPEG without the header that they all
   * share. {@link blurUrl} gives it one. https://core.telegram.org/api/files#stripped-thumbnails
   */
  blur?: string;
  /** Ascending by width. A photo's original is the last of these. */
  sizes: PictureSize[];
  /** Loudness of a voice note, 0 to 31, at most 100 values. */
  waveform?: number[];
}
