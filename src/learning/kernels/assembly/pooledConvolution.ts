/**
 * A convolution, the largest of every 2x2 places of its maps, a bias and the ReLU, in one: the maps before the
 * pooling, four times as many, never leave the processor's nearest cache. And the gradients, which reach only the
 * place that was the largest of its four, and only where the ReLU was open: one place in eight or so.
 *
 * The sums have the order that they have without the pooling; what is zero there is left out here.
 */
import { fused } from './fused';
import { convolveRow, FLOAT, frame } from './convolution';
import { COLUMNS, storeSome } from './product';

/** Floats of a row of channels that ends with whole panels. */
function padded(channels: i32): i32 {
  return (channels + COLUMNS - 1) & -COLUMNS;
}

/**
 * Maps [n, height', width', outputs] after pooling, where height' is half of height + 2 rows - sizeY + 1, rounded
 * down, and `winners` [n, height', width', outputs rounded up to eights], one byte each: which of the four places was
 * the largest, in reading order, the first of equals. `panels` is the packed filter. Room at `biases` for the
 * outputs, rounded up, at `strip` for two rows of the maps before pooling, and at `framed` for one image with its
 * zeros around.
 */
export function convolvePooled(
  images: i32,
  panels: i32,
  bias: i32,
  maps: i32,
  winners: i32,
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
  biases: i32,
  strip: i32,
): void {
  const image = (height * width * channels) << FLOAT;
  const fullWidth = width + 2 * columns;
  const outWidth = fullWidth - sizeX + 1;
  const pooledHeight = (height + 2 * rows - sizeY + 1) >> 1;
  const pooledWidth = outWidth >> 1;
  const stride = padded(outputs);
  const place = stride << FLOAT;
  const below = outWidth * place;
  memory.fill(biases, 0, place);
  memory.copy(biases, bias, outputs << FLOAT);
  for (let i = 0; i < n; i++, images += image) {
    let from = images;
    if (rows > 0 || columns > 0) {
      frame(from, height, width, channels, rows, columns, framed);
      from = framed;
    }
    for (let y = 0; y < pooledHeight; y++) {
      convolveRow(from, panels, strip, 2 * y, fullWidth, channels, sizeY, sizeX, outputs, stride);
      convolveRow(from, panels, strip + below, 2 * y + 1, fullWidth, channels, sizeY, sizeX, outputs, stride);
      let at = strip;
      for (let x = 0; x < pooledWidth; x++, at += 2 * place, maps += outputs << FLOAT, winners += stride)
        for (let o = 0; o < outputs; o += 4) {
          const corner = at + (o << FLOAT);
          let largest = v128.load(corner);
          let value = v128.load(corner + place);
          let isLarger = f32x4.gt(value, largest);
          let winner = v128.and(isLarger, i32x4.splat(1));
          largest = v128.bitselect(value, largest, isLarger);
          value = v128.load(corner + below);
          isLarger = f32x4.gt(value, largest);
          winner = v128.bitselect(i32x4.splat(2), winner, isLarger);
          largest = v128.bitselect(value, largest, isLarger);
          value = v128.load(corner + below + place);
          isLarger = f32x4.gt(value, largest);
          winner = v128.bitselect(i32x4.splat(3), winner, isLarger);
          largest = v128.bitselect(value, largest, isLarger);
          const sum = f32x4.add(largest, v128.load(biases + (o << FLOAT)));
          storeSome(maps + (o << FLOAT), f32x4.max(sum, f32x4.splat(0)), outputs - o);
          // The lowest byte of each of four.
          const bytes = i8x16.swizzle(winner, i8x16(0, 4, 8, 12, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16));
          i32.store(winners + o, i32x4.extract_lane(bytes, 0));
        }
    }
  }
}

/** A gradient that reaches the filter from one place: the address of the patch that the place saw, and the gradient. */
const ENTRY: i32 = 8;

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

