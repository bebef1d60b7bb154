export const NO_WINDOW: number;
