/**
 * Where a page breaks on paper. Chromium tells nothing of the pages that it prints; but it breaks columns as it breaks
 * pages, and of columns it tells everything: here each is as wide and as high as what is printed of a sheet.
 */
import type { Page } from 'playwright-core';

const MM = 96 / 25.4;
const MARGIN_MM = 15;

export const SHEETS = {
  A4: { widthMm: 210, heightMm: 297 },
  Letter: { widthMm: 215.9, heightMm: 279.4 },
} as const;

export interface PaperPages {
  /** Of each page, the share of its height that is blank at its foot. */
  readonly blank: readonly number[];
  /** Figures whose title stands on another page than the first of what they show. */
  readonly torn: readonly string[];
  /** Drawings, cards and rows of tables that a page break cuts, or that are higher than a page. */
  readonly cut: readonly string[];
}

/** Lays the page out as for paper, and leaves it so. What scrolls is broken on paper, and would not be in columns. */
export async function paperPages(page: Page, format: keyof typeof SHEETS): Promise<PaperPages> {
  const { widthMm, heightMm } = SHEETS[format];
  const width = Math.floor((widthMm - 2 * MARGIN_MM) * MM);
  const height = Math.floor((heightMm - 2 * MARGIN_MM) * MM);
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ media: 'print' });
  await page.addStyleTag({
    content: `html body { width: ${width}px; height: ${height}px; column-width: ${width}px; column-gap: 0; column-fill: auto; overflow: visible; } main * { overflow: visible !important; }`,
  });
  return page.evaluate(
    ([width, height]) => {
      const columnOf = (rect: DOMRect) => Math.floor((rect.left + scrollX + 1) / width);
      const inked = (rect: DOMRect) => rect.width > 2 && rect.height > 2;
      const ends: number[] = [];
      const note = (rects: DOMRectList) => {
        for (const rect of rects) {
          const column = columnOf(rect);
          if (inked(rect)) ends[column] = Math.max(ends[column] ?? 0, rect.bottom + scrollY);
        }
      };
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      while (texts.nextNode()) {
        const { textContent, parentElement } = texts.currentNode;
        if (!textContent?.trim() || !parentElement?.checkVisibility()) continue;
        range.selectNodeContents(texts.currentNode);
        note(range.getClientRects());
      }
      const drawings = [...document.querySelectorAll('svg, img, canvas')];
      for (const drawing of drawings) note(drawing.getClientRects());

      const nameOf = (element: Element) =>
        `${element.closest('figure[id]')?.id ?? ''}: ${element.tagName} ${element.textContent?.trim().slice(0, 30)}`;
      const shown = (element: Element) =>
        element.checkVisibility() && [...element.getClientRects()].some(inked);
      const torn: string[] = [];
      for (const figure of document.querySelectorAll('figure.figure')) {
        const title = figure.querySelector('figcaption');
        const first = [...figure.querySelectorAll('svg, img, canvas, li, tr')].find(
          (element) => !title?.contains(element) && shown(element),
        );
        const end = title && [...title.getClientRects()].at(-1);
        const start = first?.getClientRects()[0];
        if (end && start && columnOf(end) !== columnOf(start)) torn.push(figure.id);
      }
      const whole = [...document.querySelectorAll('main :is(svg, img, .card, .cards > li, tr)')];
      const cut = whole.filter(shown).filter((element) => {
        const rects = [...element.getClientRects()].filter(inked);
        return (
          new Set(rects.map(columnOf)).size > 1 || rects.some(({ bottom }) => bottom + scrollY > height + 1)
        );
      });
      return {
        blank: Array.from(ends, (end) => 1 - (end ?? 0) / height),
        torn,
        cut: cut.map(nameOf),
      };
    },
    [width, height] as const,
  );
}
