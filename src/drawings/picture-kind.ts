/** What kind of picture a file is and how large, by its first bytes, so that a monster is refused before it is decoded. */

export type PictureKind = 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'svg';

export interface PictureHeader {
  kind: PictureKind;
  /** Pixels, as the file says, before any turning by EXIF; undefined for SVG and where the header is cut off or broken. */
  size: { width: number; height: number } | undefined;
}

/** An SVG begins within so many bytes: behind its declaration, comments and a document type. */
const SVG_BYTES = 4096;

/**
 * Looks at the bytes only, never at a name or a declared type. Never throws.
 * @param bytes of the file, or its beginning: 64 kB reach for nearly every JPEG, 32 bytes for the others but SVG (4 kB).
 * @returns undefined for what is none of the known pictures
 */
export function pictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { kind, matches, size } of FORMATS)
    if (matches(bytes)) {
      const found = size(view);
      return {
        kind,
        size: found && found[0] > 0 && found[1] > 0 ? { width: found[0], height: found[1] } : undefined,
      };
    }
  return undefined;
}

type Size = [width: number, height: number] | undefined;

interface Format {
  kind: PictureKind;
  matches(bytes: Uint8Array): boolean;
  size(view: DataView): Size;
}

const hasText = (bytes: Uint8Array, at: number, text: string) =>
  bytes.length >= at + text.length && [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));

/** In the order of asking. */
const FORMATS: readonly Format[] = [
  {
    kind: 'png', // https://www.w3.org/TR/png-3/#11IHDR
    matches: (bytes) => hasText(bytes, 0, '\x89PNG\r\n\x1a\n'),
    size: (view) => (view.byteLength < 24 ? undefined : [view.getUint32(16), view.getUint32(20)]),
  },
  {
    kind: 'jpeg',
    matches: (bytes) => hasText(bytes, 0, '\xff\xd8\xff'),
    size: jpegSize,
  },
  {
    kind: 'gif', // https://www.w3.org/Graphics/GIF/spec-gif89a.txt, 18
    matches: (bytes) => hasText(bytes, 0, 'GIF87a') || hasText(bytes, 0, 'GIF89a'),
    size: (view) => (view.byteLength < 10 ? undefined : [view.getUint16(6, true), view.getUint16(8, true)]),
  },
  {
    kind: 'webp',
    matches: (bytes) => hasText(bytes, 0, 'RIFF') && hasText(bytes, 8, 'WEBP'),
    size: webpSize,
  },
  {
    kind: 'bmp',
    matches: (bytes) => hasText(bytes, 0, 'BM') && hasText(bytes, 6, '\0\0\0\0'),
    size: (view) => {
      if (view.byteLength < 26) return undefined;
      if (view.getUint32(14, true) === 12) return [view.getUint16(18, true), view.getUint16(20, true)];
      return [view.getInt32(18, true), Math.abs(view.getInt32(22, true))]; // the first row may be on top
    },
  },
  { kind: 'svg', matches: isSvg, size: () => undefined },
];

/** Walks over the segments to the frame header: ITU-T T.81, B.2.2. */
function jpegSize(view: DataView): Size {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++; // fill byte
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return [view.getUint16(at + 7), view.getUint16(at + 5)];
    const length = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7) ? 0 : view.getUint16(at + 2);
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + length;
  }
  return undefined;
}

/** Three kinds of first chunk: https://developers.google.com/speed/webp/docs/riff_container, RFC 6386, 9.1. */
function webpSize(view: DataView): Size {
  if (view.byteLength < 30) return undefined;
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)))) {
    case 'VP8X':
      return [uint24(24) + 1, uint24(27) + 1];
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return view.getUint8(20) === 0x2f ? [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1] : undefined;
    }
    case 'VP8 ':
      return uint24(23) === 0x2a019d
        ? [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff]
        : undefined;
    default:
      return undefined;
  }
}

/** The first element is `svg`. */
function isSvg(bytes: Uint8Array): boolean {
  let text = new TextDecoder().decode(bytes.subarray(0, SVG_BYTES)).trimStart(); // drops a byte order mark too
  for (;;) {
    const closing = closingMark(text);
    if (closing === undefined) return /^<(\w+:)?svg[\s>/]/.test(text);
    const at = text.indexOf(closing);
    if (at < 0) return false;
    text = text.slice(at + closing.length).trimStart();
  }
}

/**
 * How what may stand before the first element ends: a comment, a declaration, a document type. One with entities of
 * its own, as Illustrator writes it, ends with a bracket.
 */
function closingMark(text: string): string | undefined {
  if (text.startsWith('<!--')) return '-->';
  if (text.startsWith('<?')) return '?>';
  if (text.startsWith('<!')) return /^<![^>]*\[/.test(text) ? ']>' : '>';
  return undefined;
}
