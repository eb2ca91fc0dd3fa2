/** What a chart's look depends on; the rest of the computed style says nothing in an SVG of ours. */
const STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'visibility',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
] as const;

/** Writes the computed look of an element and all in it into a copy, and takes off what only the page needs. */
export function inlineStyles(from: Element, to: Element): void {
  const computed = getComputedStyle(from);
  const style = STYLES.map((property) => `${property}:${computed.getPropertyValue(property)}`)
    .join(';')
    .replaceAll('"', "'");
  to.setAttribute('style', style);
  for (const attribute of [...to.attributes])
    if (/^(class|data-|tabindex)/.test(attribute.name)) to.removeAttribute(attribute.name);
  Array.from(from.children).forEach((child, i) => {
    const copy = to.children[i];
    if (copy) inlineStyles(child, copy);
  });
}
