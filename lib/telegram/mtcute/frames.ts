import { IntermediatePacketCodec } from '@mtcute/core';

type Decode = IntermediatePacketCodec['decode'];

/**
 * Frames of a socket, whose bytes are let go of once they are read. What lies around this codec would keep everything that the
 * socket ever brought (seen with mtcute 0.27: a file of 2 GB, as a whole).
 */
export class Frames extends IntermediatePacketCodec {
  override decode(...[reader, eof]: Parameters<Decode>): ReturnType<Decode> {
    const frame = super.decode(reader, eof);
    // A frame is a copy.
    reader.reclaim();
    return frame;
  }
}
