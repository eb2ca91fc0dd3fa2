import { onMount } from 'svelte';
import type { Look } from './look.svelte.ts';

/**
 * Has a model look at what its figure looks at, and marks the figure as live while it shows what came of it. To be called
 * as a component is set up.
 * @param root of the component, once it is on the page
 * @param shown whether there is something to see
 */
export function lookWith(
  look: Look,
  model: { look(ink: Uint8Array): void },
  root: () => HTMLElement,
  shown: () => boolean,
): void {
  const figure = () => root().closest('figure') ?? root();
  onMount(() => look.follow(figure()));
  $effect(() => {
    if (look.works && look.ink !== null) model.look(look.ink);
  });
  $effect(() => {
    figure().toggleAttribute('data-live', shown());
  });
}
