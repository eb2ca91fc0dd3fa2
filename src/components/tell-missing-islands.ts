/**
 * A part of the page that comes alive by a script of its own stays dead when that does not come, and nobody would know:
 * what was pressed does nothing. So it is said where the part is, once it is in the window, and the page can be loaded anew.
 */
export function tellMissingIslands(root: ParentNode): void {
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const place = target.closest('astro-island');
      if (!isIntersecting || place === null) continue;
      observer.unobserve(target);
      void find(place);
    }
  });
  for (const island of root.querySelectorAll('astro-island[ssr]')) {
    // The element itself has no box.
    const seen = island.firstElementChild;
    if (seen === null) void find(island);
    else observer.observe(seen);
  }
}

/** Asks for the very modules that the island asks for, which therefore come once. */
async function find(island: Element): Promise<void> {
  const urls = ['component-url', 'renderer-url'].flatMap((name) => island.getAttribute(name) ?? []);
  try {
    await Promise.all(urls.map((url) => import(/* @vite-ignore */ url)));
  } catch {
    island.after(notice());
  }
}

function notice(): HTMLElement {
  const text = document.createElement('p');
  text.className = 'missing-island';
  text.role = 'alert';
  text.append(
    'A part of this page has not come: the connection may be down, or the site has been renewed since you opened the page. ',
  );
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'plain-button';
  button.textContent = 'Reload the page';
  button.onclick = () => location.reload();
  text.append(button);
  return text;
}
