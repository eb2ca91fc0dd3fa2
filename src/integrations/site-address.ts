/** Where the site is going to stand: SITE_URL, without which pages say nothing of their own address. */
import type { AstroIntegration } from 'astro';

/**
 * The origin that SITE_URL names; undefined where there is none.
 * @throws Error for what is no such address, with what to write instead.
 */
export function siteAddress(given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Error(`SITE_URL is "${given}", expected an address such as https://example.org`);
  if (url.pathname !== '/')
    throw new Error(
      `SITE_URL is "${given}", expected no path: write SITE_URL=${url.origin} SITE_BASE=${url.pathname.replace(/\/?$/, '/')}`,
    );
  return url.origin;
}

/** Tells an author whose pages are built without an address what they lack. */
export default function siteAddressIntegration(): AstroIntegration {
  let isKnown = false;
  return {
    name: 'site-address',
    hooks: {
      'astro:config:done': ({ config }) => {
        isKnown = config.site !== undefined;
      },
      'astro:build:done': ({ logger }) => {
        if (!isKnown)
          logger.warn(
            'SITE_URL is not set: no page says its own address, and links to it show no picture. To publish: SITE_URL=https://example.org npm run build',
          );
      },
    },
  };
}
