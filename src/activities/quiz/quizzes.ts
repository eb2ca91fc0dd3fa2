/** The experiments that there is a quiz on: five classes at most, so that the keys 1 to 5 suffice. */
export const QUIZZES = ['five-animals', 'cats-and-sheep'] as const;
export type QuizId = (typeof QUIZZES)[number];
