/** The lines that put a figure into a page of somebody else's. */

export interface Frame {
  /** Whole address of what it shows. */
  readonly src: string;
  /** What a screen reader says of it. */
  readonly title: string;
  /** With its unit: `640px`. */
  readonly height: string;
}

export function frameSnippet({ src, title, height }: Frame): string {
  return `<iframe src="${attribute(src)}" title="${attribute(title)}"
  style="width: 100%; height: ${height}; border: 0" loading="lazy"></iframe>`;
}

/** Once in a page, for all its frames: each becomes as high as what is in it. @param origin of the frames */
export function heightScript(origin: string): string {
  return `<script>
addEventListener('message', ({ data, origin, source }) => {
  if (origin !== '${origin}' || data?.type !== 'doodles:height') return;
  for (const frame of document.querySelectorAll('iframe'))
    if (frame.contentWindow === source) frame.style.height = \`\${data.height}px\`;
});
</${'script'}>`;
}

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