/** A pooled place whose patches hold ink: how far its gradient is into `open`, its winner into `winners`, and its patch. */
const INKED: i32 = 12;

/**
 * Lists the pooled places whose patches hold ink, row by row: the others add nothing to the filter of an image of one
 * channel. After each row comes an entry without a patch. Returns where the list ends.
 */
function listInked(
  image: i32,
  pooledHeight: i32,
  pooledWidth: i32,
  stride: i32,
  pixel: i32,
  row: i32,
  sizeY: i32,
  sizeX: i32,
  isSparse: bool,
  list: i32,
): i32 {
  const seen = ((sizeX + 1) * pixel) >> FLOAT;
  for (let y = 0; y < pooledHeight; y++) {
    let patch = image + 2 * y * row;
    for (let x = 0; x < pooledWidth; x++, patch += 2 * pixel) {
      const place = y * pooledWidth + x;
      i32.store(list, (place * stride) << FLOAT);
      i32.store(list, place * stride, 4);
      i32.store(list, patch, 8);
      let isInked: i32 = 1;
      if (isSparse) {
        let ink = f32x4.splat(0);
        for (let ky = 0; ky <= sizeY; ky++) {
          const from = patch + ky * row;
          let at = 0;
          for (; at + 4 <= seen; at += 4) ink = v128.or(ink, v128.load(from + (at << FLOAT)));
          if (at < seen) ink = v128.or(ink, v128.load(from + ((seen - 4) << FLOAT)));
        }
        isInked = i32(v128.any_true(ink));
      }
      list += isInked * INKED;
    }
    i32.store(list, 0, 8);
    list += INKED;
  }
  return list;
}

