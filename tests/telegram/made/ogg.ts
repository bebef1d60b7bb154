/** A voice note that plays: silence in Opus, in an Ogg file of the right length. RFC 7845, RFC 3533. */

/** 20 ms of silence. */
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
const PACKETS_A_SECOND = 50;
/** Samples a packet stands for, at Opus's 48 kHz. */
const SAMPLES = 960;

/** CRC-32 as Ogg wants it: not reflected, beginning with zero. */
const CRC = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

function checksum(page: Buffer): number {
  let sum = 0;
  for (const byte of page) sum = ((sum << 8) ^ (CRC[((sum >>> 24) ^ byte) & 255] ?? 0)) >>> 0;
  return sum;
}

function page(packets: Buffer[], index: number, samples: number, flags: number): Buffer {
  const head = Buffer.alloc(27);
  head.write('OggS', 0, 'latin1');
  head[5] = flags;
  head.writeBigUInt64LE(BigInt(samples), 6);
  head.writeUInt32LE(1, 14);
  head.writeUInt32LE(index, 18);
  head[26] = packets.length;
  const whole = Buffer.concat([head, Buffer.from(packets.map(({ length }) => length)), ...packets]);
  whole.writeUInt32LE(checksum(whole), 22);
  return whole;
}

export function silentVoice(seconds: number): Buffer {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0, 'latin1');
  head.set([1, 1], 8);
  head.writeUInt32LE(48_000, 12);
  const tags = Buffer.concat([Buffer.from('OpusTags\x04\0\0\0none', 'latin1'), Buffer.alloc(4)]);
  const pages = [page([head], 0, 0, 2), page([tags], 1, 0, 0)];
  const length = Math.max(1, Math.round(seconds));
  for (let second = 1; second <= length; second++) {
    const packets = Array.from({ length: PACKETS_A_SECOND }, () => SILENCE);
    const samples = second * PACKETS_A_SECOND * SAMPLES;
    pages.push(page(packets, second + 1, samples, second === length ? 4 : 0));
  }
  return Buffer.concat(pages);
}

/** A plain tone as WAV, for songs. */
export function tone(seconds: number, pitch: number): Buffer {
  const rate = 8000;
  const samples = Buffer.alloc(Math.round(seconds * rate));
  for (let i = 0; i < samples.length; i++)
    samples[i] = 128 + Math.round(60 * Math.sin((i * pitch * 2 * Math.PI) / rate));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
