import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import precompress from './src/integrations/precompress.ts';

// SITE_URL and SITE_BASE let an author publish under any address, e.g. SITE_BASE=/doodles/.
export default defineConfig({
  site: process.env.SITE_URL ?? 'http://localhost:4321',
  base: process.env.SITE_BASE ?? '/',
  outDir: process.env.SITE_OUT ?? 'dist',
  output: 'static',
  trailingSlash: 'always',
  // The default, 'jsx', drops the space where a line breaks between a word and a tag.
  compressHTML: true,
  markdown: { syntaxHighlight: false },
  integrations: [mdx(), svelte(), precompress()],
  devToolbar: { enabled: false },
  vite: { worker: { format: 'es' }, optimizeDeps: { exclude: ['onnxruntime-web'] } },
});
