export function builtInApi(env: Record<string, string | undefined>): { id: number; hash: string } | null;
