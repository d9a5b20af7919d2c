/** Cuts what a WebSocket client sends into pieces that can be sent again: the request of the upgrade, then whole frames. */
export interface ClientFrames {
  /** The pieces that became whole by this chunk. Joined they are the very bytes that came. */
  push(chunk: Buffer): Buffer[];
}

const END_OF_REQUEST = Buffer.from('\r\n\r\n');

/** RFC 6455 §5.2, as far as the length of a masked frame goes. */
export function createClientFrames(): ClientFrames {
  let rest: Buffer = Buffer.alloc(0);
  let isUpgraded = false;
  return {
    push(chunk) {
      rest = Buffer.concat([rest, chunk]);
      const pieces: Buffer[] = [];
      for (;;) {
        const length = isUpgraded ? frameLength(rest) : requestLength(rest);
        if (length === undefined || length > rest.length) return pieces;
        isUpgraded = true;
        pieces.push(rest.subarray(0, length));
        rest = rest.subarray(length);
      }
    },
  };
}

/** The text of a whole, masked frame. */
export function unmask(frame: Buffer): string {
  const offset = payloadOffset(frame);
  const mask = frame.subarray(offset - 4, offset);
  return Buffer.from(frame.subarray(offset).map((byte, index) => byte ^ mask[index % 4]!)).toString();
}

function requestLength(bytes: Buffer): number | undefined {
  const end = bytes.indexOf(END_OF_REQUEST);
  return end < 0 ? undefined : end + END_OF_REQUEST.length;
}

function frameLength(bytes: Buffer): number | undefined {
  if (bytes.length < 2 || bytes.length < payloadOffset(bytes)) return undefined;
  const short = bytes[1]! & 0x7f;
  const payload =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  return payloadOffset(bytes) + payload;
}

/** Two bytes, the long length, four bytes of mask: clients always mask. */
function payloadOffset(bytes: Buffer): number {
  const short = bytes[1]! & 0x7f;
  return 2 + (short < 126 ? 0 : short === 126 ? 2 : 8) + 4;
}
