import type { GlossaryEntry } from '../../core/glossary.ts';

/** Id of the sentence by which a screen reader describes the word. */
export const SAYS_ID = 'term-says';

type Words = Pick<GlossaryEntry, 'name' | 'says' | 'de' | 'fr'>;

/**
 * What a note says: the term, what it means, its names in German and French, and the way to its entry at `href`, which is no
 * stop for Tab until somebody has pressed the term: on the way through a chapter there are many.
 */
export function noteContent({ name, says, de, fr }: Words, href: string): HTMLElement[] {
  const title = element('strong', name);
  const sentence = element('span', says);
  sentence.id = SAYS_ID;
  const languages = element(
    'span',
    'German: ',
    inLanguage('de', de),
    '. French: ',
    inLanguage('fr', fr),
    '.',
  );
  languages.className = 'languages';
  const link = element('a', 'All words');
  link.href = href;
  link.tabIndex = -1;
  return [title, sentence, languages, link];
}

function inLanguage(lang: string, text: string): HTMLElement {
  const name = element('i', text);
  name.lang = lang;
  return name;
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  ...content: (string | Node)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}
