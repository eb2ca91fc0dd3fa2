/** As the theme has them: of text, of the network, of mistakes, of rules, and of what all of it lies on. */
export interface CanvasColors {
  readonly ink: string;
  readonly network: string;
  readonly bad: string;
  readonly rule: string;
  readonly paper: string;
}
