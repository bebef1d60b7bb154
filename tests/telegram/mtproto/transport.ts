/**
 * The obfuscated transports as a web client speaks them: a 64-byte AES-CTR header, then abridged, intermediate or
 * padded intermediate frames. https://core.telegram.org/mtproto/mtproto-transports
 */
import { type Cipher, createCipheriv, createDecipheriv, type Decipher, randomBytes } from 'node:crypto';

type Framing = 'abridged' | 'intermediate' | 'padded';

const TAGS: Record<number, Framing> = { 4025479151: 'abridged', 4008636142: 'intermediate', 3722304989: 'padded' };

/** Largest packet taken from a client: a 512 kB upload part with room to spare. */
export const MAX_PACKET = 2 * 1024 * 1024;

/** What a client sent is not this protocol; the socket must be closed. */
export class TransportViolation extends Error {}

export class ServerTransport {
  #buffer: Buffer = Buffer.alloc(0);
  #decryptor: Decipher | undefined;
  #encryptor: Cipher | undefined;
  #framing: Framing | undefined;

  /**
   * Feeds bytes from the socket; returns the packets that are now complete.
   * @throws TransportViolation on an unknown header or a frame of impossible size
   */
  receive(chunk: Buffer): Buffer[] {
    this.#buffer = this.#buffer.length === 0 ? this.#plain(chunk) : Buffer.concat([this.#buffer, this.#plain(chunk)]);
    if (!this.#framing) {
      if (this.#buffer.length < 64) return [];
      const header = this.#buffer.subarray(0, 64);
      const rest = this.#buffer.subarray(64);
      this.#start(header);
      this.#buffer = this.#plain(rest);
    }
    const packets: Buffer[] = [];
    for (let packet = this.#take(); packet; packet = this.#take()) packets.push(packet);
    return packets;
  }

  /** Frames and encrypts one packet for the socket. */
  encode(packet: Uint8Array): Buffer {
    if (!this.#encryptor) throw new TransportViolation('nothing can be sent before the client has introduced itself');
    return this.#encryptor.update(this.#frame(packet));
  }

  get ready(): boolean {
    return this.#framing !== undefined;
  }

  #plain(chunk: Buffer): Buffer {
    return this.#decryptor ? this.#decryptor.update(chunk) : chunk;
  }

  #start(header: Buffer): void {
    const reversed = Buffer.from(header.subarray(8, 56)).reverse();
    const decryptor = createDecipheriv('aes-256-ctr', header.subarray(8, 40), header.subarray(40, 56));
    const tag = decryptor.update(header).readUInt32LE(56);
    const framing = TAGS[tag];
    if (!framing) throw new TransportViolation(`unknown transport tag ${tag.toString(16)}`);
    this.#decryptor = decryptor;
    this.#encryptor = createCipheriv('aes-256-ctr', reversed.subarray(0, 32), reversed.subarray(32, 48));
    this.#framing = framing;
  }

  #take(): Buffer | undefined {
    const size = this.#nextSize();
    if (!size) return undefined;
    const [headLength, length] = size;
    if (length > MAX_PACKET) throw new TransportViolation(`a packet of ${length} bytes is too large`);
    if (length < 8) throw new TransportViolation(`a packet of ${length} bytes is too small`);
    if (this.#buffer.length < headLength + length) return undefined;
    const packet = this.#buffer.subarray(headLength, headLength + length);
    this.#buffer = this.#buffer.subarray(headLength + length);
    return packet;
  }

  #nextSize(): [head: number, length: number] | undefined {
    const buffer = this.#buffer;
    if (this.#framing !== 'abridged') {
      // The top bit asks for a quick acknowledgement, which no web client uses.
      return buffer.length < 4 ? undefined : [4, buffer.readUInt32LE(0) & 0x7fffffff];
    }
    const first = buffer[0];
    if (first === undefined) return undefined;
    const words = first & 0x7f;
    if (words < 0x7f) return [1, words * 4];
    return buffer.length < 4 ? undefined : [4, buffer.readUIntLE(1, 3) * 4];
  }

  #frame(packet: Uint8Array): Buffer {
    if (this.#framing === 'abridged') {
      const words = packet.length / 4;
      const head =
        words < 0x7f ? Buffer.from([words]) : Buffer.from([0x7f, words & 255, (words >> 8) & 255, (words >> 16) & 255]);
      return Buffer.concat([head, packet]);
    }
    // A transport error is recognised by its length of 4, so it is never padded.
    const padded = this.#framing === 'padded' && packet.length > 4;
    const padding = padded ? randomBytes(randomBytes(1).readUInt8(0) % 16) : Buffer.alloc(0);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(packet.length + padding.length);
    return Buffer.concat([head, packet, padding]);
  }
}

/** A transport error is a bare negative number in place of a message: -404 unknown auth key, -429 flood, -444 wrong DC. */
export function transportError(code: 404 | 429 | 444): Buffer {
  const packet = Buffer.alloc(4);
  packet.writeInt32LE(-code);
  return packet;
}
