/** The tags of a built page, one after the other; what stands in comments, scripts, styles and templates is none of them. */

export interface Tag {
  /** In small letters: `a`, `section`. */
  readonly name: string;
  readonly kind: 'opens' | 'closes' | 'stands alone';
  /** Where it begins, and where what follows it begins. */
  readonly start: number;
  readonly end: number;
  /** As the page has it, entities and all; undefined where the tag has no such attribute. */
  attribute(name: string): string | undefined;
}

const TAG =
  /<!--[\s\S]*?-->|<(script|style|textarea|title|template)\b(?:"[^"]*"|'[^']*'|[^'">])*>[\s\S]*?<\/\1\s*>|<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** Of HTML as a build writes it: each element is closed, names of attributes are small, values stand in quotes. */
export function* tagsIn(html: string): Generator<Tag> {
  for (const found of html.matchAll(TAG)) {
    const [whole, , slash = '', given, attributes = ''] = found;
    if (given === undefined) continue;
    const name = given.toLowerCase();
    yield {
      name,
      kind: slash ? 'closes' : VOID.test(name) || attributes.endsWith('/') ? 'stands alone' : 'opens',
      start: found.index,
      end: found.index + whole.length,
      attribute: (wanted) => valueOf(attributes, wanted),
    };
  }
}

const ATTRIBUTE = /([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g;

function valueOf(attributes: string, wanted: string): string | undefined {
  for (const [, name, quoted, single, bare] of attributes.matchAll(ATTRIBUTE))
    if (name === wanted) return quoted ?? single ?? bare ?? '';
  return undefined;
}
