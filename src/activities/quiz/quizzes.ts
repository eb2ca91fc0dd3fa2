/** The article's experiments that there is a quiz on, the one that is chosen at first before the others. */
export const QUIZZES = ['five-animals', 'cats-and-sheep'] as const;
/** Of those, or of an experiment that the author of the site has added. */
export type QuizId = string;
