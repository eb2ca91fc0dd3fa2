/** Where a pointer is in the coordinates of an SVG's viewBox (which fills the element without letterboxing). */
export function viewBoxPoint(
  svg: SVGSVGElement,
  pointer: { clientX: number; clientY: number },
): { x: number; y: number } {
  const box = svg.getBoundingClientRect();
  const { x, y, width, height } = svg.viewBox.baseVal;
  return {
    x: x + ((pointer.clientX - box.left) / box.width) * width,
    y: y + ((pointer.clientY - box.top) / box.height) * height,
  };
}
