/** A drawing as Quick, Draw!'s binary files hold it. */
export interface BinDrawing {
  readonly keyId?: bigint;
  readonly country?: string;
  readonly recognized?: number;
  readonly strokes: readonly (readonly [x: readonly number[], y: readonly number[]])[];
}

/** A file as Google writes it: little end first, x and y of a stroke one after the other. */
export const quickdrawBinFile = (drawings: readonly BinDrawing[]): Uint8Array =>
  new Uint8Array(Buffer.concat(drawings.map(drawingBytes)));

function drawingBytes({
  keyId = 5_201_136_883_597_312n,
  country = 'CH',
  recognized = 1,
  strokes,
}: BinDrawing) {
  const head = Buffer.alloc(17);
  head.writeBigUInt64LE(keyId, 0);
  head.write(country, 8, 'latin1');
  head.writeUInt8(recognized, 10);
  head.writeUInt32LE(1_489_019_335, 11); // when it was drawn
  head.writeUInt16LE(strokes.length, 15);
  return Buffer.concat([head, ...strokes.map(strokeBytes)]);
}

function strokeBytes([x, y]: BinDrawing['strokes'][number]): Buffer {
  const points = Buffer.alloc(2);
  points.writeUInt16LE(x.length);
  return Buffer.concat([points, Buffer.from(x), Buffer.from(y)]);
}
