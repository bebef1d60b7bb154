export function interrupted(): number | null;
export function untilInterrupted(): Promise<void>;
export function heedSignals(): void;
