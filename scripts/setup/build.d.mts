export const RELEASE_BUILD: string;
export const LOCAL_BUILD: string;
export const PLACEHOLDER_PORT: number;
export function localTelegram(): { url: string; homeDc: number; dcs: number[]; publicKeys: string[] };
export function buildRelease(): Promise<void>;
export function buildLocal(): Promise<void>;
export function prepareTypes(): Promise<void>;
