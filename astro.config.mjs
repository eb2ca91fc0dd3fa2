import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { PUBLIC_FOLDER, RUN, RUN_SITE } from './src/components/site-folders.ts';
import contentSecurity from './src/integrations/content-security.ts';
import figureEmbeds from './src/integrations/figure-embeds/index.ts';
import linkNotes from './src/integrations/link-notes/index.ts';
import near from './src/integrations/near/index.ts';
import offline from './src/integrations/offline/index.ts';
import oneStylesheet from './src/integrations/one-stylesheet.ts';
import precompress from './src/integrations/precompress.ts';
import runOnShow from './src/integrations/run-on-show/index.ts';
import setAside from './src/integrations/set-aside.ts';
import shortNumbers from './src/integrations/short-numbers.ts';
import siteAddressIntegration, { siteAddress } from './src/integrations/site-address.ts';
import tellContradictions from './src/integrations/tell-contradictions.ts';

/** The oldest browsers that work, which the README names: `test/site/oldest.test.ts` says what they lack. */
const OLDEST = ['chrome111', 'edge111', 'firefox114', 'safari16.4'];

const site = siteAddress(process.env.SITE_URL);
const base = process.env.SITE_BASE ?? '/';
/** For search engines: whole addresses, so only where the site knows its own. Frames for other pages are not to be found. */
const pagesToFind = site
  ? [
      sitemap({
        filter: (page) => !/\/embed\/./.test(page),
        customPages: [new URL(`${base.replace(/\/?$/, '/')}embed/`, site).href], // the list of figures, made when all pages are
      }),
    ]
  : [];

// SITE_URL and SITE_BASE let an author publish under any address, e.g. SITE_BASE=/doodles/; SITE_RUN=my-run shows a run.
export default defineConfig({
  site,
  base,
  publicDir: PUBLIC_FOLDER,
  outDir: process.env.SITE_OUT ?? (RUN ? `${RUN_SITE}/dist` : 'dist'),
  output: 'static',
  trailingSlash: 'always',
  // The default, 'jsx', drops the space where a line breaks between a word and a tag.
  compressHTML: true,
  // In one file a page: see `one-stylesheet`.
  build: { inlineStylesheets: 'never' },
  markdown: { syntaxHighlight: false },
  integrations: [
    runOnShow(),
    mdx(),
    svelte(),
    tellContradictions(),
    near(),
    setAside(),
    shortNumbers(),
    figureEmbeds(),
    linkNotes(),
    oneStylesheet(),
    contentSecurity(),
    siteAddressIntegration(),
    ...pagesToFind,
    precompress(),
    offline(OLDEST),
  ],
  devToolbar: { enabled: false },
  vite: {
    worker: { format: 'es' },
    // The styles have their own fallbacks: a lowered `light-dark()` would be two more properties for every colour.
    build: {
      target: OLDEST,
      cssTarget: 'esnext',
      rolldownOptions: {
        // Of Astro's own code: its mark on modules of chapters, eight lines for each, and how it hands on styles.
        onLog: (level, log, handle) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE' && !log.message.includes('assigns to bundle variable'))
            handle(level, log);
        },
      },
    },
    optimizeDeps: { exclude: ['onnxruntime-web'] },
  },
});
