/**
 * One step of Adam (Kingma and Ba, 2014) on n weights, in place: `first` and `second` are the running moments. Before
 * it the weights shrink (decoupled weight decay), and `penalty` times the weights is added to the gradient (L2).
 * Each line is rounded as the operation of TensorFlow.js that it stands for.
 */
export function adam(
  weights: i32,
  gradients: i32,
  first: i32,
  second: i32,
  n: i32,
  shrink: f32,
  penalty: f32,
  rate: f32,
  keepFirst: f32,
  takeFirst: f32,
  keepSecond: f32,
  takeSecond: f32,
  correctFirst: f32,
  correctSecond: f32,
  epsilon: f32,
): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const weight = f32x4.mul(v128.load(weights), f32x4.splat(shrink));
    const gradient = f32x4.add(v128.load(gradients), f32x4.mul(weight, f32x4.splat(penalty)));
    const m = f32x4.add(
      f32x4.mul(v128.load(first), f32x4.splat(keepFirst)),
      f32x4.mul(gradient, f32x4.splat(takeFirst)),
    );
    const v = f32x4.add(
      f32x4.mul(v128.load(second), f32x4.splat(keepSecond)),
      f32x4.mul(f32x4.mul(gradient, gradient), f32x4.splat(takeSecond)),
    );
    v128.store(first, m);
    v128.store(second, v);
    const spread = f32x4.add(f32x4.sqrt(f32x4.div(v, f32x4.splat(correctSecond))), f32x4.splat(epsilon));
    const direction = f32x4.div(f32x4.div(m, f32x4.splat(correctFirst)), spread);
    v128.store(weights, f32x4.add(f32x4.mul(direction, f32x4.splat(-rate)), weight));
    weights += 16;
    gradients += 16;
    first += 16;
    second += 16;
  }
  for (; i < n; i++) {
    const weight = f32.load(weights) * shrink;
    const gradient = f32.load(gradients) + weight * penalty;
    const m = f32.load(first) * keepFirst + gradient * takeFirst;
    const v = f32.load(second) * keepSecond + gradient * gradient * takeSecond;
    f32.store(first, m);
    f32.store(second, v);
    const direction = m / correctFirst / (sqrt<f32>(v / correctSecond) + epsilon);
    f32.store(weights, direction * -rate + weight);
    weights += 4;
    gradients += 4;
    first += 4;
    second += 4;
  }
}
