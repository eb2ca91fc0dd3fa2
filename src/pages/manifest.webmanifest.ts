/** What a browser needs to know to install the site beside other apps. */
import type { APIRoute } from 'astro';
import { sitePath } from '../components/site-path.ts';

const icon = (name: string, side: number, purpose: 'any' | 'maskable') => ({
  src: sitePath(`icons/${name}.png`),
  sizes: `${side}x${side}`,
  type: 'image/png',
  purpose,
});

export const GET: APIRoute = () =>
  Response.json({
    id: sitePath(),
    name: 'Doodles: how machines learn to read them',
    short_name: 'Doodles',
    description: 'Draw, and watch five kinds of model say what they see and why; train them yourself.',
    lang: 'en',
    start_url: sitePath(),
    scope: sitePath(),
    display: 'standalone',
    // The paper of `tokens.css`; pages say their own for light and dark.
    background_color: '#fdfcf9',
    theme_color: '#fdfcf9',
    icons: [
      { src: sitePath('favicon.svg'), sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      icon('192', 192, 'any'),
      icon('512', 512, 'any'),
      icon('maskable-512', 512, 'maskable'),
    ],
    shortcuts: [
      { name: 'Draw', url: sitePath('draw/') },
      { name: 'Train', url: sitePath('train/') },
      { name: 'Play', url: sitePath('play/') },
    ],
  });
