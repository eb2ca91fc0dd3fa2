import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import near from './src/integrations/near/index.ts';
import oneStylesheet from './src/integrations/one-stylesheet.ts';
import precompress from './src/integrations/precompress.ts';
import setAside from './src/integrations/set-aside.ts';

/** The oldest browsers that work, which the README names: `test/site/oldest.test.ts` says what they lack. */
const OLDEST = ['chrome111', 'edge111', 'firefox114', 'safari16.4'];

// SITE_URL and SITE_BASE let an author publish under any address, e.g. SITE_BASE=/doodles/.
export default defineConfig({
  site: process.env.SITE_URL ?? 'http://localhost:4321',
  base: process.env.SITE_BASE ?? '/',
  outDir: process.env.SITE_OUT ?? 'dist',
  output: 'static',
  trailingSlash: 'always',
  // The default, 'jsx', drops the space where a line breaks between a word and a tag.
  compressHTML: true,
  // In one file a page: see `one-stylesheet`.
  build: { inlineStylesheets: 'never' },
  markdown: { syntaxHighlight: false },
  integrations: [mdx(), svelte(), near(), setAside(), oneStylesheet(), precompress()],
  devToolbar: { enabled: false },
  vite: {
    worker: { format: 'es' },
    // The styles have their own fallbacks: a lowered `light-dark()` would be two more properties for every colour.
    build: { target: OLDEST, cssTarget: 'esnext' },
    optimizeDeps: { exclude: ['onnxruntime-web'] },
  },
});
