import { createSubscriber } from 'svelte/reactivity';

/** Runs an effect again when the page's colours change: canvases do not follow the theme by themselves. */
const subscribe = createSubscriber((update) => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', update);
  const observer = new MutationObserver(update);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  return () => {
    dark.removeEventListener('change', update);
    observer.disconnect();
  };
});

/** To be called in an effect that paints. */
export function followTheme(): void {
  subscribe();
}
