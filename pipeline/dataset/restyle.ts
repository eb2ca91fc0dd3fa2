import { rasterize, SIDE_PX } from '../../src/core/rasterize.ts';

type Node = { x: number; y: number; links: Set<number> };
const TOL = 0.02;

export function trace(thin: ArrayLike<number>): Node[] {
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= 28 || y >= 28 ? 0 : (thin[y * 28 + x] as number);
  const eh = new Float64Array(784 + 64);
  const ev = new Float64Array(784 + 64);
  const nodes: Node[] = [];
  const add = (x: number, y: number) => {
    nodes.push({ x, y, links: new Set() });
  };
  const exH = (i: number, j: number, f: number) => {
    add(i, j + f);
    eh[j * 28 + i]! += 1 - f;
    if (j < 27) eh[(j + 1) * 28 + i]! += f;
  };
  const exV = (i: number, j: number, f: number) => {
    add(i + f, j);
    ev[j * 28 + i]! += 1 - f;
    if (i < 27) ev[j * 28 + i + 1]! += f;
  };
  for (let i = 0; i < 28; i++)
    for (let j = 0; j < 28; j++) {
      const u = at(i, j);
      // isolated pairs; a pair starts at the first inked pixel
      if (u > TOL) {
        const v = at(i, j + 1);
        if (j === 27 && at(i, 26) < TOL) exH(i, j, 1 - u);
        if (i === 27 && at(26, j) < TOL) exV(i, j, 1 - u);
        if (j < 27 && at(i, j - 1) < TOL && at(i, j + 2) < TOL && Math.abs(u + v - 1) < TOL) exH(i, j, 1 - u);
        const w = at(i + 1, j);
        if (i < 27 && at(i - 1, j) < TOL && at(i + 2, j) < TOL && Math.abs(u + w - 1) < TOL) exV(i, j, 1 - u);
      }
    }
  // the rest
  for (let round = 0; round < 784; round++) {
    let best: { score: number; run: () => void } | undefined;
    for (let j = 0; j < 28; j++)
      for (let i = 0; i < 28; i++) {
        const p = j * 28 + i;
        const r = at(i, j) - Math.max(eh[p]!, ev[p]!);
        const rest = (x: number, y: number) =>
          x > 27 || y > 27 ? 1 : Math.max(0, at(x, y) - Math.max(eh[y * 28 + x]!, ev[y * 28 + x]!));
        const feas = (u: number, v: number, ru: number, rv: number, run: (f: number) => void) => {
          if (u + v < 1 - TOL || ru + rv < 0.3) return;
          const lo = 1 - u;
          const hi = v;
          const f = Math.min(1, Math.max(0, (lo + hi) / 2));
          const score = Math.min(1 - f, ru) + Math.min(f, rv) - 0.5 * (u + v - 1);
          if (!best || score > best.score) best = { score, run: () => run(f) };
        };
        if (r > -1) {
          feas(at(i, j), j < 27 ? at(i, j + 1) : 1 - at(i, j), rest(i, j), j < 27 ? rest(i, j + 1) : 0, (f) =>
            exH(i, j, f),
          );
          feas(at(i, j), i < 27 ? at(i + 1, j) : 1 - at(i, j), rest(i, j), i < 27 ? rest(i + 1, j) : 0, (f) =>
            exV(i, j, f),
          );
        }
      }
    if (!best || best.score < 0.2) break;
    best.run();
  }
  for (let a = 0; a < nodes.length; a++)
    for (let b = 0; b < a; b++) {
      const p = nodes[a]!;
      const q = nodes[b]!;
      if (Math.abs(p.x - q.x) <= 1 + TOL && Math.abs(p.y - q.y) <= 1 + TOL) {
        p.links.add(b);
        q.links.add(a);
      }
    }
  return nodes;
}

export function restyle(thin: ArrayLike<number>, oracle?: number[]): Uint8Array {
  const nodes = trace(thin);
  const strokes: [number[], number[]][] = [];
  const seen = new Set<number>();
  let mx = 0,
    my = 0;
  for (const n of nodes) {
    mx = Math.max(mx, n.x);
    my = Math.max(my, n.y);
  }
  const k = 256 / 28;
  // one stroke: all links
  for (let a = 0; a < nodes.length; a++) {
    if (seen.has(a)) continue;
    const x: number[] = [],
      y: number[] = [];
    const done = new Set<string>();
    const put = (i: number) => {
      x.push(nodes[i]!.x * k);
      y.push(nodes[i]!.y * k);
    };
    const visit = (i: number) => {
      seen.add(i);
      put(i);
      for (const b of nodes[i]!.links) {
        const key = i < b ? `${i},${b}` : `${b},${i}`;
        if (done.has(key)) continue;
        done.add(key);
        if (seen.has(b)) put(b);
        else visit(b);
        put(i);
      }
    };
    visit(a);
    strokes.push([x, y]);
  }
  let bx = 0,
    by = 0;
  for (const [x, y] of strokes) {
    bx = Math.max(bx, ...x);
    by = Math.max(by, ...y);
  }
  if (!oracle) {
    oracle = bx > by ? [255, by] : [bx, 255];
  }
  return rasterize(strokes, {
    shiftPx: [(((bx - oracle[0]!) / 2) * 28) / 304, (((by - oracle[1]!) / 2) * 28) / 304],
  });
}
