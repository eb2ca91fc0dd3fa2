/**
 * The gradients of a pooled convolution: they reach only the place that was the largest of its four, and only where the
 * ReLU was open, one place in eight or so. The sums have the order that they have without the pooling; what is zero
 * there is left out here.
 */
import { FLOAT, frame } from './convolution';
import { fused } from './fused';
import { padded } from './pooledConvolution';
import { gradientOfImage } from './pooledInput';
import { ENTRY, inkedBytes, listInked, listOutputs } from './pooledLists';

/** Adds the gradients of one image where the ReLU was open to `sums`, and lays them out in whole panels at `open`. */
function openGradients(maps: i32, gradients: i32, places: i32, outputs: i32, stride: i32, open: i32, sums: i32): void {
  for (let i = 0; i < places; i++) {
    let o = 0;
    for (; o + 4 <= outputs; o += 4) {
      const at = o << FLOAT;
      const gradient = v128.and(v128.load(gradients + at), f32x4.gt(v128.load(maps + at), f32x4.splat(0)));
      v128.store(open + at, gradient);
      v128.store(sums + at, f32x4.add(v128.load(sums + at), gradient));
    }
    for (; o < outputs; o++) {
      const at = o << FLOAT;
      const gradient = f32.load(maps + at) > 0 ? f32.load(gradients + at) : <f32>0;
      f32.store(open + at, gradient);
      f32.store(sums + at, f32.load(sums + at) + gradient);
    }
    maps += outputs << FLOAT;
    gradients += outputs << FLOAT;
    open += stride << FLOAT;
  }
}

/** Adds gradient times patch to the weights of one output, over a list: a filter of up to five rows of eight floats. */
function addSmallPatches(list: i32, end: i32, sizeY: i32, row: i32, sums: i32): void {
  // Rows beyond the last are the last one again, and not stored.
  const row1 = row * min(1, sizeY - 1);
  const row2 = row * min(2, sizeY - 1);
  const row3 = row * min(3, sizeY - 1);
  const row4 = row * min(4, sizeY - 1);
  const zero = f32x4.splat(0);
  let s00 = v128.load(sums);
  let s01 = v128.load(sums, 16);
  let s10 = sizeY > 1 ? v128.load(sums, 32) : zero;
  let s11 = sizeY > 1 ? v128.load(sums, 48) : zero;
  let s20 = sizeY > 2 ? v128.load(sums, 64) : zero;
  let s21 = sizeY > 2 ? v128.load(sums, 80) : zero;
  let s30 = sizeY > 3 ? v128.load(sums, 96) : zero;
  let s31 = sizeY > 3 ? v128.load(sums, 112) : zero;
  let s40 = sizeY > 4 ? v128.load(sums, 128) : zero;
  let s41 = sizeY > 4 ? v128.load(sums, 144) : zero;
  for (; list < end; list += ENTRY) {
    const patch = i32.load(list);
    const gradient = v128.load32_splat(list, 4);
    s00 = fused(s00, gradient, v128.load(patch));
    s01 = fused(s01, gradient, v128.load(patch, 16));
    s10 = fused(s10, gradient, v128.load(patch + row1));
    s11 = fused(s11, gradient, v128.load(patch + row1, 16));
    s20 = fused(s20, gradient, v128.load(patch + row2));
    s21 = fused(s21, gradient, v128.load(patch + row2, 16));
    s30 = fused(s30, gradient, v128.load(patch + row3));
    s31 = fused(s31, gradient, v128.load(patch + row3, 16));
    s40 = fused(s40, gradient, v128.load(patch + row4));
    s41 = fused(s41, gradient, v128.load(patch + row4, 16));
  }
  v128.store(sums, s00);
  v128.store(sums, s01, 16);
  if (sizeY > 1) {
    v128.store(sums, s10, 32);
    v128.store(sums, s11, 48);
  }
  if (sizeY > 2) {
    v128.store(sums, s20, 64);
    v128.store(sums, s21, 80);
  }
  if (sizeY > 3) {
    v128.store(sums, s30, 96);
    v128.store(sums, s31, 112);
  }
  if (sizeY > 4) {
    v128.store(sums, s40, 128);
    v128.store(sums, s41, 144);
  }
}

/** Floats that `addStretch` treats at once. */
const STRETCH: i32 = 48;

