/**
 * Page translators put a `<font>` with other words in the place of each text, while the page goes on to change the text
 * that is gone: its numbers would stand still for ever. So a text that changes after it was replaced takes its place again,
 * where the translator finds it anew.
 */
export function followTranslator(root: Node): () => void {
  /** What stands in the place of a text. */
  const translations = new WeakMap<Node, Element>();
  const texts = new MutationObserver((records) => {
    for (const { target } of records) putBack(target as Text, translations.get(target));
  });
  const replaced = new MutationObserver((records) => {
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      const [font] = [...addedNodes, previousSibling, nextSibling].filter(isTranslation);
      if (font === undefined) continue;
      for (const text of removedNodes)
        if (text instanceof Text && !text.isConnected) {
          translations.set(text, font);
          texts.observe(text, { characterData: true });
        }
    }
  });
  replaced.observe(root, { childList: true, subtree: true });
  return () => {
    replaced.disconnect();
    texts.disconnect();
  };
}

const isTranslation = (node: Node | null): node is Element => node?.nodeName === 'FONT';

function putBack(text: Text, translation: Element | undefined): void {
  if (text.isConnected || translation?.isConnected !== true) return;
  translation.replaceWith(text);
}
