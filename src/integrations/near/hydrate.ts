/** An island's properties, which a build keeps in a file (`src/integrations/set-aside.ts`), and then its code. */

/**
 * Resolves when the island listens.
 * @throws Error when a file does not come, or the island cannot start.
 */
export async function hydrateIsland(
  island: HTMLElement,
  load: () => Promise<() => Promise<void>>,
): Promise<void> {
  for (const attribute of ['component-url', 'renderer-url']) preload(island.getAttribute(attribute));
  await fetchProps(island);
  let failure: unknown = null;
  const onfailure = (event: Event) => {
    event.preventDefault(); // it is said on the page
    failure = (event as CustomEvent<{ error: unknown }>).detail.error;
  };
  island.addEventListener('astro:hydration-error', onfailure);
  try {
    const hydrate = await load();
    if (failure === null) await hydrate();
  } finally {
    island.removeEventListener('astro:hydration-error', onfailure);
  }
  if (failure !== null) throw failure;
  await new Promise((resolve) => setTimeout(resolve)); // its effects have run
}

async function fetchProps(island: HTMLElement): Promise<void> {
  const { props } = island.dataset;
  if (props === undefined || island.hasAttribute('props')) return;
  const response = await fetch(props);
  if (!response.ok) throw new Error(`its data answer with status ${response.status}`);
  island.setAttribute('props', await response.text());
}

function preload(href: string | null): void {
  if (href === null || document.querySelector(`link[href="${href}"]`)) return;
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.href = href;
  document.head.append(link);
}
