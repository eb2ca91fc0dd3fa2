/**
 * What a figure made of HTML shows, as SVG: boxes, borders, words, drawings from a sprite, and the SVG in it, each
 * where the browser has laid it out. For downloads of figures that are no charts.
 */
import { inlineStyles } from './inline-styles.ts';

const NAMESPACE = 'http://www.w3.org/2000/svg';
/** What is there to be operated, not read. */
const CONTROLS =
  'fieldset, select, input, label, dialog, .controls, .more, .shuffle, .spoken, .hint, .plain-button';
/** Folded away, and yet laid out by some browsers. */
const FOLDED = 'details:not([open]) > :not(summary)';

/**
 * @param roots elements that stand one below the other; at least one.
 * @throws Error when an image of the page cannot be fetched once more.
 */
export async function layoutToSvg(roots: readonly HTMLElement[]): Promise<SVGSVGElement> {
  const boxes = roots.map((root) => root.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const width = Math.max(...boxes.map((box) => box.right)) - left;
  const height = Math.max(...boxes.map((box) => box.bottom)) - top;
  const sheet = svgElement('svg', { viewBox: `0 0 ${round(width)} ${round(height)}` });
  const place = (box: DOMRect) => ({
    x: round(box.left - left),
    y: round(box.top - top),
    width: round(box.width),
    height: round(box.height),
  });
  const sprites = new Map<string, string>(); // by address, the id of the image that all its drawings use
  const spriteId = async (url: string): Promise<string> => {
    const known = sprites.get(url);
    if (known) return known;
    const id = `sprite-${sprites.size + 1}`;
    sprites.set(url, id);
    const image = svgElement('image', {
      href: await dataUrl(url),
      width: 1,
      height: 1,
      preserveAspectRatio: 'none',
    });
    const symbol = svgElement('symbol', { id, viewBox: '0 0 1 1', preserveAspectRatio: 'none' });
    symbol.append(image);
    sheet.append(symbol);
    return id;
  };
  const draw = async (element: Element): Promise<void> => {
    if (element.matches(`${CONTROLS}, ${FOLDED}`) || !isShown(element)) return;
    if (element instanceof SVGSVGElement) {
      const copy = element.cloneNode(true) as SVGSVGElement;
      inlineStyles(element, copy);
      for (const [key, value] of Object.entries(place(element.getBoundingClientRect())))
        copy.setAttribute(key, String(value));
      sheet.append(copy);
      return;
    }
    const style = getComputedStyle(element);
    const box = place(element.getBoundingClientRect());
    const sprite = /url\("?([^")]+)"?\)/.exec(style.maskImage)?.[1];
    if (sprite !== undefined) {
      sheet.append(spriteCell(await spriteId(sprite), box, style));
      return;
    }
    const frame = frameOf(box, style);
    if (frame) sheet.append(frame);
    for (const child of element.childNodes) {
      if (child instanceof Element) await draw(child);
      else if (child instanceof Text) sheet.append(...wordsOf(child, style, place));
    }
  };
  for (const root of roots) await draw(root);
  const [first, last] = extentOf(sheet);
  if (last > first) sheet.setAttribute('viewBox', `0 ${round(first)} ${round(width)} ${round(last - first)}`);
  return sheet;
}

/** From where to where something is drawn, downwards: controls have left room. */
function extentOf(sheet: SVGSVGElement): [first: number, last: number] {
  const number = (element: Element, name: string) => Number(element.getAttribute(name) ?? 0);
  const drawn = [...sheet.children].filter((element) => element.localName !== 'symbol');
  // Words stand on their `y`.
  const above = (element: Element) => (element.localName === 'text' ? number(element, 'font-size') : 0);
  return [
    Math.min(...drawn.map((element) => number(element, 'y') - above(element))),
    Math.max(
      ...drawn.map((element) => number(element, 'y') + number(element, 'height') + 0.3 * above(element)),
    ),
  ];
}

function isShown(element: Element): boolean {
  const { display, visibility, clipPath } = getComputedStyle(element);
  return display !== 'none' && visibility === 'visible' && !clipPath.startsWith('inset(50%');
}

/** The ground and border of a box, where it has any. */
function frameOf(box: Readonly<Record<string, number>>, style: CSSStyleDeclaration): SVGElement | null {
  const ground = isClear(style.backgroundColor) ? 'none' : style.backgroundColor;
  const border = Number.parseFloat(style.borderTopWidth);
  const edge = border > 0 && style.borderTopStyle !== 'none' && !isClear(style.borderTopColor);
  const isRule = edge && Number.parseFloat(style.borderLeftWidth) === 0;
  if (isRule && ground === 'none')
    return svgElement('rect', { ...box, height: border, fill: style.borderTopColor });
  if ((ground === 'none' && !edge) || !box.width || !box.height) return null;
  return svgElement('rect', {
    ...box,
    rx: Number.parseFloat(style.borderTopLeftRadius) || 0,
    fill: ground,
    ...(edge && { stroke: style.borderTopColor, 'stroke-width': border }),
  });
}

const isClear = (color: string) => color === 'transparent' || /,\s*0\)$|\/\s*0\)$/.test(color);

/** Every word where it stands: lines break where the browser broke them. */
function wordsOf(
  text: Text,
  style: CSSStyleDeclaration,
  place: (box: DOMRect) => { readonly x: number; readonly y: number; readonly height: number },
): SVGElement[] {
  const size = Number.parseFloat(style.fontSize);
  return [...text.data.matchAll(/\S+/g)].map((match) => {
    const range = document.createRange();
    range.setStart(text, match.index);
    range.setEnd(text, match.index + match[0].length);
    const { x, y, height } = place(range.getBoundingClientRect());
    const word = svgElement('text', {
      x,
      y: round(y + height / 2 + 0.35 * size), // the middle of the small letters on the middle of the line
      fill: style.color,
      'font-family': style.fontFamily.replaceAll('"', "'"),
      'font-size': size,
      'font-weight': style.fontWeight,
    });
    word.textContent = match[0];
    return word;
  });
}

/** One drawing of a sprite: the whole image, of which the cell's window shows one. */
function spriteCell(
  id: string,
  { x, y, width, height }: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>,
  style: CSSStyleDeclaration,
): SVGElement {
  const [across = 10, down = across] = style.maskSize.split(' ').map((part) => Number.parseFloat(part) / 100);
  const [right = 0, below = 0] = style.maskPosition.split(' ').map((part) => Number.parseFloat(part) / 100);
  const cell = svgElement('svg', {
    x,
    y,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    overflow: 'hidden',
  });
  cell.append(
    svgElement('use', {
      href: `#${id}`,
      x: round(-right * (across - 1) * width),
      y: round(-below * (down - 1) * height),
      width: round(across * width),
      height: round(down * height),
      // The sprite is black; a light ink is its negative.
      style: `image-rendering:pixelated${isLight(style.backgroundColor) ? ';filter:invert(1)' : ''}`,
    }),
  );
  return cell;
}

const isLight = (color: string) => Number(/\d+/.exec(color)?.[0]) > 127;

async function dataUrl(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}, expected an image`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `data:image/png;base64,${btoa(binary)}`;
}

function svgElement<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

const round = (value: number) => Math.round(value * 100) / 100;
