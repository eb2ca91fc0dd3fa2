/** The directive `client:near`: an island comes alive before the reader is there, whichever way the reader comes. */
import type { AstroIntegration } from 'astro';

declare module 'astro' {
  interface AstroClientDirectives {
    'client:near'?: boolean;
  }
}

export default function near(): AstroIntegration {
  return {
    name: 'near',
    hooks: {
      'astro:config:setup': ({ addClientDirective }) => {
        addClientDirective({ name: 'near', entrypoint: './src/integrations/near/directive.ts' });
      },
    },
  };
}
