/**
 * Unpacks gzip, of one member or several after one another, and compares the checksum of each, which fflate does not: what
 * is damaged must not become other drawings. Format: RFC 1952.
 */
import { Gunzip } from 'fflate';
import { DatasetError } from '../dataset-error.ts';
import { crc32 } from './crc32.ts';
import { assertUnpackable, MOST_DEFLATED } from './unpack-limit.ts';

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** So much goes in at once; what comes out of it is bounded too (64 MiB), and counted before the next. */
const PIECE = 2 ** 16;
/** CRC-32 and length, at the end of a member. */
const TRAILER = 8;

/**
 * @param name of the file, for messages.
 * @throws DatasetError for damaged and cut files, and for what unpacks to more than 2 GiB.
 */
export function gunzip(bytes: Uint8Array, name: string): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The last member says how long it is; a claim that the bytes can hold saves unpacking what is too much.
  const claimed = bytes.length < TRAILER ? 0 : view.getUint32(bytes.length - 4, true);
  if (claimed <= bytes.length * MOST_DEFLATED) assertUnpackable(claimed, name);
  const chunks: Uint8Array[] = [];
  let total = 0;
  let member = { crc: 0, length: 0 };
  const endMember = (end: number) => {
    const isWhole = end >= TRAILER + 10 && view.getUint32(end - 8, true) === member.crc;
    if (!isWhole || view.getUint32(end - 4, true) !== member.length % 2 ** 32)
      throw new DatasetError(
        `${name}: damaged: what it unpacks to has not the checksum that stands before byte ${end}. ${AGAIN}`,
      );
    member = { crc: 0, length: 0 };
  };
  const stream = new Gunzip((chunk) => {
    total += chunk.length;
    assertUnpackable(total, name);
    member = { crc: crc32(chunk, member.crc), length: member.length + chunk.length };
    chunks.push(chunk);
  });
  stream.onmember = endMember;
  try {
    for (let at = 0; at < bytes.length; at += PIECE)
      stream.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  } catch (error) {
    if (error instanceof DatasetError) throw error;
    throw new DatasetError(
      `${name}: cannot be unpacked: ${(error as Error).message}, after ${total} bytes were. It is cut short or damaged. ${AGAIN}`,
      { cause: error },
    );
  }
  endMember(bytes.length);
  return joined(chunks, total);
}

const AGAIN = 'Fetch it again, or pack it again with gzip.';

function joined(chunks: readonly Uint8Array[], total: number): Uint8Array {
  const first = chunks.find((chunk) => chunk.length > 0);
  if (first?.length === total) return first;
  const all = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
