import { LARGEST_PHOTO, type UploadKind } from '@/lib/files/shipment';

/** What Telegram takes as a photo, beside its size. https://core.telegram.org/bots/api#sendphoto */
const PHOTO = { sides: 10_000, ratio: 20 };
const VALUES = 100;
const LONGEST_ROUND = 60;
const VOICES = ['audio/ogg', 'audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/aac'];

/** How a picture or a video is best sent; as a document where it is neither to Telegram. */
export async function mediaKind(file: File): Promise<UploadKind> {
  if (/^image\/(jpeg|png|webp)$/.test(file.type) && file.size <= LARGEST_PHOTO && (await isPhoto(file))) {
    return { is: 'photo' };
  }
  const film = file.type === 'video/mp4' ? await measureVideo(file) : null;
  return film ? { is: 'video', ...film } : { is: 'document' };
}

/** null: it is no recording that Telegram plays as a voice message. */
export async function voiceKind(file: File): Promise<UploadKind | null> {
  if (!VOICES.includes(file.type)) return null;
  try {
    const sound = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(await file.arrayBuffer());
    return { is: 'voice', duration: Math.max(1, Math.round(sound.duration)), waveform: loudness(sound) };
  } catch {
    return null;
  }
}

/** null: it is no square video of at most a minute. */
export async function roundKind(file: File): Promise<UploadKind | null> {
  const film = file.type === 'video/mp4' ? await measureVideo(file) : null;
  if (!film || film.width !== film.height || film.duration > LONGEST_ROUND) return null;
  return { is: 'round', size: film.width, duration: film.duration };
}

async function isPhoto(file: File): Promise<boolean> {
  try {
    const { width, height } = await createImageBitmap(file);
    const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
    return width + height <= PHOTO.sides && ratio <= PHOTO.ratio;
  } catch {
    return false;
  }
}

/** Width, height and whole seconds; null for what this browser cannot read. */
function measureVideo(file: File): Promise<{ width: number; height: number; duration: number } | null> {
  return new Promise((resolve) => {
    const video = document.createElement('video');
    const url = URL.createObjectURL(file);
    const done = (): void => {
      const { videoWidth: width, videoHeight: height, duration } = video;
      URL.revokeObjectURL(url);
      const known = width > 0 && height > 0 && Number.isFinite(duration);
      resolve(known ? { width, height, duration: Math.max(1, Math.round(duration)) } : null);
    };
    video.preload = 'metadata';
    video.onloadedmetadata = done;
    video.onerror = done;
    video.src = url;
  });
}

/** Loudness over time, 0 to 31, as Telegram draws it. */
function loudness(sound: AudioBuffer): number[] {
  const samples = sound.getChannelData(0);
  const step = Math.max(1, Math.floor(samples.length / VALUES));
  const peaks = Array.from({ length: Math.min(VALUES, Math.ceil(samples.length / step)) }, (_, n) => {
    let peak = 0;
    for (let i = n * step; i < Math.min((n + 1) * step, samples.length); i += 1) {
      peak = Math.max(peak, Math.abs(samples[i] ?? 0));
    }
    return peak;
  });
  const most = Math.max(...peaks, 0.001);
  return peaks.map((peak) => Math.round((peak / most) * 31));
}
