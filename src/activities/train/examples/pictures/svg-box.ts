/** CSS pixels of a unit that an SVG's width may have. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
};

/**
 * How wide and high an SVG is, of which only the proportion matters: by its width and height, or else by its viewBox, or
 * else a square. @param attribute of the root element, null where there is none.
 */
export function svgBox(attribute: (name: string) => string | null): { width: number; height: number } {
  const length = (name: string) => {
    const [, number = '', unit = ''] =
      /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(attribute(name) ?? '') ?? [];
    const value = Number(number) * (UNITS[unit.toLowerCase()] ?? 0);
    return value > 0 && Number.isFinite(value) ? value : null;
  };
  const box = (attribute('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , boxWidth = 0, boxHeight = 0] = box;
  const hasBox = box.length === 4 && box.every(Number.isFinite) && boxWidth > 0 && boxHeight > 0;
  const width = length('width');
  const height = length('height');
  if (width !== null && height !== null) return { width, height };
  if (hasBox) return { width: boxWidth, height: boxHeight };
  const side = width ?? height ?? 100;
  return { width: side, height: side };
}