/** Lists what reaches the filter of one output, in reading order of the places before pooling; returns where the list ends. */
function listOutput(
  open: i32,
  winners: i32,
  inked: i32,
  inkedEnd: i32,
  pixel: i32,
  row: i32,
  list: i32,
  spare: i32,
): i32 {
  let lower = spare;
  for (; inked < inkedEnd; inked += INKED) {
    const patch = i32.load(inked, 8);
    if (patch == 0) {
      memory.copy(list, spare, lower - spare);
      list += lower - spare;
      lower = spare;
      continue;
    }
    const gradient = f32.load(open + i32.load(inked));
    const winner = <i32>load<u8>(winners + i32.load(inked, 4));
    const isLower = winner >> 1;
    const address = patch + (winner & 1) * pixel + isLower * row;
    const isOpen = i32(gradient != 0);
    // Written to both lists, and kept in the one where it belongs: no branch that cannot be predicted.
    i32.store(list, address);
    f32.store(list, gradient, 4);
    i32.store(lower, address);
    f32.store(lower, gradient, 4);
    list += (isOpen & (isLower ^ 1)) * ENTRY;
    lower += (isOpen & isLower) * ENTRY;
  }
  return list;
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

/** Adds gradient times weight to a row of a patch, `length` bytes, over a list of weights' addresses and gradients. */
function addWeights(list: i32, end: i32, offset: i32, to: i32, length: i32): void {
  const stop = to + length;
  for (; to + 96 <= stop; to += 96, offset += 96) {
    let s0 = v128.load(to);
    let s1 = v128.load(to, 16);
    let s2 = v128.load(to, 32);
    let s3 = v128.load(to, 48);
    let s4 = v128.load(to, 64);
    let s5 = v128.load(to, 80);
    for (let entry = list; entry < end; entry += ENTRY) {
      const weights = i32.load(entry) + offset;
      const gradient = v128.load32_splat(entry, 4);
      s0 = fused(s0, gradient, v128.load(weights));
      s1 = fused(s1, gradient, v128.load(weights, 16));
      s2 = fused(s2, gradient, v128.load(weights, 32));
      s3 = fused(s3, gradient, v128.load(weights, 48));
      s4 = fused(s4, gradient, v128.load(weights, 64));
      s5 = fused(s5, gradient, v128.load(weights, 80));
    }
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
    v128.store(to, s4, 64);
    v128.store(to, s5, 80);
  }
  for (; to < stop; to += 16, offset += 16) {
    let sum = v128.load(to);
    for (let entry = list; entry < end; entry += ENTRY)
      sum = fused(sum, v128.load32_splat(entry, 4), v128.load(i32.load(entry) + offset));
    v128.store(to, sum);
  }
}

/** Adds, place by place and there output by output, gradient times filter to what the place saw of one image. */
function spread(
  open: i32,
  winners: i32,
  turned: i32,
  image: i32,
  pooledHeight: i32,
  pooledWidth: i32,
  outputs: i32,
  stride: i32,
  pixel: i32,
  row: i32,
  sizeY: i32,
  length: i32,
  list: i32,
): void {
  const weights = sizeY * length;
  for (let y = 0; y < 2 * pooledHeight; y++)
    for (let x = 0; x < 2 * pooledWidth; x++) {
      const place = (y & 1) * 2 + (x & 1);
      const at = ((y >> 1) * pooledWidth + (x >> 1)) * stride;
      const patch = image + y * row + x * pixel;
      let end = list;
      for (let o = 0; o < outputs; o++) {
        const gradient = f32.load(open + ((at + o) << FLOAT));
        i32.store(end, turned + o * weights);
        f32.store(end, gradient, 4);
        end += (i32(gradient != 0) & i32(<i32>load<u8>(winners + at + o) == place)) * ENTRY;
      }
      if (end == list) continue;
      for (let ky = 0; ky < sizeY; ky++) addWeights(list, end, ky * length, patch + ky * row, length);
    }
}

/**
 * The gradients with respect to the filter [sizeY, sizeX, channels, outputs], the bias, and if there is room for it
 * (`mapsGradient` is not 0) the images, from that of the pooled maps. Scratch: `framed`, two images with their zeros
 * around and 256 bytes more; `open`, one image's pooled maps, their channels rounded up to eights; `list`, 8 bytes
 * for each pooled place and for another row (and for each output), and 12 more for each place and each row; `sums`, for each output sizeY rows of sizeX * channels floats, rounded
 * up to 8 or else to a multiple of 48; `turned` the same for rows rounded up to fours, and one output more.
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
  list: i32,
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
  const full = (fullHeight * fullWidth * channels) << FLOAT;
  const pixel = channels << FLOAT;
  const row = fullWidth * pixel;
  const length = sizeX * channels;
  const isSmall = length <= 8 && sizeY <= 5;
  const sumRow = isSmall ? 8 : ((length + STRETCH - 1) / STRETCH) * STRETCH;
  const turnedRow = (length + 3) & -4;
  const spare = list + places * ENTRY;
  const inked = spare + pooledWidth * ENTRY + 8;
  const spread0 = framed + full + 128;
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
      const end = listOutput(open + (o << FLOAT), winners + o, inked, inkedEnd, pixel, row, list, spare);
      const own = sums + ((o * sizeY * sumRow) << FLOAT);
      if (isSmall) addSmallPatches(list, end, sizeY, row, own);
      else
        for (let ky = 0; ky < sizeY; ky++)
          for (let at = 0; at < sumRow; at += STRETCH)
            addStretch(list, end, ky * row + (at << FLOAT), own + ((ky * sumRow + at) << FLOAT));
    }
    if (imagesGradient != 0) {
      memory.fill(spread0, 0, full);
      spread(open, winners, turned, spread0, pooledHeight, pooledWidth, outputs, stride, pixel, row, sizeY, turnedRow << FLOAT, list);
      const inner = width * pixel;
      for (let y = 0; y < height; y++, imagesGradient += inner)
        memory.copy(imagesGradient, spread0 + (y + rows) * row + columns * pixel, inner);
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