/** Adds gradient times patch to 48 weights of one output, over a list; they begin `offset` bytes into the patch. */
function addStretch(list: i32, end: i32, offset: i32, sums: i32): void {
  let s0 = v128.load(sums);
  let s1 = v128.load(sums, 16);
  let s2 = v128.load(sums, 32);
  let s3 = v128.load(sums, 48);
  let s4 = v128.load(sums, 64);
  let s5 = v128.load(sums, 80);
  let s6 = v128.load(sums, 96);
  let s7 = v128.load(sums, 112);
  let s8 = v128.load(sums, 128);
  let s9 = v128.load(sums, 144);
  let s10 = v128.load(sums, 160);
  let s11 = v128.load(sums, 176);
  for (; list < end; list += ENTRY) {
    const patch = i32.load(list) + offset;
    const gradient = v128.load32_splat(list, 4);
    s0 = fused(s0, gradient, v128.load(patch));
    s1 = fused(s1, gradient, v128.load(patch, 16));
    s2 = fused(s2, gradient, v128.load(patch, 32));
    s3 = fused(s3, gradient, v128.load(patch, 48));
    s4 = fused(s4, gradient, v128.load(patch, 64));
    s5 = fused(s5, gradient, v128.load(patch, 80));
    s6 = fused(s6, gradient, v128.load(patch, 96));
    s7 = fused(s7, gradient, v128.load(patch, 112));
    s8 = fused(s8, gradient, v128.load(patch, 128));
    s9 = fused(s9, gradient, v128.load(patch, 144));
    s10 = fused(s10, gradient, v128.load(patch, 160));
    s11 = fused(s11, gradient, v128.load(patch, 176));
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
  v128.store(sums, s2, 32);
  v128.store(sums, s3, 48);
  v128.store(sums, s4, 64);
  v128.store(sums, s5, 80);
  v128.store(sums, s6, 96);
  v128.store(sums, s7, 112);
  v128.store(sums, s8, 128);
  v128.store(sums, s9, 144);
  v128.store(sums, s10, 160);
  v128.store(sums, s11, 176);
}

/**
 * The gradients with respect to the filter [sizeY, sizeX, channels, outputs], the bias, and if there is room for it
 * (`imagesGradient` is not 0) the images, from that of the pooled maps. Scratch: `framed`, one image with its zeros
 * around and 256 bytes more; `open`, one image's pooled maps, their channels rounded up to eights; `lists`, 16 bytes, 8
 * for each output rounded up to eights and each pooled place and one more, 28 for each pooled place and each row of
 * them; `sums`, for each output sizeY rows of sizeX * channels floats, rounded up to 8 or else to a multiple of
 * 48; `turned` the same for rows rounded up to fours, and 256 bytes more.
 */
export function pooledGradients(
  images: i32,
  filter: i32,
  maps: i32,
  winners: i32,
  gradients: i32,
  filterGradient: i32,
  biasGradient: i32,
  imagesGradient: i32,
  n: i32,
  height: i32,
  width: i32,
  channels: i32,
  sizeY: i32,
  sizeX: i32,
  outputs: i32,
  rows: i32,
  columns: i32,
  framed: i32,
  open: i32,
  lists: i32,
  sums: i32,
  turned: i32,
): void {
  const fullHeight = height + 2 * rows;
  const fullWidth = width + 2 * columns;
  const pooledHeight = (fullHeight - sizeY + 1) >> 1;
  const pooledWidth = (fullWidth - sizeX + 1) >> 1;
  const places = pooledHeight * pooledWidth;
  const stride = padded(outputs);
  const image = (height * width * channels) << FLOAT;
  const pixel = channels << FLOAT;
  const row = fullWidth * pixel;
  const length = sizeX * channels;
  const isSmall = length <= 8 && sizeY <= 5;
  const sumRow = isSmall ? 8 : ((length + STRETCH - 1) / STRETCH) * STRETCH;
  const turnedRow = (length + 3) & -4;
  const inked = lists + 16;
  const list = inked + inkedBytes(pooledHeight, pooledWidth);
  const room = (places + 1) * ENTRY;
  const starts = list + stride * room;
  memory.fill(open, 0, (places * stride) << FLOAT);
  memory.fill(sums, 0, (outputs * sizeY * sumRow) << FLOAT);
  memory.fill(biasGradient, 0, outputs << FLOAT);
  if (imagesGradient != 0) {
    memory.fill(turned, 0, (outputs * sizeY * turnedRow) << FLOAT);
    for (let o = 0; o < outputs; o++)
      for (let ky = 0; ky < sizeY; ky++)
        for (let at = 0; at < length; at++)
          f32.store(
            turned + (((o * sizeY + ky) * turnedRow + at) << FLOAT),
            f32.load(filter + (((ky * length + at) * outputs + o) << FLOAT)),
          );
  }
  for (let i = 0; i < n; i++) {
    // Patches are read some floats beyond their end, so that of the last image there must be something.
    frame(images, height, width, channels, rows, columns, framed);
    openGradients(maps, gradients, places, outputs, stride, open, biasGradient);
    const inkedEnd = listInked(framed, pooledHeight, pooledWidth, stride, pixel, row, sizeY, sizeX, channels == 1 && sizeX >= 3, inked);
    for (let o = 0; o < outputs; o++) {
      const four = o & 3;
      if (four == 0)
        listOutputs(open + (o << FLOAT), winners + o, inked, inkedEnd, pixel, row, list, room, lists);
      const from = list + four * room;
      const end = i32.load(lists + (four << 2));
      const own = sums + ((o * sizeY * sumRow) << FLOAT);
      if (isSmall) addSmallPatches(from, end, sizeY, row, own);
      else
        for (let ky = 0; ky < sizeY; ky++)
          for (let at = 0; at < sumRow; at += STRETCH)
            addStretch(from, end, ky * row + (at << FLOAT), own + ((ky * sumRow + at) << FLOAT));
    }
    if (imagesGradient != 0) {
      gradientOfImage(open, winners, turned, imagesGradient, height, width, channels, sizeY, sizeX, rows, columns, stride, turnedRow << FLOAT, list, starts);
      imagesGradient += image;
    }
    images += image;
    maps += (places * outputs) << FLOAT;
    gradients += (places * outputs) << FLOAT;
    winners += places * stride;
  }
  for (let o = 0; o < outputs; o++)
    for (let ky = 0; ky < sizeY; ky++)
      for (let at = 0; at < length; at++)
        f32.store(
          filterGradient + (((ky * length + at) * outputs + o) << FLOAT),
          f32.load(sums + (((o * sizeY + ky) * sumRow + at) << FLOAT)),
        );
}
