export const NO_WINDOW: number;
export function takesNoWindow(said: string): boolean;
